package io.github.darajasdk.callback;

import io.github.darajasdk.Amount;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.ResultChannel;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a successful payment to a business says; top-ups and taxes too.
 *
 * @param receiptNumber the receipt
 * @param amount what was paid, if it can be read
 * @param receiver number and name of the receiver as M-PESA knows them
 * @param completedTime when it was done
 * @param accountReference the account it was paid to
 */
public record BusinessPaymentReport(
        ReceiptNumber receiptNumber,
        Optional<Amount> amount,
        Optional<String> receiver,
        Optional<Instant> completedTime,
        Optional<String> accountReference) {

    /**
     * Reads a result.
     *
     * @param result of a payment to a business
     * @return the report
     * @throws IllegalArgumentException if the result is of another product
     */
    public static BusinessPaymentReport of(CommandResult.Succeeded result) {
        ReportFields fields = new ReportFields(result, "business payment report", Set.of(ResultChannel.B2B));
        return new BusinessPaymentReport(
                fields.ownReceipt(),
                fields.amount("Amount"),
                fields.text("ReceiverPartyPublicName"),
                fields.time("TransCompletedTime"),
                result.reference("BillReferenceNumber"));
    }
}
