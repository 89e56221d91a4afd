package io.github.darajasdk.therapy.payment.internal;

/** What a receipt is to us. Exactly one per receipt, whatever channel reports it. */
enum ReceiptDisposition {
    /** It pays its session. */
    APPLIED,
    /** The session was paid already. */
    DUPLICATE,
    WRONG_AMOUNT,
    /** No payment of ours fits. */
    ORPHAN,
    /** It came when its session was given up. */
    LATE,
    REVERSED
}
