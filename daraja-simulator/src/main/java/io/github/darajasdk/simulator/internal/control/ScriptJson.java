package io.github.darajasdk.simulator.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.darajasdk.simulator.CallbackShape;
import io.github.darajasdk.simulator.CommandOutcome;
import io.github.darajasdk.simulator.CommandScript;
import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.CustomerScript.Reaction;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.simulator.GatewayFault;
import io.github.darajasdk.simulator.PushMatch;
import io.github.darajasdk.simulator.PushScript;
import io.github.darajasdk.simulator.internal.world.CustomerPayments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads scripts from JSON; the keys are the names of the methods. */
final class ScriptJson {

    /** The kinds of command that can be spoken of. */
    static final List<String> COMMANDS =
            List.of("", "b2c", "pochi", "b2b", "tax", "status", "balance", "reversal", "b2b-express", "standing-order");

    private static final int LONGEST_TEXT = 200;

    private ScriptJson() {}

    /**
     * Reads what to do with pushes.
     *
     * @throws IllegalArgumentException if something in it is unknown; the message says what and what would do
     */
    static PushScript push(Given json) {
        json.only("number", "amount", "reference", "customer", "delivery");
        PushScript script = PushScript.forPushes(match(json));
        json.maybe("customer").map(ScriptJson::customer).ifPresent(script::customer);
        json.maybe("delivery").map(ScriptJson::delivery).ifPresent(script::delivery);
        return script;
    }

    /**
     * Reads what to do with a command: {@code kind}, {@code outcome} ({@code "natural"}, {@code "times-out"},
     * {@code "times-out-but-done"}, or an object with {@code code} and {@code description}), {@code delivery}.
     */
    static CommandScript command(Given json) {
        json.only("kind", "outcome", "delivery");
        CommandScript script = CommandScript.forCommands(
                json.maybe("kind").map(kind -> kind.oneOf(COMMANDS)).orElse(""));
        json.maybe("outcome").map(ScriptJson::outcome).ifPresent(script::outcome);
        json.maybe("delivery").map(ScriptJson::delivery).ifPresent(script::delivery);
        return script;
    }

    private static CommandOutcome outcome(Given json) {
        if (json.value().isObject()) {
            json.only("code", "description");
            String description = json.maybe("description")
                    .map(text -> text.text(LONGEST_TEXT))
                    .orElse("");
            return CommandOutcome.fails(json.at("code").code(), description);
        }
        return switch (json.value().asText()) {
            case "natural" -> CommandOutcome.natural();
            case "times-out" -> CommandOutcome.timesOut();
            case "times-out-but-done" -> CommandOutcome.timesOutButDone();
            default ->
                throw json.isNot("one of natural, times-out, times-out-but-done, {\"code\":…,\"description\":…}");
        };
    }

    /**
     * Reads a customer: a name such as {@code "approves"}, or an object with {@code reaction}, {@code after},
     * {@code resultCode} and {@code resultDescription}.
     */
    static CustomerScript customer(Given json) {
        if (json.value().isTextual()) {
            return customer(json.oneOf(Reaction.class), json);
        }
        json.only("reaction", "after", "resultCode", "resultDescription");
        CustomerScript script = customer(json.at("reaction").oneOf(Reaction.class), json);
        return json.maybe("after").map(Given::duration).map(script::after).orElse(script);
    }

    private static CustomerScript customer(Reaction reaction, Given json) {
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
                if (!json.has("resultCode")) {
                    throw new IllegalArgumentException("The customer 'ends-with' needs a resultCode");
                }
                yield CustomerScript.endsWith(
                        json.at("resultCode").code(),
                        json.maybe("resultDescription")
                                .map(text -> text.text(LONGEST_TEXT))
                                .orElse(""));
            }
        };
    }

    /** Reads a network: an object whose keys are the methods of {@link DeliveryScript}. */
    static DeliveryScript delivery(Given json) {
        if (!json.value().isObject()) {
            throw json.isNot("an object like {\"loseCallback\":true}");
        }
        DeliveryScript script = DeliveryScript.normal();
        for (Map.Entry<String, JsonNode> field : json.value().properties()) {
            if (!field.getKey().equals("afterAccepting") && !field.getValue().isNull()) {
                script = script.and(part(field.getKey(), json.at(field.getKey())));
            }
        }
        boolean acceptedFirst = json.maybe("afterAccepting").map(Given::flag).orElse(false);
        return acceptedFirst ? script.afterAccepting() : script;
    }

    private static DeliveryScript part(String key, Given value) {
        return switch (key) {
            case "fault" -> DeliveryScript.fault(value.oneOf(GatewayFault.class));
            case "slowAnswer" -> DeliveryScript.slowAnswer(value.duration());
            case "holdAnswer" -> DeliveryScript.holdAnswer(value.duration());
            case "delayCallback" -> DeliveryScript.delayCallback(value.duration());
            case "duplicateCallback" ->
                DeliveryScript.duplicateCallback((int) value.whole(1, DeliveryScript.MOST_COPIES));
            case "wrongAmount" -> DeliveryScript.wrongAmount(value.amount());
            case "callbackShape" -> DeliveryScript.callbackShape(value.oneOf(CallbackShape.class));
            case "queryAnswers" -> DeliveryScript.queryAnswers(value.code(), "As the script wants it");
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

    private static DeliveryScript flag(Given value, DeliveryScript script) {
        return value.flag() ? script : DeliveryScript.normal();
    }

    private static PushMatch match(Given json) {
        List<PushMatch> said = new ArrayList<>();
        json.maybe("number").map(number -> PushMatch.number(number.text(30))).ifPresent(said::add);
        json.maybe("amount")
                .map(amount -> PushMatch.amount(amount.whole(1, CustomerPayments.LARGEST_AMOUNT)))
                .ifPresent(said::add);
        json.maybe("reference")
                .map(reference -> PushMatch.reference(reference.text(LONGEST_TEXT)))
                .ifPresent(said::add);
        return said.stream().reduce(PushMatch::and).orElseGet(PushMatch::any);
    }
}
