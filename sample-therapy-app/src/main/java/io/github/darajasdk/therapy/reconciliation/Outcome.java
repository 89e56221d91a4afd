package io.github.darajasdk.therapy.reconciliation;

/** Where an item of a run ends. Each payment and each record of M-PESA's ends in exactly one of these. */
public enum Outcome {
    /** Both sides know it and agree. */
    MATCHED,
    /** Both sides know it and do not agree; {@link MatchRule#discrepancy()} says in what. */
    DISCREPANCY,
    /** M-PESA has a record, and there is no payment here. */
    ONLY_AT_MPESA,
    /** There is a payment here, and M-PESA's records of that time do not have it. */
    ONLY_HERE,
    /** Cannot be said yet: M-PESA has not answered, or no source of records covers that time. */
    PENDING_VERIFICATION,
    /** A movement that no customer's payment made: charges, withdrawals, what failed. Counted, not listed one by one. */
    NOT_A_PAYMENT
}
