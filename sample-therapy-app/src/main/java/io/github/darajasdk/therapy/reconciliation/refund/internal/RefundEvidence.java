package io.github.darajasdk.therapy.reconciliation.refund.internal;

import io.github.darajasdk.therapy.payment.ReversalNews;
import java.time.Instant;
import java.util.UUID;

/** A piece of news about a refund, as stored. For the answer to a sending, {@code id} is that sending's claim. */
record RefundEvidence(UUID id, ReversalNews news, Instant receivedAt, Disposition disposition) {

    /** What became of it. */
    enum Disposition {
        PENDING,
        APPLIED,
        DUPLICATE,
        /** M-PESA said both yes and no; the yes counts. */
        CONTRADICTION,
        /** Authentic, but it does not fit the refund: for a person. */
        QUARANTINED
    }
}
