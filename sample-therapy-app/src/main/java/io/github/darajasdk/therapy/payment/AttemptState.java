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
}
