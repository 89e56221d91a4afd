package io.github.darajasdk.callback;

import io.github.darajasdk.ConversationId;
import java.util.Optional;

/**
 * A command waited too long in Daraja's queue. It proves nothing: the command may still be carried out. Ask by status. The
 * form of this message is not documented, so it may carry no id at all; the address it came to says which command it is.
 *
 * @param conversationId Daraja's id of the command, or empty
 * @param originatorConversationId the originator's id, or empty
 */
public record CommandTimeout(
        Optional<ConversationId> conversationId, Optional<ConversationId> originatorConversationId) {}
