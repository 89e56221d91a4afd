package io.github.darajasdk.bonga;

/**
 * A payment with points that was accepted. It is reported like any other customer payment.
 *
 * @param reference Daraja's reference
 * @param rawBody the answer exactly as received
 */
public record BongaAccepted(String reference, String rawBody) {}
