package io.github.darajasdk.therapy.payment.internal;

/** What became of a piece of evidence. */
enum EvidenceDisposition {
    /** Not decided yet: its ids are being asked for, or its handling is tried again. */
    PENDING,
    APPLIED,
    DUPLICATE,
    CONTRADICTION,
    /** Set aside for a person: authentic, but it does not fit the payment. */
    QUARANTINED,
    REJECTED
}
