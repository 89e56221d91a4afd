package io.github.darajasdk.b2b;

/**
 * A prompt that is on its way to the till's operator. Nobody has paid.
 *
 * @param status Daraja's text
 * @param rawBody the answer exactly as received
 */
public record B2bExpressAccepted(String status, String rawBody) {}
