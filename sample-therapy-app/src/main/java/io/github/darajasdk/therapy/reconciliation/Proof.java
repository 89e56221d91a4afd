package io.github.darajasdk.therapy.reconciliation;

/**
 * The decision table of automatic resolution: what proves that an item has been explained since its run. Anything less
 * is for a person. None of these moves money.
 */
public enum Proof {
    /**
     * The receipt is booked to the booking that M-PESA's completed record names, with the same amount, and pays for it:
     * exact receipt, amount and reference.
     */
    SETTLED_SINCE,
    /**
     * The record names no booking, but two channels of M-PESA's own (statement, Pull, Transaction Status) tell the same
     * amount for the receipt, and it pays for a booking here. A C2B confirmation is a claim and counts for nothing.
     */
    TWO_CHANNELS_AGREE,
    /** M-PESA's records have the payment and the reversal of its whole amount, and it is reversed here. */
    RETURNED_IN_FULL
}
