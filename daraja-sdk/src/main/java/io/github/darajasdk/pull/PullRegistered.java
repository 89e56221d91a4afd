package io.github.darajasdk.pull;

/**
 * What came of a registration.
 *
 * @param alreadyRegistered true if the short code was registered before
 * @param description Daraja's text
 * @param rawBody the answer exactly as received
 */
public record PullRegistered(boolean alreadyRegistered, String description, String rawBody) {}
