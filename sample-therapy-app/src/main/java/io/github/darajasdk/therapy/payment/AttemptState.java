package io.github.darajasdk.therapy.payment;

/** Where an attempt stands. Only an answer from M-PESA makes it FAILED; silence makes it TIMED_OUT, which stays open. */
public enum AttemptState {
    /** Stored with its idempotency key; nothing sent. */
    CREATED,
    /** M-PESA provably did not take it; tried again after 30 s, for 5 minutes. */
    QUEUED,
    /** Committed before the first byte leaves. */
    SENDING,
    /** Sent, no usable answer, no CheckoutRequestID. Never sent again. */
    UNCLEAR,
    /** Accepted by M-PESA; the prompt has a CheckoutRequestID. */
    PROMPTED,
    /** 120 s without a final answer. Still open, still asked for. */
    TIMED_OUT,
    /** M-PESA said no, finally. */
    FAILED,
    /** Given up with nothing sent. */
    NOT_SENT,
    /** All sources were asked, none knows it, and a person closed it. */
    ABANDONED,
    /** Paid; provisional until the receipt is known. */
    PAID,
    /** M-PESA took the money back. */
    REVERSED;

    /** Whether the money may still move, or may have moved unknown to us. */
    public boolean isOpen() {
        return switch (this) {
            case CREATED, QUEUED, SENDING, UNCLEAR, PROMPTED, TIMED_OUT -> true;
            case FAILED, NOT_SENT, ABANDONED, PAID, REVERSED -> false;
        };
    }

    /**
     * The arrows of the state machine; the database holds the same ones. Success moves any state to PAID: late truth
     * wins.
     *
     * @param provisional whether a payment is known without its receipt so far: then a person who has M-PESA's own
     *     record may still find that it failed
     */
    public boolean mayBecome(AttemptState next, boolean provisional) {
        return mayBecome(next) || (provisional && this == PAID && next == FAILED);
    }

    /** The arrows of the state machine, but for the one that only a provisional payment has. */
    public boolean mayBecome(AttemptState next) {
        if (next == PAID) {
            return this != PAID && this != REVERSED;
        }
        return switch (this) {
            case CREATED -> next == SENDING || next == QUEUED || next == NOT_SENT || next == UNCLEAR;
            case QUEUED -> next == SENDING || next == NOT_SENT || next == UNCLEAR;
            case SENDING -> next == PROMPTED || next == UNCLEAR || next == QUEUED || next == NOT_SENT || next == FAILED;
            case UNCLEAR -> next == PROMPTED || next == TIMED_OUT || next == FAILED;
            case PROMPTED -> next == TIMED_OUT || next == FAILED;
            case TIMED_OUT -> next == FAILED || next == ABANDONED;
            case PAID -> next == REVERSED;
            case FAILED, NOT_SENT, ABANDONED, REVERSED -> false;
        };
    }
}
