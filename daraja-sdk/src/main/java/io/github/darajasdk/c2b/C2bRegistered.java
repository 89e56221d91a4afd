package io.github.darajasdk.c2b;

/**
 * What came of a registration.
 *
 * @param alreadyRegistered true if addresses were registered before; those stay as they are
 * @param description Daraja's text
 * @param rawBody the answer exactly as received
 */
public record C2bRegistered(boolean alreadyRegistered, String description, String rawBody) {}
