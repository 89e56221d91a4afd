package io.github.darajasdk.therapy.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What M-PESA said, or did not say, of a request to give a payment back.
 *
 * @param conversationId M-PESA's id of the request, where told
 * @param reversalReceipt of the movement that gave the money back, where told
 * @param originalReceipt which payment went back, where told
 * @param amountKes whole shillings, where told
 * @param rawBody exactly as received; where nothing came, a sentence of ours that says so; not copied, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as received, handed on once and never compared
public record ReversalNews(
        Source source,
        Meaning meaning,
        @Nullable String conversationId,
        @Nullable String originatorConversationId,
        @Nullable String resultCode,
        @Nullable String resultDescription,
        @Nullable String reversalReceipt,
        @Nullable String originalReceipt,
        @Nullable Long amountKes,
        @Nullable Instant completedAt,
        byte[] rawBody) {

    /** How it was told. */
    public enum Source {
        /** What came back when the request was sent. */
        ANSWER,
        /** Posted by M-PESA to the request's own address. */
        RESULT,
        /** M-PESA says that the request waited too long inside; it may still be done. */
        TIMEOUT,
        /** M-PESA's answer to our question. */
        STATUS,
        /** A person read it in M-PESA's own record. */
        PERSON
    }

    /** What it says. */
    public enum Meaning {
        /** Taken; the result comes later. */
        ACCEPTED,
        /** Provably not taken: nothing will happen. */
        NOT_TAKEN,
        /** Nothing usable came back; M-PESA may have taken it. */
        NO_ANSWER,
        /** The money went back. */
        REVERSED,
        /** M-PESA says that somebody took it back before; to be verified. */
        ALREADY_REVERSED,
        /** It did not go back, and will not: a final code. */
        NOT_REVERSED,
        /** Nothing can be concluded. */
        NOT_KNOWN,
        /** Authentic, but not to be read. */
        UNREADABLE
    }

    /** Shows neither parties nor body. */
    @Override
    public String toString() {
        return source + " " + meaning + (resultCode == null ? "" : " [" + resultCode + "]");
    }
}
