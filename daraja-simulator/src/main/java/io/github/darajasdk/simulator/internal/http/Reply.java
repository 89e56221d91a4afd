package io.github.darajasdk.simulator.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.darajasdk.simulator.internal.world.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer to be sent.
 *
 * @param status the HTTP status; 0 means that the connection is cut instead
 * @param headers besides the content type
 * @param afterwards runs when the answer has been sent, or could not be
 */
@SuppressWarnings("ArrayRecordComponent") // answers are sent, never compared
public record Reply(int status, String contentType, Map<String, String> headers, byte[] body, Runnable afterwards) {

    private static void nothing() {}

    /** Answers with JSON. */
    public static Reply json(int status, JsonNode body) {
        return new Reply(status, "application/json;charset=UTF-8", Map.of(), Json.bytes(body), Reply::nothing);
    }

    /** Answers with HTML. */
    public static Reply html(int status, String body) {
        return of(status, "text/html;charset=UTF-8", body.getBytes(StandardCharsets.UTF_8));
    }

    /** Answers with plain text. */
    public static Reply text(int status, String body) {
        return of(status, "text/plain;charset=UTF-8", body.getBytes(StandardCharsets.UTF_8));
    }

    /** Answers with anything. */
    public static Reply of(int status, String contentType, byte[] body) {
        return new Reply(status, contentType, Map.of(), body, Reply::nothing);
    }

    /** Sends the browser elsewhere. */
    public static Reply seeOther(String location) {
        return new Reply(303, "text/plain;charset=UTF-8", Map.of("Location", location), new byte[0], Reply::nothing);
    }

    /** Closes the connection without an answer. */
    public static Reply cut() {
        return new Reply(0, "", Map.of(), new byte[0], Reply::nothing);
    }

    /** Returns this answer with something to do once it has left. */
    public Reply then(Runnable action) {
        return new Reply(status, contentType, headers, body, action);
    }

    /** Returns this answer under another status. */
    public Reply as(int newStatus) {
        return new Reply(newStatus, contentType, headers, body, afterwards);
    }

    /** Returns this answer with one more header. */
    public Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, contentType, more, body, afterwards);
    }

    boolean isCut() {
        return status == 0;
    }
}
