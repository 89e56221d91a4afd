package io.github.darajasdk.simulator.internal.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.internal.world.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Checks the fields of a request one after the other and remembers the first that does not pass. */
final class Fields {

    private final ObjectNode body;
    private String invalid = "";

    Fields(ObjectNode body) {
        this.body = body;
    }

    Fields check(String field, Predicate<String> rule) {
        if (invalid.isEmpty() && !rule.test(Json.text(body, field))) {
            invalid = field;
        }
        return this;
    }

    Fields oneOf(String field, String... values) {
        List<String> allowed = Arrays.asList(values);
        return check(field, allowed::contains);
    }

    Fields amount(String field) {
        return check(field, text -> text.matches("[1-9]\\d{0,8}"));
    }

    Fields shortCode(String field) {
        return check(field, text -> text.matches("\\d{5,7}"));
    }

    Fields present(String field) {
        return check(field, text -> !text.isBlank());
    }

    Fields length(String field, int min, int max) {
        return check(field, text -> text.length() >= min && text.length() <= max);
    }

    Optional<String> invalid() {
        return invalid.isEmpty() ? Optional.empty() : Optional.of(invalid);
    }
}
