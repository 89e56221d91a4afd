package io.github.darajasdk.simulator.internal.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.internal.world.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Checks the fields of a request one after the other and remembers the first that does not pass. */
public final class Fields {

    private final ObjectNode body;
    private String invalid = "";

    /** Begins with nothing found. */
    public Fields(ObjectNode body) {
        this.body = body;
    }

    /** Checks a field by {@code rule}. */
    public Fields check(String field, Predicate<String> rule) {
        if (invalid.isEmpty() && !rule.test(Json.text(body, field))) {
            invalid = field;
        }
        return this;
    }

    /** Checks that a field is one of {@code values}. */
    public Fields oneOf(String field, String... values) {
        List<String> allowed = Arrays.asList(values);
        return check(field, allowed::contains);
    }

    /** Checks that a field is a whole amount of at least 1. */
    public Fields amount(String field) {
        return check(field, text -> text.matches("[1-9]\\d{0,8}"));
    }

    /** Checks that a field is a short code or a till. */
    public Fields shortCode(String field) {
        return check(field, text -> text.matches("\\d{5,7}"));
    }

    /** Checks that a field is there. */
    public Fields present(String field) {
        return check(field, text -> !text.isBlank());
    }

    /** Checks the length of a field. */
    public Fields length(String field, int min, int max) {
        return check(field, text -> text.length() >= min && text.length() <= max);
    }

    /** Returns the first field that did not pass. */
    public Optional<String> invalid() {
        return invalid.isEmpty() ? Optional.empty() : Optional.of(invalid);
    }
}
