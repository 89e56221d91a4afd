package io.github.darajasdk.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money that left a subscriber for a merchant: the truth that every application has to agree with.
 *
 * @param receipt M-PESA's receipt number, ten characters, unique
 * @param amount whole shillings
 * @param msisdn the payer, {@code 2547…}
 * @param checkoutRequestId the push that asked for it; null when the customer paid by the menu
 * @param shortCode who was paid: the paybill, or the till number
 * @param accountReference what the payer gave as account, empty for tills
 * @param at when, on the simulator's clock
 */
public record Debit(
        String receipt,
        long amount,
        String msisdn,
        @Nullable String checkoutRequestId,
        String shortCode,
        String accountReference,
        Instant at) {}
