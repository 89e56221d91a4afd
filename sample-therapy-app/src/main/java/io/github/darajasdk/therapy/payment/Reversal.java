package io.github.darajasdk.therapy.payment;

import io.github.darajasdk.therapy.platform.Money;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.util.UUID;

/**
 * One payment to be given back, whole.
 *
 * @param id names this request in the addresses that M-PESA answers to
 * @param merchant the short code that received the money
 * @param receipt of the customer's payment
 */
public record Reversal(UUID id, PaymentEnvironment environment, String merchant, String receipt, Money amount) {}
