package io.github.darajasdk.callback;

import io.github.darajasdk.Amount;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.ShortCode;

/**
 * A payment of a bill, reported up to five times: book by receipt, once. The address is one secret for all payments, so a
 * report alone is a claim.
 *
 * @param receiptNumber the receipt
 * @param amount what was paid
 * @param shortCode who was paid
 * @param accountReference the account it was paid to, possibly empty
 * @param phoneNumber who paid, as received, possibly empty
 * @param date the day as received, possibly empty
 */
public record BillPayment(
        ReceiptNumber receiptNumber,
        Amount amount,
        ShortCode shortCode,
        String accountReference,
        String phoneNumber,
        String date) {

    /** Leaves the payer out. */
    @Override
    public String toString() {
        return "BillPayment[" + receiptNumber + ", " + amount + "]";
    }
}
