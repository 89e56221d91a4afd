package io.github.darajasdk.therapy.payment;

import org.jspecify.annotations.Nullable;

/**
 * Asks M-PESA to give a customer's payment back. Stores nothing and decides nothing: whoever calls keeps what comes of it.
 * M-PESA's results come later, to the {@link ReversalListener}.
 */
public interface Reversals {

    /** Whether this application may ask at all: it serves this merchant there, and has an initiator. */
    boolean serves(Reversal reversal);

    /**
     * Sends the request, once. Never throws for what M-PESA or the network did: that is news too. Never called inside a
     * transaction.
     *
     * @return {@code ACCEPTED}, {@code NOT_TAKEN} (M-PESA provably did not take it) or {@code NO_ANSWER} (it may have)
     */
    ReversalNews request(Reversal reversal);

    /**
     * Asks how it stands. The answer is told to the {@link ReversalListener} later, if M-PESA took the question.
     *
     * @param conversationId M-PESA's id of the request; null where its acceptance was lost, then the original receipt is
     *     asked about
     */
    void ask(Reversal reversal, @Nullable String conversationId);
}
