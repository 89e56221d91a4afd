package io.github.darajasdk.internal.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object from the wire, read strictly and looked at leniently. The mapper is private and never the application's:
 * with plain defaults a broken callback can be read as a success.
 */
public final class WireObject {

    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 100;
    /** What {@code new String} puts, in silence, in the place of malformed bytes. */
    private static final char REPLACEMENT = '\ufffd';

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final ObjectNode node;

    private WireObject(ObjectNode node) {
        this.node = node;
    }

    /** Reads exactly one JSON object in plain UTF-8: no byte order mark, no duplicate key, nothing behind it. */
    public static WireObject parse(byte[] body) throws WireFormatException {
        return parse(decode(body));
    }

    public static WireObject parse(String text) throws WireFormatException {
        if (text.isBlank()) {
            throw new WireFormatException(WireFormatException.Kind.EMPTY, "the body is empty");
        }
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return new WireObject(object);
            }
        } catch (JsonProcessingException e) {
            // Its message may quote the body, so only the place is kept.
            JsonLocation at = e.getLocation();
            throw new WireFormatException(
                    WireFormatException.Kind.NOT_JSON,
                    "not one well-formed JSON document"
                            + (at == null ? "" : ", line " + at.getLineNr() + " column " + at.getColumnNr()));
        } catch (NumberFormatException e) {
            // Jackson lets an exponent beyond all reason (1e99999999999) out as this. Its message quotes the number.
            throw new WireFormatException(WireFormatException.Kind.NOT_JSON, "a number that nobody can mean");
        }
        throw new WireFormatException(WireFormatException.Kind.NOT_AN_OBJECT, "JSON, but not an object");
    }

    private static String decode(byte[] body) throws WireFormatException {
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0 && !isUtf8(body)) {
            throw new WireFormatException(WireFormatException.Kind.NOT_UTF8, "the body is not UTF-8");
        }
        if (text.startsWith("\ufeff")) {
            throw new WireFormatException(WireFormatException.Kind.NOT_UTF8, "the body has a byte order mark");
        }
        return text;
    }

    /** Tells whether a replacement character was sent as such; a fresh decoder reports what it would stand for otherwise. */
    private static boolean isUtf8(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Starts an empty object to send. */
    public static WireObject create() {
        return new WireObject(MAPPER.createObjectNode());
    }

    public WireObject put(String name, String value) {
        node.put(name, value);
        return this;
    }

    public WireObject put(String name, long value) {
        node.put(name, value);
        return this;
    }

    /** Puts digits as a JSON number: Safaricom's own sample mixes both, and numbers are the safe choice. */
    public WireObject putDigits(String name, String digits) {
        node.put(name, Long.parseLong(digits));
        return this;
    }

    public WireObject putIfPresent(String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
        return this;
    }

    public WireObject putOrNull(String name, @Nullable String value) {
        node.put(name, value);
        return this;
    }

    public WireObject put(String name, WireObject value) {
        node.set(name, value.node);
        return this;
    }

    /** The named member if it is an object. */
    public @Nullable WireObject object(String name) {
        return node.get(name) instanceof ObjectNode object ? new WireObject(object) : null;
    }

    /** Tells whether the member exists and is not null. */
    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** Text or number as text; null if missing, null, or of any other kind. */
    public @Nullable String text(String name) {
        JsonNode value = node.get(name);
        return value != null && (value.isTextual() || value.isNumber()) ? value.asText() : null;
    }

    public String textOrEmpty(String name) {
        String text = text(name);
        return text == null ? "" : text;
    }

    /** Text, or a number written without fraction or exponent; null otherwise. */
    public @Nullable String codeText(String name) {
        JsonNode value = node.get(name);
        return value != null && (value.isTextual() || value.isIntegralNumber()) ? value.asText() : null;
    }

    /** The member if it is a JSON number, exactly; null otherwise, also for a number written as text. */
    public @Nullable BigDecimal number(String name) {
        JsonNode value = node.get(name);
        return value != null && value.isNumber() ? value.decimalValue() : null;
    }

    /**
     * The members of an array, or the one bare object that Safaricom writes instead of an array of one. Null if the member
     * is missing, or anything in it is not an object.
     */
    public @Nullable List<WireObject> objects(String name) {
        JsonNode value = node.get(name);
        if (value instanceof ObjectNode single) {
            return List.of(new WireObject(single));
        }
        if (value == null || !value.isArray()) {
            return null;
        }
        List<WireObject> objects = new ArrayList<>(value.size());
        for (JsonNode element : value) {
            if (!(element instanceof ObjectNode object)) {
                return null;
            }
            objects.add(new WireObject(object));
        }
        return objects;
    }

    /**
     * The rows of an array of arrays, or of a plain array; a row that is no object is empty. Empty if the member is no
     * array at all.
     */
    public Optional<List<Optional<WireObject>>> nestedObjects(String name) {
        JsonNode value = node.get(name);
        if (value == null || !value.isArray()) {
            return Optional.empty();
        }
        List<Optional<WireObject>> rows = new ArrayList<>();
        for (JsonNode outer : value) {
            Iterable<JsonNode> inner = outer.isArray() ? outer : List.of(outer);
            for (JsonNode row : inner) {
                rows.add(row instanceof ObjectNode object ? Optional.of(new WireObject(object)) : Optional.empty());
            }
        }
        return Optional.of(rows);
    }

    /** The member for keeping aside: text as it is, anything else as JSON, a missing one as empty text. */
    public String kept(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return "";
        }
        return value.isTextual() ? value.asText() : value.toString();
    }

    /** All members, each as {@link #kept}. */
    public Map<String, String> allKept() {
        Map<String, String> all = new LinkedHashMap<>();
        node.fieldNames().forEachRemaining(name -> all.put(name, kept(name)));
        return all;
    }

    public WireObject put(String name, List<WireObject> values) {
        ArrayNode array = node.putArray(name);
        values.forEach(value -> array.add(value.node));
        return this;
    }

    /** A list as the whole body, which one product wants. */
    public static byte[] toBytes(List<WireObject> objects) {
        ArrayNode array = MAPPER.createArrayNode();
        objects.forEach(object -> array.add(object.node));
        return array.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The member of that name whatever its case, which one product changes from message to message. */
    public @Nullable String nameIgnoringCase(String name) {
        for (String candidate : allKept().keySet()) {
            if (candidate.equalsIgnoreCase(name)) {
                return candidate;
            }
        }
        return null;
    }

    public byte[] toBytes() {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Names only: values may be personal or secret. */
    @Override
    public String toString() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return "WireObject" + names;
    }
}
