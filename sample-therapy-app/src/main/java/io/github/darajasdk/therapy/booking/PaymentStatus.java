package io.github.darajasdk.therapy.booking;

/** What is shown of a session's money. Derived from its attempts, never edited. */
public enum PaymentStatus {
    PENDING,
    PROCESSING,
    PAID,
    FAILED,
    REFUNDED,
    REVERSED
}
