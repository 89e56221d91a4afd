package io.github.darajasdk.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.darajasdk.simulator.wire.WireFixture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Compares an answer with a fixture: same keys in the same order, same types, whatever the values. */
final class SameShape {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SameShape() {}

    /** Returns the differences, empty if there is none. */
    static List<String> differences(String fixture, String actual) {
        try {
            List<String> differences = new ArrayList<>();
            compare("$", MAPPER.readTree(WireFixture.bytes(fixture)), MAPPER.readTree(actual), differences);
            return differences;
        } catch (IOException e) {
            return List.of("not JSON: " + actual);
        }
    }

    /** Returns the differences between two trees, empty if there is none. */
    static List<String> differences(JsonNode expected, JsonNode actual) {
        List<String> differences = new ArrayList<>();
        compare("$", expected, actual, differences);
        return differences;
    }

    private static void compare(String path, JsonNode expected, JsonNode actual, List<String> differences) {
        if (!type(expected).equals(type(actual))) {
            differences.add(path + " is " + type(actual) + " instead of " + type(expected));
        } else if (expected.isObject()) {
            List<String> expectedNames = names(expected);
            if (!expectedNames.equals(names(actual))) {
                differences.add(path + " has " + names(actual) + " instead of " + expectedNames);
                return;
            }
            for (Map.Entry<String, JsonNode> field : expected.properties()) {
                compare(path + "." + field.getKey(), field.getValue(), actual.get(field.getKey()), differences);
            }
        } else if (expected.isArray()) {
            if (expected.size() != actual.size()) {
                differences.add(path + " has " + actual.size() + " elements instead of " + expected.size());
                return;
            }
            for (int i = 0; i < expected.size(); i++) {
                compare(path + "[" + i + "]", expected.get(i), actual.get(i), differences);
            }
        }
    }

    /** Numbers with decimals are a type of their own: parsers that expect whole ones break on them. */
    private static String type(JsonNode node) {
        return node.isIntegralNumber() ? "INTEGER" : node.getNodeType().name();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        for (Iterator<String> iterator = object.fieldNames(); iterator.hasNext(); ) {
            names.add(iterator.next());
        }
        return names;
    }
}
