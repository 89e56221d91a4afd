package io.github.darajasdk.callback;

import io.github.darajasdk.Amount;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.ResultChannel;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a successful reversal says.
 *
 * @param receiptNumber the receipt of the reversal itself
 * @param originalReceiptNumber the receipt of the payment that was given back
 * @param amount what was given back, if it can be read
 * @param completedTime when it was done
 */
public record ReversalReport(
        ReceiptNumber receiptNumber,
        Optional<ReceiptNumber> originalReceiptNumber,
        Optional<Amount> amount,
        Optional<Instant> completedTime) {

    /**
     * Reads a result.
     *
     * @param result of a reversal
     * @return the report
     * @throws IllegalArgumentException if the result is of another product
     */
    public static ReversalReport of(CommandResult.Succeeded result) {
        ReportFields fields = new ReportFields(result, "reversal report", Set.of(ResultChannel.REVERSAL));
        return new ReversalReport(
                fields.ownReceipt(),
                fields.receipt("OriginalTransactionID"),
                fields.amount("Amount"),
                fields.time("TransCompletedTime"));
    }
}
