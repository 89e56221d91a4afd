package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Evidence;
import java.time.Instant;
import java.util.UUID;

/**
 * A piece of evidence that has come and is not stored yet: it is stored together with what is decided on it.
 *
 * @param id its own from now on
 */
record Heard(UUID id, EvidenceSubject about, NewEvidence evidence, Instant receivedAt) {

    /** Hides what was said, in which the phone stands. */
    @Override
    public String toString() {
        return evidence.source() + " evidence " + id;
    }

    Evidence piece() {
        return new Evidence(
                id,
                about.attempt() == null ? null : about.attempt().value(),
                evidence.source(),
                evidence.meaning(),
                evidence.checkoutRequestId(),
                evidence.merchantRequestId(),
                evidence.resultCode(),
                evidence.receipt(),
                evidence.reversalReceipt(),
                evidence.amount(),
                evidence.transactionTime(),
                evidence.digest(),
                receivedAt,
                EvidenceDisposition.PENDING);
    }
}
