package io.github.darajasdk.therapy.reconciliation.refund;

/**
 * Where a refund stands. Sent once and only after people approved it; silence is asked about, never sent again. What was
 * provably not taken goes back to the people: no clock sends money.
 */
public enum RefundState {
    /** Waits for approval. */
    REQUESTED,
    /** Approved by enough people; nothing sent. */
    APPROVED,
    /** Committed before the first byte leaves. */
    SENDING,
    /** Sent, no usable answer. Never sent again. */
    UNCLEAR,
    /** Taken by M-PESA; its result is awaited. */
    ACCEPTED,
    /** Ten minutes without a result. Still asked for; a person has to look. */
    TIMED_OUT,
    /** The money went back. */
    REFUNDED,
    /** M-PESA said no, finally. Only now may it be paid back by hand. */
    FAILED,
    /** Paid back by hand, after the reversal finally failed. */
    BY_HAND,
    /** A person decided against it before anything was sent. */
    WITHDRAWN;

    /** Whether a request was sent and its end is not known. */
    public boolean isUnderWay() {
        return this == SENDING || this == UNCLEAR || this == ACCEPTED || this == TIMED_OUT;
    }

    /** Whether nothing more is to be done about it. */
    public boolean isOver() {
        return this == REFUNDED || this == BY_HAND || this == WITHDRAWN;
    }

    /** The arrows; the database holds the same ones. Proof that the money went back ends any refund but one paid by hand. */
    public boolean mayBecome(RefundState next) {
        if (next == REFUNDED) {
            return this != REFUNDED && this != BY_HAND;
        }
        return switch (this) {
            case REQUESTED -> next == APPROVED || next == WITHDRAWN;
            case APPROVED -> next == SENDING || next == REQUESTED || next == WITHDRAWN;
            case SENDING -> next == ACCEPTED || next == UNCLEAR || next == REQUESTED || next == FAILED;
            case UNCLEAR -> next == ACCEPTED || next == FAILED || next == TIMED_OUT;
            case ACCEPTED -> next == FAILED || next == TIMED_OUT;
            case TIMED_OUT -> next == FAILED;
            case FAILED -> next == BY_HAND;
            case WITHDRAWN -> next == REQUESTED;
            case REFUNDED, BY_HAND -> false;
        };
    }
}
