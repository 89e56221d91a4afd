package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.payment.AttemptState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the evidence amounts to. Applying it and deciding again gives the same decision.
 *
 * @param attempts how each attempt stands
 * @param evidence what becomes of each piece of evidence
 * @param newReceipts receipts that are not on record yet, in the order they were received
 * @param exceptions cases that must stand in the queue
 * @param paid whether there is money that pays for the session, if only provisionally
 */
record SettlementDecision(
        List<AttemptOutcome> attempts,
        Map<UUID, EvidenceDisposition> evidence,
        List<NewReceipt> newReceipts,
        Set<ExceptionCase> exceptions,
        boolean paid) {

    /**
     * How one attempt stands.
     *
     * @param because the evidence that decides it; null when it is the clock or nothing that does
     */
    record AttemptOutcome(
            UUID attemptId,
            AttemptState state,
            boolean provisional,
            @Nullable String checkoutRequestId,
            @Nullable String merchantRequestId,
            @Nullable String receipt,
            @Nullable String resultCode,
            @Nullable UUID because,
            String reason) {}

    record NewReceipt(
            String receipt,
            UUID attemptId,
            UUID evidenceId,
            long amount,
            ReceiptDisposition disposition,
            @Nullable Instant transactionTime) {}

    record ExceptionCase(
            ExceptionKind kind, UUID attemptId, @Nullable String receipt) {}
}
