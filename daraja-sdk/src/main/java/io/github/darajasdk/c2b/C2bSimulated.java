package io.github.darajasdk.c2b;

/**
 * A simulated payment that Daraja accepted. The confirmation follows, or in the sandbox sometimes does not.
 *
 * @param description Daraja's text
 * @param rawBody the answer exactly as received
 */
public record C2bSimulated(String description, String rawBody) {}
