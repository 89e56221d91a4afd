package io.github.darajasdk.therapy.reconciliation.refund;

/** Why money is to go back. */
public enum RefundReason {
    /** The session was paid twice. */
    DUPLICATE,
    /** A paid session was cancelled. */
    SESSION_CANCELLED,
    /** The money came when its session was given up. */
    LATE,
    /** No session of ours explains the money. */
    ORPHAN,
    WRONG_AMOUNT,
    OTHER
}
