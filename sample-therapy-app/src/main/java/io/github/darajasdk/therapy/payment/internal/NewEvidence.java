package io.github.darajasdk.therapy.payment.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What M-PESA told us, as read from its bytes and before it is stored.
 *
 * @param reversalReceipt of a movement that took the payment {@code receipt} back: its own number
 * @param billReference what the customer typed as account, or what our push sent along
 * @param rawBody exactly as received; for a push without a usable answer, a sentence of ours that says so
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as received, handed on once and never compared
record NewEvidence(
        EvidenceSource source,
        String authenticity,
        EvidenceMeaning meaning,
        @Nullable String checkoutRequestId,
        @Nullable String merchantRequestId,
        @Nullable String resultCode,
        @Nullable String resultDescription,
        @Nullable String receipt,
        @Nullable String reversalReceipt,
        @Nullable Long amount,
        @Nullable String phone,
        @Nullable String billReference,
        @Nullable Instant transactionTime,
        byte[] rawBody) {

    static final String OWN_CALL = "OWN_CALL";
    static final String PAYMENT_TOKEN = "PAYMENT_TOKEN";
    static final String SHARED_TOKEN = "SHARED_TOKEN";
    static final String PERSON = "PERSON";

    /** An answer to a call of ours that names no money. */
    static NewEvidence answer(
            EvidenceSource source,
            EvidenceMeaning meaning,
            @Nullable String checkoutRequestId,
            @Nullable String merchantRequestId,
            @Nullable String resultCode,
            @Nullable String resultDescription,
            String rawBody) {
        return new NewEvidence(
                source,
                OWN_CALL,
                meaning,
                checkoutRequestId,
                merchantRequestId,
                resultCode,
                resultDescription,
                null,
                null,
                null,
                null,
                null,
                null,
                rawBody.getBytes(StandardCharsets.UTF_8));
    }

    /** Tells bodies apart without comparing them. */
    String digest() {
        return sha256(rawBody);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
