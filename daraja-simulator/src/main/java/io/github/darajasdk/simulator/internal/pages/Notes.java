package io.github.darajasdk.simulator.internal.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What a page says once after a form was sent. Only a key travels in the address, and it works once, so no link can put
 * words into the simulator's mouth. Thread-safe.
 */
final class Notes {

    private static final int KEPT = 100;

    private final Map<String, String> waiting = new LinkedHashMap<>();

    /** Returns the address that shows {@code path} with this note. */
    synchronized String on(String path, String note) {
        String key = UUID.randomUUID().toString();
        waiting.put(key, note);
        if (waiting.size() > KEPT) {
            waiting.remove(waiting.keySet().iterator().next());
        }
        return path + (path.contains("?") ? "&" : "?") + "note=" + URLEncoder.encode(key, StandardCharsets.UTF_8);
    }

    /** Writes the note of this key, if it was not read before. */
    void show(Html html, String key) {
        String note = take(key);
        if (!note.isEmpty()) {
            html.raw("<p id=\"note\" class=\"note\" role=\"status\">")
                    .text(note)
                    .raw("</p>");
        }
    }

    private synchronized String take(String key) {
        String note = waiting.remove(key);
        return note == null ? "" : note;
    }

    /** Writes what was wrong with a form, to be read before its fields. */
    static void problem(Html html, String id, String problem) {
        if (!problem.isEmpty()) {
            html.raw("<p id=\"" + id + "\" class=\"problem\" role=\"alert\">")
                    .text(problem)
                    .raw("</p>");
        }
    }
}
