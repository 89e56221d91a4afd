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
 * @param corrections amounts on record that M-PESA's own record tells otherwise, by receipt
 * @param reversals receipts whose money went back
 * @param exceptions cases that must stand in the queue
 * @param paid whether there is money that pays for the session, if only provisionally
 */
record SettlementDecision(
        List<AttemptOutcome> attempts,
        Map<UUID, EvidenceDisposition> evidence,
        List<NewReceipt> newReceipts,
        Map<String, Long> corrections,
        List<Reversal> reversals,
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

    /** @param attemptId null when the session was paid without an attempt of ours */
    record NewReceipt(
            String receipt,
            @Nullable UUID attemptId,
            UUID evidenceId,
            long amount,
            ReceiptDisposition disposition,
            @Nullable Instant transactionTime) {}

    record Reversal(String receipt, @Nullable String reversalReceipt, UUID evidenceId) {}

    /**
     * Something for a person.
     *
     * @param receipt the money it is about, which is on record
     * @param evidenceId the piece it is about, where that is all there is
     */
    record ExceptionCase(
            ExceptionKind kind,
            @Nullable UUID attemptId,
            @Nullable String receipt,
            @Nullable UUID evidenceId) {

        static ExceptionCase ofAttempt(ExceptionKind kind, UUID attempt) {
            return new ExceptionCase(kind, attempt, null, null);
        }

        static ExceptionCase ofReceipt(ExceptionKind kind, @Nullable UUID attempt, String receipt) {
            return new ExceptionCase(kind, attempt, receipt, null);
        }

        static ExceptionCase ofEvidence(ExceptionKind kind, @Nullable UUID attempt, UUID evidence) {
            return new ExceptionCase(kind, attempt, null, evidence);
        }
    }
}
