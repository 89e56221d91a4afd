package io.github.darajasdk.therapy.booking;

import java.util.Optional;

/**
 * A session's money in one line, for lists and dashboards.
 *
 * @param receiptFollows paid, but known without its receipt so far
 * @param receipt M-PESA receipt number of the payment that counts
 */
public record PaymentSummary(PaymentStatus status, boolean receiptFollows, Optional<String> receipt) {}
