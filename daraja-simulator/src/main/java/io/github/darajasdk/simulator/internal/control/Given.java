package io.github.darajasdk.simulator.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.Setting;
import io.github.darajasdk.simulator.internal.world.Durations;
import io.github.darajasdk.simulator.internal.world.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One value of a control call, read strictly: every reader checks type and range, and refuses what does not fit with the
 * value's name, what it was, and what it may be. Nothing is guessed, so a slip never becomes a silent 0.
 *
 * @param name the path of keys that leads to the value: {@code delivery.duplicateCallback}; empty for the body itself
 */
record Given(String name, JsonNode value) {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,32}");
    private static final int LONGEST_SHOWN = 40;

    /** Returns the body of a call. */
    static Given body(String text) {
        return new Given(
                "",
                Json.parseObject(text)
                        .orElseThrow(() -> new IllegalArgumentException("The body must be a JSON object")));
    }

    /** Returns whether a key is there; null counts as absent. */
    boolean has(String key) {
        return value.hasNonNull(key);
    }

    /** Returns the value under a key, if it is there. */
    Optional<Given> maybe(String key) {
        return has(key) ? Optional.of(at(key)) : Optional.empty();
    }

    /** Returns the value under a key, which must be there. */
    Given at(String key) {
        String path = name.isEmpty() ? key : name + "." + key;
        if (!has(key)) {
            throw new IllegalArgumentException(path + " is missing");
        }
        return new Given(path, value.get(key));
    }

    /** Refuses an object with other keys than these, and everything that is no object. */
    Given only(String... allowed) {
        if (!(value instanceof ObjectNode)) {
            throw isNot("an object with " + String.join(", ", allowed));
        }
        for (Iterator<String> names = value.fieldNames(); names.hasNext(); ) {
            String key = names.next();
            if (!Arrays.asList(allowed).contains(key)) {
                throw new IllegalArgumentException("Unknown key '" + key + "'" + (name.isEmpty() ? "" : " in " + name)
                        + ". Allowed: " + String.join(", ", allowed));
            }
        }
        return this;
    }

    /** Returns the elements of an array. */
    List<Given> elements() {
        if (!value.isArray()) {
            throw isNot("an array");
        }
        return Json.elements(value).stream()
                .map(one -> new Given(name + "[]", one))
                .toList();
    }

    /** Returns a text; a whole number counts as one, because identifiers are often written so. */
    String text(int longest) {
        if (!(value.isTextual() || value.isIntegralNumber()) || value.asText().length() > longest) {
            throw isNot("a text of at most " + longest + " characters");
        }
        return value.asText();
    }

    /** Returns a text that is not blank. */
    String words(int longest) {
        String text = text(longest);
        if (text.isBlank()) {
            throw isNot("a text of 1 to " + longest + " characters");
        }
        return text;
    }

    /** Returns a result code. */
    String code() {
        if (!CODE.matcher(text(Integer.MAX_VALUE)).matches()) {
            throw isNot("a result code: 1 to 32 letters, digits, dots, hyphens and underscores");
        }
        return value.asText();
    }

    /** Returns a whole number, {@code least} to {@code most}. */
    long whole(long least, long most) {
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < least || value.asLong() > most) {
            throw isNot(String.format(Locale.ROOT, "a whole number from %,d to %,d", least, most));
        }
        return value.asLong();
    }

    /** Returns a number, {@code least} to {@code most}. */
    double decimal(double least, double most) {
        if (!value.isNumber() || !(value.asDouble() >= least && value.asDouble() <= most)) {
            throw isNot("a number from " + plain(least) + " to " + plain(most));
        }
        return value.asDouble();
    }

    /** Returns an amount of money that may be broken, negative, and written as text to keep its digits. */
    BigDecimal amount() {
        if (value.isNumber() || (value.isTextual() && value.asText().matches("-?\\d{1,12}(\\.\\d{1,6})?"))) {
            BigDecimal amount = new BigDecimal(value.asText());
            if (amount.abs().compareTo(BigDecimal.valueOf(1_000_000_000_000L)) <= 0 && amount.scale() <= 6) {
                return amount;
            }
        }
        throw isNot("an amount in shillings such as 1499 or -0.5, at most 1,000,000,000,000");
    }

    /** Returns a truth value. */
    boolean flag() {
        if (!value.isBoolean()) {
            throw isNot("true or false");
        }
        return value.booleanValue();
    }

    /** Returns a duration, zero to {@link Durations#LONGEST}. */
    Duration duration() {
        if (!value.isTextual() && !value.isIntegralNumber()) {
            throw isNot(Durations.ALLOWED);
        }
        Duration duration;
        try {
            duration = Durations.parse(value.asText());
        } catch (IllegalArgumentException e) {
            throw isNot(Durations.ALLOWED + ", at most " + Durations.words(Durations.LONGEST), e);
        }
        if (duration.isNegative() || duration.compareTo(Durations.LONGEST) > 0) {
            throw isNot("zero to " + Durations.words(Durations.LONGEST));
        }
        return duration;
    }

    /** Returns an enum constant written in lower case with hyphens. */
    <E extends Enum<E>> E oneOf(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> Setting.write(constant).equals(value.asText()))
                .findFirst()
                .orElseThrow(() -> isNot(Arrays.stream(type.getEnumConstants())
                        .map(Setting::write)
                        .collect(Collectors.joining(", ", "one of ", ""))));
    }

    /** Returns one of these texts. */
    String oneOf(List<String> allowed) {
        if (!value.isTextual() || !allowed.contains(value.asText())) {
            throw isNot("one of " + String.join(", ", allowed));
        }
        return value.asText();
    }

    /** Returns the problem that this value is not {@code what}. */
    IllegalArgumentException isNot(String what) {
        return new IllegalArgumentException(problem(what));
    }

    private IllegalArgumentException isNot(String what, Throwable cause) {
        return new IllegalArgumentException(problem(what), cause);
    }

    private String problem(String what) {
        String shown = value.isTextual() ? "'" + value.asText() + "'" : value.toString();
        String cut = shown.length() > LONGEST_SHOWN ? shown.substring(0, LONGEST_SHOWN) + "…" : shown;
        return (name.isEmpty() ? "The body" : name) + " must be " + what + ", but was " + cut;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.format(Locale.ROOT, "%,d", (long) number) : String.valueOf(number);
    }
}
