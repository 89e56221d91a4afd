package io.github.darajasdk.simulator.internal.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JSON, read and written as trees. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private Json() {}

    /** Returns an empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Returns an empty array. */
    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** Returns what {@code text} spells, empty if it is not JSON. */
    public static Optional<JsonNode> parse(String text) {
        try {
            return Optional.ofNullable(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Returns the elements of an array. */
    public static List<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }

    /** Returns the object that {@code text} spells, empty if it spells something else or nothing. */
    public static Optional<ObjectNode> parseObject(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Returns a number with at least one decimal, as Java writes a double: {@code 1.0}, {@code 22.4}. */
    public static DecimalNode decimal(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        return DecimalNode.valueOf(plain.scale() < 1 ? plain.setScale(1) : plain);
    }

    /** Returns {@code text} with one field per line if it is JSON, else as it is. */
    public static String pretty(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node.isContainerNode() ? node.toPrettyString() : text;
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    /** Returns {@code node} in UTF-8. */
    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree that cannot be written: " + node.getNodeType(), e);
        }
    }

    /** Returns a field as text whether it is written as text or as a number; empty text if it is absent or null. */
    public static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isValueNode() && !value.isNull() ? value.asText() : "";
    }
}
