package io.github.darajasdk.therapy.payment;

import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One movement of money on a short code of ours, as one of M-PESA's records or messages tells it.
 *
 * @param environment which M-PESA
 * @param merchant the short code it moved on
 * @param receipt M-PESA's number of the movement itself, 8 to 12 capital letters and digits
 * @param originalReceipt of a reversal, the receipt it takes back; null where the record does not say
 * @param amountKes whole shillings, 1 or more, whichever way they moved
 * @param phone the other party as reported: whole, masked or hashed; null where the record does not say
 * @param billReference what the customer typed as account, or what our push sent along; null where there is none
 * @param transactionTime when the money moved by that record; null where it does not say or cannot be relied on
 * @param rawBody exactly as received: the message, or the row of the record; not copied, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as received, handed on once and never compared
public record ReportedMovement(
        PaymentEnvironment environment,
        String merchant,
        Source source,
        Kind kind,
        String receipt,
        @Nullable String originalReceipt,
        long amountKes,
        @Nullable String phone,
        @Nullable String billReference,
        @Nullable Instant transactionTime,
        byte[] rawBody) {

    /** Where it was told. */
    public enum Source {
        /** Our own question for the payments of a span of time. */
        PULL,
        /** A statement of our short code, exported from the portal and imported by a person. */
        STATEMENT,
        /** M-PESA's answer to our own question about this receipt. */
        STATUS_RESULT,
        /** M-PESA's answer to our own request to take a payment back. */
        REVERSAL_RESULT,
        /** A confirmation posted to the one address for all payments: a claim, until something else confirms it. */
        C2B
    }

    /** What moved. */
    public enum Kind {
        /** A customer paid. */
        PAYMENT_IN,
        /** A payment went back to its customer. */
        REVERSAL,
        /** M-PESA's fee. */
        CHARGE,
        /** Anything else: payouts, transfers between accounts of ours. */
        OTHER
    }

    public ReportedMovement {
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(kind, "kind");
        if (!receipt.matches("[A-Z0-9]{8,12}")) {
            throw new IllegalArgumentException("a receipt is 8 to 12 capital letters and digits");
        }
        if (originalReceipt != null && !originalReceipt.matches("[A-Z0-9]{8,12}")) {
            throw new IllegalArgumentException("an original receipt is 8 to 12 capital letters and digits");
        }
        if (amountKes < 1) {
            throw new IllegalArgumentException("a movement is of 1 shilling or more, not " + amountKes);
        }
    }

    /** Hides the phone. */
    @Override
    public String toString() {
        return source + " " + kind + " " + receipt + " of KES " + amountKes;
    }
}
