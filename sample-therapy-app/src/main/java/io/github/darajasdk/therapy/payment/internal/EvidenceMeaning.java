package io.github.darajasdk.therapy.payment.internal;

/** What a piece of evidence says. */
enum EvidenceMeaning {
    /** The push was accepted; nobody has paid yet. */
    ACCEPTED,
    /** M-PESA provably did not take the push; it may be asked again. */
    NOT_TAKEN,
    /** M-PESA said no to the push; no prompt was shown. */
    REFUSED,
    /** Nothing usable came back; the phone may be ringing. */
    NO_ANSWER,
    /** Asked, and not concluded yet. */
    PENDING,
    PAID,
    /** Not paid, and will not be: a final code. */
    NOT_PAID,
    /** Not paid so far: a code that has been seen before a late success, believed only once confirmed. */
    NOT_PAID_SOFT,
    /** The payment that it names went back. */
    REVERSED,
    /** No source knows of it, says the person who looked. */
    UNKNOWN_TO_MPESA,
    /** Authentic, but not to be read. */
    UNREADABLE
}
