package io.github.darajasdk.therapy.booking;

/** Where a session stands: {@code PENDING_APPROVAL → APPROVED → CONFIRMED → IN_PROGRESS → COMPLETED}, or ended early. */
public enum SessionStatus {
    PENDING_APPROVAL,
    APPROVED,
    CONFIRMED,
    IN_PROGRESS,
    COMPLETED,
    DECLINED,
    CANCELLED
}
