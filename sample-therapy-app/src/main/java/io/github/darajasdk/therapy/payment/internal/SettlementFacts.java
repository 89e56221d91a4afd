package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.internal.PullLog.Window;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one session's money, read while its row is locked.
 *
 * @param price what the session costs, in whole shillings
 * @param pulls spans of M-PESA's record that were read to the end; needed only while a receipt is missing
 * @param receipts receipts of this session that are on record; their dispositions never change here
 */
record SettlementFacts(
        SessionStatus sessionStatus,
        long price,
        List<Attempt> attempts,
        List<Evidence> evidence,
        List<Window> pulls,
        Map<String, ReceiptDisposition> receipts) {

    /**
     * One attempt as stored.
     *
     * @param sends how often sending was begun
     * @param checkoutRequestId as told by the push's own answer, or proven by a query; null while unknown
     */
    record Attempt(
            UUID id,
            AttemptState state,
            boolean provisional,
            long amount,
            int sends,
            @Nullable Instant sentAt,
            Instant expiresAt,
            @Nullable Instant settledAt,
            @Nullable String checkoutRequestId,
            @Nullable String merchantRequestId,
            @Nullable String receipt) {}

    /**
     * One piece of evidence.
     *
     * @param attemptId the attempt it is about; null when the session was paid without one
     * @param reversalReceipt of a movement that took the payment {@code receipt} back: its own number
     */
    record Evidence(
            UUID id,
            @Nullable UUID attemptId,
            EvidenceSource source,
            EvidenceMeaning meaning,
            @Nullable String checkoutRequestId,
            @Nullable String merchantRequestId,
            @Nullable String resultCode,
            @Nullable String receipt,
            @Nullable String reversalReceipt,
            @Nullable Long amount,
            @Nullable Instant transactionTime,
            String bodyDigest,
            Instant receivedAt,
            EvidenceDisposition disposition) {

        Evidence disposed(EvidenceDisposition as) {
            return new Evidence(
                    id,
                    attemptId,
                    source,
                    meaning,
                    checkoutRequestId,
                    merchantRequestId,
                    resultCode,
                    receipt,
                    reversalReceipt,
                    amount,
                    transactionTime,
                    bodyDigest,
                    receivedAt,
                    as);
        }
    }
}
