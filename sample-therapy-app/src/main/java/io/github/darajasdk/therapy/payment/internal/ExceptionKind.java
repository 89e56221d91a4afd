package io.github.darajasdk.therapy.payment.internal;

/** Why a person has to look. */
enum ExceptionKind {
    DUPLICATE,
    WRONG_AMOUNT,
    ORPHAN,
    LATE,
    RECEIPT_MISSING,
    CONTRADICTION,
    UNRESOLVED
}
