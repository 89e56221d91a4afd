package io.github.darajasdk.therapy.reconciliation;

/** In what two sides that know of each other do not agree. */
public enum Discrepancy {
    AMOUNT,
    STATUS,
    DOUBLE,
    WRONG_BOOKING
}
