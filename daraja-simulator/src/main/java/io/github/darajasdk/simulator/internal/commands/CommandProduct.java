package io.github.darajasdk.simulator.internal.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.internal.world.Json;
import java.util.Optional;

/** What differs between the products that are commanded by an initiator and answer to a result URL. */
interface CommandProduct {

    /** Returns what it is called in logs and scripts. */
    String kind();

    /** Returns the field with the initiator's name: they are spelt in two ways. */
    default String initiatorField() {
        return "Initiator";
    }

    /** Returns the first field that does not pass, besides those that all commands have. */
    Optional<String> invalidField(ObjectNode body);

    /** Returns the caller's own identifier, if this product has one. */
    default Optional<String> originatorId(ObjectNode body) {
        String id = Json.text(body, "OriginatorConversationID");
        return id.isEmpty() ? Optional.empty() : Optional.of(id);
    }

    /** Returns whether the answer names {@code ConversationID} first. */
    default boolean conversationFirst() {
        return false;
    }

    /** Returns the text of the answer that accepts. */
    default String acceptance() {
        return "Accept the service request successfully.";
    }

    /** Carries the command out. Called with the world's lock held. */
    CommandResult perform(CommandCall call);

    /** Returns a result that fails, in this product's shape. Called with the world's lock held. */
    CommandResult failure(CommandCall call, String code, String description);
}
