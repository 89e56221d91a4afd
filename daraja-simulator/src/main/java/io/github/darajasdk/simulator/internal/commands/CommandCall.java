package io.github.darajasdk.simulator.internal.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.internal.world.Json;
import java.time.Instant;

/**
 * A command that was accepted.
 *
 * @param body the request
 * @param originatorId the caller's identifier, or one made for it
 * @param conversationId M-PESA's identifier
 * @param acceptedAt when it was accepted
 * @param at when it is carried out
 */
record CommandCall(ObjectNode body, String originatorId, String conversationId, Instant acceptedAt, Instant at) {

    String text(String field) {
        return Json.text(body, field);
    }

    /** Returns {@code Amount} in cents; it was checked to be a whole number of shillings. */
    long cents() {
        return Math.multiplyExact(Long.parseLong(text("Amount")), 100);
    }

    CommandCall carriedOutAt(Instant moment) {
        return new CommandCall(body, originatorId, conversationId, acceptedAt, moment);
    }
}
