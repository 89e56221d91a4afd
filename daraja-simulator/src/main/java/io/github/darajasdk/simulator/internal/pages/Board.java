package io.github.darajasdk.simulator.internal.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.internal.http.WireRequest;
import io.github.darajasdk.simulator.internal.world.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One form of the fault board: a call of the control API, with a field for each key of its JSON. So whatever the page can
 * do, the API can, in the same words.
 *
 * @param id for the form's address and the labels
 * @param path of the control API; {@code {name}} stands for what is typed in the field of that name
 * @param shape makes the body of the object that the fields spell
 */
record Board(
        String id,
        String title,
        String explanation,
        String method,
        String path,
        String button,
        List<Field> fields,
        UnaryOperator<ObjectNode> shape) {

    /** How a field is typed and what becomes of it in JSON. */
    enum Kind {
        /** A text. */
        TEXT,
        /** A text of several lines. */
        LINES,
        /** A whole number. */
        NUMBER,
        /** A time: seconds, or {@code 3m}. */
        DURATION,
        /** A number that may be broken. */
        DECIMAL,
        /** A box to tick. */
        FLAG,
        /** One of several. */
        CHOICE
    }

    /**
     * One key of the body.
     *
     * @param name a path of keys: {@code delivery.loseCallback}
     * @param options of a choice; an empty one is not sent
     */
    record Field(String name, String label, Kind kind, List<String> options) {

        static Field text(String name, String label) {
            return new Field(name, label, Kind.TEXT, List.of());
        }

        static Field lines(String name, String label) {
            return new Field(name, label, Kind.LINES, List.of());
        }

        static Field number(String name, String label) {
            return new Field(name, label, Kind.NUMBER, List.of());
        }

        static Field duration(String name, String label) {
            return new Field(name, label, Kind.DURATION, List.of());
        }

        static Field decimal(String name, String label) {
            return new Field(name, label, Kind.DECIMAL, List.of());
        }

        static Field flag(String name, String label) {
            return new Field(name, label, Kind.FLAG, List.of());
        }

        static Field choice(String name, String label, List<String> options) {
            return new Field(name, label, Kind.CHOICE, options);
        }
    }

    static Board of(
            String id, String title, String explanation, String method, String path, String button, Field... fields) {
        return new Board(id, title, explanation, method, path, button, List.of(fields), UnaryOperator.identity());
    }

    Board shaped(UnaryOperator<ObjectNode> newShape) {
        return new Board(id, title, explanation, method, path, button, fields, newShape);
    }

    /**
     * Writes the form.
     *
     * @param shown what stands in the fields, by their names
     * @param problem what was wrong with it when it was sent; empty if it was not, or nothing was
     */
    void show(Html html, Map<String, String> shown, String problem) {
        html.raw("<details id=\"board-" + id + "\" data-key=\"" + id + "\"" + (problem.isEmpty() ? "" : " open")
                        + "><summary>")
                .text(title)
                .raw("</summary>");
        if (!explanation.isEmpty()) {
            html.raw("<p>").text(explanation).raw("</p>");
        }
        Notes.problem(html, id + "-problem", inWords(problem));
        html.raw("<form action=\"/faults/do/" + id + "\" method=\"post\" class=\"fields\">");
        fields.forEach(field -> show(html, field, shown.getOrDefault(field.name(), ""), isAbout(problem, field)));
        html.raw("<button id=\"" + id + "-send\" class=\"primary\">")
                .text(button)
                .raw("</button></form></details>");
    }

    private static boolean isAbout(String problem, Field field) {
        return problem.startsWith(field.name() + " ") || problem.startsWith(field.label() + " ");
    }

    /** A problem names the key of the JSON; the page names its field. */
    private String inWords(String problem) {
        return fields.stream()
                .filter(field -> problem.startsWith(field.name() + " "))
                .findFirst()
                .map(field -> field.label() + problem.substring(field.name().length()))
                .orElse(problem);
    }

    private void show(Html html, Field field, String value, boolean wrong) {
        String fieldId = id + "-" + field.name().replace('.', '-');
        String attributes = "id=\"" + fieldId + "\" name=\"" + field.name() + "\""
                + (wrong ? " aria-invalid=\"true\" aria-describedby=\"" + id + "-problem\"" : "");
        String label = "<label for=\"" + fieldId + "\">";
        switch (field.kind()) {
            case FLAG ->
                html.raw("<p class=\"tick\"><input type=\"checkbox\" value=\"true\" " + attributes
                                + (value.equals("true") ? " checked>" : ">") + label)
                        .text(field.label())
                        .raw("</label></p>");
            case CHOICE -> {
                html.raw(label).text(field.label()).raw("</label><select " + attributes + ">");
                field.options()
                        .forEach(option -> html.raw("<option value=\"")
                                .text(option)
                                .raw(option.equals(value) ? "\" selected>" : "\">")
                                .text(option.isEmpty() ? "as usual" : option.replace('-', ' '))
                                .raw("</option>"));
                html.raw("</select>");
            }
            case LINES ->
                html.raw(label)
                        .text(field.label())
                        .raw("</label><textarea rows=\"4\" " + attributes + ">")
                        .text(value)
                        .raw("</textarea>");
            case NUMBER, DURATION, TEXT, DECIMAL ->
                html.raw(label)
                        .text(field.label())
                        .raw("</label><input autocomplete=\"off\" "
                                + (field.kind() == Kind.NUMBER ? "inputmode=\"numeric\" " : "")
                                + (field.kind() == Kind.DURATION ? "placeholder=\"90s, 3m, 2h\" " : "") + attributes
                                + " value=\"")
                        .text(value)
                        .raw("\">");
        }
    }

    /**
     * Makes the call of the control API that a posted form asks for.
     *
     * @throws IllegalArgumentException if a number is none, or what the path needs is missing
     */
    WireRequest call(Map<String, String> form) {
        String target = path;
        ObjectNode body = Json.object();
        for (Field field : fields) {
            String typed = form.getOrDefault(field.name(), "").strip();
            String place = "{" + field.name() + "}";
            if (target.contains(place)) {
                if (typed.isEmpty()) {
                    throw new IllegalArgumentException(field.label() + " is missing");
                }
                target = target.replace(place, URLEncoder.encode(typed, StandardCharsets.UTF_8));
            } else if (!typed.isEmpty()) {
                put(body, field, typed);
            }
        }
        return new WireRequest(method, target, "", Map.of(), shape.apply(body).toString());
    }

    private static void put(ObjectNode body, Field field, String typed) {
        ObjectNode parent = body;
        String[] keys = field.name().split("\\.", -1);
        for (int i = 0; i < keys.length - 1; i++) {
            parent = parent.path(keys[i]) instanceof ObjectNode inner ? inner : parent.putObject(keys[i]);
        }
        String key = keys[keys.length - 1];
        try {
            switch (field.kind()) {
                case TEXT, LINES, CHOICE, DURATION -> parent.put(key, typed);
                case NUMBER -> parent.put(key, Long.parseLong(typed));
                case DECIMAL -> parent.put(key, Double.parseDouble(typed));
                case FLAG -> parent.put(key, true);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(field.label() + " must be a number, but was '" + typed + "'", e);
        }
    }
}
