package io.github.darajasdk.callback;

import io.github.darajasdk.Amount;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.ResultChannel;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a successful payout to a customer says.
 *
 * @param receiptNumber the receipt
 * @param amount what was paid out, if it can be read
 * @param receiver number and name of the receiver as M-PESA knows them: compare the number
 * @param completedTime when it was done
 * @param registeredCustomer whether the receiver is a registered customer, if told
 */
public record PayoutReport(
        ReceiptNumber receiptNumber,
        Optional<Amount> amount,
        Optional<String> receiver,
        Optional<Instant> completedTime,
        Optional<Boolean> registeredCustomer) {

    /**
     * Reads a result.
     *
     * @param result of a payout
     * @return the report
     * @throws IllegalArgumentException if the result is of another product
     */
    public static PayoutReport of(CommandResult.Succeeded result) {
        ReportFields fields = new ReportFields(result, "payout report", Set.of(ResultChannel.B2C));
        return new PayoutReport(
                fields.ownReceipt(),
                fields.amount("TransactionAmount"),
                fields.text("ReceiverPartyPublicName"),
                fields.dottedTime("TransactionCompletedDateTime"),
                fields.text("B2CRecipientIsRegisteredCustomer").map("Y"::equals));
    }

    /** Leaves the receiver out. */
    @Override
    public String toString() {
        return "PayoutReport[" + receiptNumber + ", " + amount + "]";
    }
}
