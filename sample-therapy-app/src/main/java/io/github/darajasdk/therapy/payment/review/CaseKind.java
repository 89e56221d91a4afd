package io.github.darajasdk.therapy.payment.review;

/** Why a person has to look. */
public enum CaseKind {
    /** The session was paid twice. */
    DUPLICATE,
    /** Another amount came than was asked for. */
    WRONG_AMOUNT,
    /** Money that no payment of ours explains. */
    ORPHAN,
    /** Money that came when its session was given up. */
    LATE,
    /** Paid by M-PESA's word, and no receipt has come. */
    RECEIPT_MISSING,
    /** M-PESA said both yes and no. */
    CONTRADICTION,
    /** No answer, or a claim that nothing confirms. */
    UNRESOLVED
}
