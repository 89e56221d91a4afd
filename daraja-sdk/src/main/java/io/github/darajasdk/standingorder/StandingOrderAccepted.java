package io.github.darajasdk.standingorder;

/**
 * A standing order that the customer is asked to confirm. It is not set up yet.
 *
 * @param responseReference Daraja's reference
 * @param description Daraja's text
 * @param rawBody the answer exactly as received
 */
public record StandingOrderAccepted(String responseReference, String description, String rawBody) {}
