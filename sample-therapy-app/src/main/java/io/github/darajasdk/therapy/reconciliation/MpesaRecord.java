package io.github.darajasdk.therapy.reconciliation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One movement as M-PESA's records have it.
 *
 * @param kind {@code PAYMENT_IN}, {@code REVERSAL}, {@code CHARGE}, {@code OTHER_IN}, {@code OTHER_OUT}
 * @param status {@code COMPLETED}, {@code FAILED}, {@code PENDING}
 * @param cents hundredths of a shilling, negative where money left
 * @param maskedPhone as far as M-PESA showed it, its middle hidden
 * @param reference the account number that the payer typed or our push named
 * @param originalReceipt the payment that a reversal gives back
 * @param channels which told of it: {@code STATEMENT}, {@code PULL}, {@code STATUS_RESULT}, {@code C2B}
 * @param statement the file and line that it stands in
 * @param disputes other amounts that were told for it
 */
public record MpesaRecord(
        String receipt,
        String kind,
        String status,
        long cents,
        Instant at,
        Optional<String> maskedPhone,
        Optional<String> reference,
        Optional<String> originalReceipt,
        List<String> channels,
        Optional<StatementLine> statement,
        List<Dispute> disputes) {

    /** A line of an imported file. */
    public record StatementLine(String fileName, long line) {}

    /**
     * What one channel told differently.
     *
     * @param source the channel
     * @param cents what it told, hundredths of a shilling
     */
    public record Dispute(String source, long cents, Instant toldAt) {}
}
