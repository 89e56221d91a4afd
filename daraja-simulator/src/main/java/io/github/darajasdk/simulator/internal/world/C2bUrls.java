package io.github.darajasdk.simulator.internal.world;

/**
 * Where an organisation wants to hear of what customers pay it.
 *
 * @param version 1 or 2: decides how the customer's number is hidden
 * @param completeWhenSilent whether a payment goes through when the validation URL does not answer
 */
public record C2bUrls(int version, boolean completeWhenSilent, String confirmationUrl, String validationUrl) {}
