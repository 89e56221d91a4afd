package io.github.darajasdk.simulator.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.CallbackShape;
import io.github.darajasdk.simulator.CommandOutcome;
import io.github.darajasdk.simulator.CommandScript;
import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.CustomerScript.Reaction;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.simulator.GatewayFault;
import io.github.darajasdk.simulator.PushMatch;
import io.github.darajasdk.simulator.PushScript;
import io.github.darajasdk.simulator.internal.world.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads scripts from JSON; the keys are the names of the methods. */
public final class ScriptJson {

    private ScriptJson() {}

    /**
     * Reads what to do with pushes.
     *
     * @throws IllegalArgumentException if something in it is unknown; the message says what and what would do
     */
    public static PushScript push(JsonNode json) {
        requireKeys(json, "number", "amount", "reference", "customer", "delivery");
        PushScript script = PushScript.forPushes(match(json));
        if (json.has("customer")) {
            script.customer(customer(json.get("customer")));
        }
        if (json.has("delivery")) {
            script.delivery(delivery(json.get("delivery")));
        }
        return script;
    }

    /**
     * Reads what to do with a command: {@code kind}, {@code outcome} ({@code "natural"}, {@code "times-out"},
     * {@code "times-out-but-done"}, or an object with {@code code} and {@code description}), {@code delivery}.
     */
    public static CommandScript command(JsonNode json) {
        requireKeys(json, "kind", "outcome", "delivery");
        CommandScript script = CommandScript.forCommands(Json.text(json, "kind"));
        if (json.has("outcome")) {
            script.outcome(outcome(json.get("outcome")));
        }
        if (json.has("delivery")) {
            script.delivery(delivery(json.get("delivery")));
        }
        return script;
    }

    private static CommandOutcome outcome(JsonNode json) {
        if (json.isObject()) {
            requireKeys(json, "code", "description");
            return CommandOutcome.fails(Json.text(json, "code"), Json.text(json, "description"));
        }
        return switch (json.asText()) {
            case "natural" -> CommandOutcome.natural();
            case "times-out" -> CommandOutcome.timesOut();
            case "times-out-but-done" -> CommandOutcome.timesOutButDone();
            default ->
                throw new IllegalArgumentException("'" + json.asText() + "' is no outcome. There are: natural,"
                        + " times-out, times-out-but-done, {\"code\":…,\"description\":…}");
        };
    }

    /**
     * Reads a customer: a name such as {@code "approves"}, or an object with {@code reaction}, {@code after},
     * {@code resultCode} and {@code resultDescription}.
     */
    public static CustomerScript customer(JsonNode json) {
        if (json.isTextual()) {
            return customer(constant(Reaction.class, json.textValue()), json);
        }
        requireKeys(json, "reaction", "after", "resultCode", "resultDescription");
        CustomerScript script = customer(constant(Reaction.class, Json.text(json, "reaction")), json);
        return json.has("after") ? script.after(duration(json.get("after"))) : script;
    }

    private static CustomerScript customer(Reaction reaction, JsonNode json) {
        return switch (reaction) {
            case APPROVES -> CustomerScript.approves();
            case CANCELS -> CustomerScript.cancels();
            case WRONG_PIN -> CustomerScript.wrongPin();
            case NO_MONEY -> CustomerScript.hasNoMoney();
            case IGNORES -> CustomerScript.ignores();
            case PHONE_OFF -> CustomerScript.phoneOff();
            case BUSY -> CustomerScript.busy();
            case NEVER_ENDS -> CustomerScript.neverEnds();
            case HUMAN -> CustomerScript.human();
            case ENDS_WITH -> {
                if (Json.text(json, "resultCode").isEmpty()) {
                    throw new IllegalArgumentException("The customer 'ends-with' needs a resultCode");
                }
                yield CustomerScript.endsWith(Json.text(json, "resultCode"), Json.text(json, "resultDescription"));
            }
        };
    }

    /** Reads a network: an object whose keys are the methods of {@link DeliveryScript}. */
    public static DeliveryScript delivery(JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("delivery must be an object like {\"loseCallback\":true}");
        }
        DeliveryScript script = DeliveryScript.normal();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (!field.getKey().equals("afterAccepting")) {
                script = script.and(part(field.getKey(), field.getValue()));
            }
        }
        return json.path("afterAccepting").asBoolean() ? script.afterAccepting() : script;
    }

    private static DeliveryScript part(String key, JsonNode value) {
        return switch (key) {
            case "fault" -> DeliveryScript.fault(constant(GatewayFault.class, value.asText()));
            case "slowAnswer" -> DeliveryScript.slowAnswer(duration(value));
            case "holdAnswer" -> DeliveryScript.holdAnswer(duration(value));
            case "delayCallback" -> DeliveryScript.delayCallback(duration(value));
            case "duplicateCallback" -> DeliveryScript.duplicateCallback(value.asInt());
            case "wrongAmount" -> DeliveryScript.wrongAmount(decimal(value));
            case "callbackShape" -> DeliveryScript.callbackShape(constant(CallbackShape.class, value.asText()));
            case "queryAnswers" -> DeliveryScript.queryAnswers(value.asText(), "As the script wants it");
            case "loseCallback" -> flag(value, DeliveryScript.loseCallback());
            case "callbackBeforeAnswer" -> flag(value, DeliveryScript.callbackBeforeAnswer());
            case "contradictCallback" -> flag(value, DeliveryScript.contradictCallback());
            case "unknownIds" -> flag(value, DeliveryScript.unknownIds());
            case "acceptThenCutConnection" -> flag(value, DeliveryScript.acceptThenCutConnection());
            default ->
                throw new IllegalArgumentException("delivery has no '" + key + "'. There are: fault, afterAccepting,"
                        + " slowAnswer, holdAnswer, loseCallback, delayCallback, duplicateCallback,"
                        + " callbackBeforeAnswer, contradictCallback, wrongAmount, unknownIds, callbackShape,"
                        + " queryAnswers, acceptThenCutConnection");
        };
    }

    private static DeliveryScript flag(JsonNode value, DeliveryScript script) {
        return value.asBoolean() ? script : DeliveryScript.normal();
    }

    private static PushMatch match(JsonNode json) {
        List<PushMatch> said = new ArrayList<>();
        if (json.has("number")) {
            said.add(PushMatch.number(Json.text(json, "number")));
        }
        if (json.has("amount")) {
            said.add(PushMatch.amount(json.get("amount").asLong()));
        }
        if (json.has("reference")) {
            said.add(PushMatch.reference(Json.text(json, "reference")));
        }
        return said.stream().reduce(PushMatch::and).orElseGet(PushMatch::any);
    }

    private static BigDecimal decimal(JsonNode value) {
        try {
            return new BigDecimal(value.asText());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + value.asText() + "' is no amount", e);
        }
    }

    /** Reads a duration: {@code "PT90S"}, or a number of seconds. */
    static Duration duration(JsonNode value) {
        try {
            return value.isIntegralNumber() ? Duration.ofSeconds(value.asLong()) : Duration.parse(value.asText());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'" + value.asText() + "' is no duration: write PT90S, or 90 for as many seconds", e);
        }
    }

    /** Reads an enum constant written in lower case with hyphens. */
    static <E extends Enum<E>> E constant(Class<E> type, String text) {
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is unknown. There are: "
                        + Arrays.stream(type.getEnumConstants())
                                .map(constant ->
                                        constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                                .collect(Collectors.joining(", "))));
    }

    /** Refuses an object with other keys than these. */
    static void requireKeys(JsonNode json, String... allowed) {
        if (!(json instanceof ObjectNode)) {
            throw new IllegalArgumentException("Expected a JSON object with " + String.join(", ", allowed));
        }
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!Arrays.asList(allowed).contains(name)) {
                throw new IllegalArgumentException(
                        "Unknown key '" + name + "'. Allowed: " + String.join(", ", allowed));
            }
        }
    }
}
