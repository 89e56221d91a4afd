package io.github.darajasdk.therapy.settings;

/**
 * Where new payments go. Old attempts keep the environment and merchant they were made with.
 *
 * @param environment which M-PESA
 * @param merchant short code that is paid
 */
public record PaymentMode(PaymentEnvironment environment, String merchant) {}
