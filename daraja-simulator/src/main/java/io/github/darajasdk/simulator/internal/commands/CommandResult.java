package io.github.darajasdk.simulator.internal.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.internal.world.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a command ended with, in the shape its product gives it.
 *
 * @param code as text; a number in the envelope where it is one and {@code asText} is false
 * @param parameters an array, a single pair, or null where the product leaves them out
 * @param references an array or a single pair
 * @param asText whether {@code ResultType} and {@code ResultCode} are texts
 */
record CommandResult(
        String code,
        String description,
        String transactionId,
        @Nullable JsonNode parameters,
        JsonNode references,
        boolean asText) {

    /** Returns the envelope that is posted. */
    ObjectNode envelope(CommandCall call) {
        return envelope(call, 0);
    }

    /**
     * Returns the envelope that is posted.
     *
     * @param type 0 for a result, 1 for a time-out
     */
    ObjectNode envelope(CommandCall call, int type) {
        ObjectNode root = Json.object();
        ObjectNode result = root.putObject("Result");
        if (asText) {
            result.put("ResultType", Integer.toString(type));
            result.put("ResultCode", code);
        } else {
            result.put("ResultType", type);
            if (code.matches("\\d{1,9}")) {
                result.put("ResultCode", Integer.parseInt(code));
            } else {
                result.put("ResultCode", code);
            }
        }
        result.put("ResultDesc", description);
        result.put("OriginatorConversationID", call.originatorId());
        result.put("ConversationID", call.conversationId());
        result.put("TransactionID", transactionId);
        if (parameters != null) {
            result.putObject("ResultParameters").set("ResultParameter", parameters);
        }
        result.putObject("ReferenceData").set("ReferenceItem", references);
        return root;
    }

    static ObjectNode pair(String key, String value) {
        return Json.object().put("Key", key).put("Value", value);
    }

    static ObjectNode pair(String key, JsonNode value) {
        ObjectNode pair = Json.object().put("Key", key);
        pair.set("Value", value);
        return pair;
    }

    static ObjectNode pair(String key, long value) {
        return Json.object().put("Key", key).put("Value", value);
    }

    static ObjectNode bare(String key) {
        return Json.object().put("Key", key);
    }

    static ArrayNode list(ObjectNode... pairs) {
        ArrayNode list = Json.array();
        for (ObjectNode pair : pairs) {
            list.add(pair);
        }
        return list;
    }
}
