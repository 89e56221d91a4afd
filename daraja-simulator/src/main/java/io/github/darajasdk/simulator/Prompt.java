package io.github.darajasdk.simulator;

import java.time.Instant;

/**
 * What stands on a phone's lock screen, waiting for the PIN.
 *
 * @param checkoutRequestId the push behind it
 * @param text the sentence the customer reads
 * @param payee who would be paid
 * @param amount whole shillings
 * @param accountReference what the payee called it, may be empty
 * @param expiresAt when it goes away by itself, on the simulator's clock
 */
public record Prompt(
        String checkoutRequestId, String text, String payee, long amount, String accountReference, Instant expiresAt) {}
