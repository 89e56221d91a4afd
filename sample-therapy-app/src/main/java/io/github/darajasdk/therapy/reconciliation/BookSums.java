package io.github.darajasdk.therapy.reconciliation;

/**
 * Both books of a period added up as they stand now, without comparing row by row. M-PESA's side knows what statements,
 * Pull, Transaction Status and C2B have told so far.
 *
 * @param mpesaPayments completed payments on M-PESA's side
 * @param mpesaCents their sum less what was reversed, hundredths of a shilling
 * @param ourPayments receipts on our side
 * @param ourCents their sum less what was reversed, hundredths of a shilling
 */
public record BookSums(long mpesaPayments, long mpesaCents, long ourPayments, long ourCents) {

    /** What M-PESA has more than we; negative where we have more. */
    public long differenceCents() {
        return mpesaCents - ourCents;
    }
}
