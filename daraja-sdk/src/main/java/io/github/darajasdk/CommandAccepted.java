package io.github.darajasdk;

/**
 * A command that Daraja accepted: a payout, a payment to a business, a reversal, a status or balance query. Nothing has
 * happened yet; the outcome is posted to the result address, once, as a
 * {@link io.github.darajasdk.callback.CommandResult}.
 *
 * @param conversationId Daraja's id of the command, which the result carries too
 * @param originatorConversationId the originator's id: the caller's own where the product takes one, else Daraja's
 * @param description Daraja's text
 * @param rawBody the answer exactly as received
 */
public record CommandAccepted(
        ConversationId conversationId, ConversationId originatorConversationId, String description, String rawBody) {

    @Override
    public String toString() {
        return "CommandAccepted[" + conversationId + ", " + originatorConversationId + "]";
    }
}
