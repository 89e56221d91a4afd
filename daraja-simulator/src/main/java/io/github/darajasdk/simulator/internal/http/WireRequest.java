package io.github.darajasdk.simulator.internal.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came.
 *
 * @param path without the query string, as received
 * @param query after the question mark, may be empty
 * @param headers first value of each, names in lower case
 * @param body read as UTF-8
 */
public record WireRequest(String method, String path, String query, Map<String, String> headers, String body) {

    /** Returns a header's first value. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Returns a parameter of the query string; the first if it is repeated. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(decodeForm(query).get(name));
    }

    /** Returns the fields of a form that was posted. */
    public Map<String, String> form() {
        return decodeForm(body);
    }

    private static Map<String, String> decodeForm(String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                fields.putIfAbsent(decode(name), decode(value));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a stray percent sign is data here, not a reason to fail
        }
    }
}
