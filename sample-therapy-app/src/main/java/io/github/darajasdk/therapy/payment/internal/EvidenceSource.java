package io.github.darajasdk.therapy.payment.internal;

/** Where a piece of evidence came from. */
enum EvidenceSource {
    /** What came back, or did not, when the push was sent. */
    PUSH_ANSWER,
    /** Posted by M-PESA to the URL of one payment. */
    CALLBACK,
    /** M-PESA's answer to our own question. */
    QUERY,
    C2B,
    PULL,
    STATEMENT,
    STATUS_RESULT,
    REVERSAL_RESULT,
    PERSON
}
