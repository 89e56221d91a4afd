package io.github.darajasdk.simulator.internal.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.CallbackShape;
import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.GatewayFault;
import io.github.darajasdk.simulator.Setting;
import io.github.darajasdk.simulator.Weather;
import io.github.darajasdk.simulator.internal.pages.Board.Field;
import io.github.darajasdk.simulator.internal.world.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All controls of the control API as forms. */
final class Boards {

    private static final Map<String, Board> ALL = new LinkedHashMap<>();

    static {
        add(Board.of(
                "next",
                "Plan the next push in detail",
                "Said of the next push that fits; whatever is left empty stays as usual.",
                "POST",
                "/simulator/scripts/next",
                "Plan it",
                push()));
        add(Board.of(
                "rule",
                "Make a rule for all pushes that fit",
                "Said of every push to a number, of an amount or with a reference, until it is forgotten.",
                "POST",
                "/simulator/scripts/rules",
                "Make it a rule",
                push()));
        add(Board.of(
                "default",
                "What customers do by default",
                "Those of whom nothing is said.",
                "PUT",
                "/simulator/scripts/default",
                "Set",
                Field.choice(
                        "customer.reaction",
                        "They",
                        customers().subList(1, customers().size())),
                Field.duration("customer.after", "after"),
                Field.text("customer.resultCode", "Ends with this result code"),
                Field.text("customer.resultDescription", "and this text")));
        add(Board.of(
                        "chance",
                        "Hit pushes by chance",
                        "Hits a share of all pushes; the seed decides which.",
                        "PUT",
                        "/simulator/weather",
                        "Add the chance",
                        with(new Field[] {Field.decimal("probability", "Probability, 0 to 1")}, delivery()))
                .shaped(Boards::oneChance));
        add(Board.of(
                "slow",
                "Slow the gateway down",
                "Every request waits this long before it is looked at: 30s, 2m; 0 is as usual.",
                "PUT",
                "/simulator/weather",
                "Set",
                Arrays.stream(Weather.Area.values())
                        .map(Setting::write)
                        .map(area -> Field.duration(area + ".slow", "For " + area))
                        .toArray(Field[]::new)));
        add(Board.of(
                        "command",
                        "Plan the next command",
                        "B2C, B2B, tax, status, balance, reversal: with a code it fails so.",
                        "POST",
                        "/simulator/commands/next",
                        "Plan it",
                        Field.choice(
                                "kind",
                                "Kind",
                                List.of(
                                        "",
                                        "b2c",
                                        "pochi",
                                        "b2b",
                                        "tax",
                                        "status",
                                        "balance",
                                        "reversal",
                                        "b2b-express",
                                        "standing-order")),
                        Field.choice("ends", "It ends", List.of("", "natural", "times-out", "times-out-but-done")),
                        Field.text("outcome.code", "Result code"),
                        Field.text("outcome.description", "Result text"),
                        fault(),
                        Field.flag("delivery.afterAccepting", "Accepted before that happens"),
                        Field.flag("delivery.loseCallback", "Its result is lost"),
                        Field.duration("delivery.delayCallback", "Its result is late by"),
                        Field.number("delivery.duplicateCallback", "Its result comes so many times"))
                .shaped(Boards::commandEnds));
        add(Board.of(
                "lock",
                "Lock the initiator",
                "Every command ends in 8006.",
                "POST",
                "/simulator/initiator/lock",
                "Lock"));
        add(Board.of("unlock", "Unlock the initiator", "", "POST", "/simulator/initiator/unlock", "Unlock"));
        add(Board.of(
                "expire",
                "End all tokens",
                "As an early expiry would.",
                "POST",
                "/simulator/tokens/expire",
                "End them"));
        add(Board.of(
                "person",
                "Change a person",
                "Anybody with a Kenyan number; who is new is made up.",
                "PUT",
                "/simulator/phones/{number}",
                "Change",
                Field.text("number", "Number"),
                Field.text("name", "Name"),
                Field.text("pin", "PIN"),
                Field.number("balance", "Balance (KES)"),
                Field.choice("script", "What they do when asked", customers())));
        add(Board.of(
                "merchant",
                "Change a merchant's money",
                "",
                "PUT",
                "/simulator/organisations/{code}",
                "Change",
                Field.text("code", "Short code"),
                Field.text("name", "Name"),
                Field.number("utility", "Utility account (KES)"),
                Field.number("working", "Working account (KES)")));
        add(Board.of(
                "reverse",
                "Give a payment back",
                "As M-PESA's own staff does.",
                "POST",
                "/simulator/reversals",
                "Give it back",
                Field.text("receipt", "Receipt")));
        add(Board.of(
                "forge",
                "Forge or repeat a callback",
                "Posted once. From 127.0.0.2 it comes from a stranger's address.",
                "POST",
                "/simulator/callbacks",
                "Send it",
                Field.text("url", "To"),
                Field.lines("body", "Body"),
                Field.text("from", "From this address of the machine")));
        add(Board.of(
                "speed",
                "Change the speed of the clock",
                "1 is normal, 60 turns a second into a minute, 0 stands still.",
                "PUT",
                "/simulator/clock",
                "Set",
                Field.decimal("speed", "Speed")));
        add(Board.of(
                "advance",
                "Move the clock",
                "",
                "POST",
                "/simulator/clock/advance",
                "Move",
                Field.duration("by", "By")));
        add(Board.of(
                "calm",
                "End every fault",
                "Faults, delays, chances, plans and rules; and customers of whom nothing is said do again what they did at"
                        + " the start. People and switches stay as they are.",
                "DELETE",
                "/simulator/faults",
                "End every fault"));
    }

    private Boards() {}

    /** Returns the forms by their ids, in the order they are shown. */
    static Map<String, Board> all() {
        return ALL;
    }

    private static void add(Board board) {
        ALL.put(board.id(), board);
    }

    private static Field[] push() {
        Field[] whose = {
            Field.text("number", "Only to this number"),
            Field.number("amount", "Only of this amount (KES)"),
            Field.text("reference", "Only with this reference"),
            Field.choice("customer.reaction", "The customer", customers()),
            Field.duration("customer.after", "after"),
            Field.text("customer.resultCode", "Ends with this result code"),
            Field.text("customer.resultDescription", "and this text")
        };
        return with(whose, delivery());
    }

    private static Field[] delivery() {
        return new Field[] {
            fault(),
            Field.flag("delivery.afterAccepting", "The push is accepted before that happens"),
            Field.duration("delivery.slowAnswer", "Looked at after"),
            Field.duration("delivery.holdAnswer", "Accepted, but answered after"),
            Field.flag("delivery.acceptThenCutConnection", "Accepted, then the connection is cut"),
            Field.flag("delivery.loseCallback", "The callback is lost"),
            Field.duration("delivery.delayCallback", "The callback is late by"),
            Field.number("delivery.duplicateCallback", "The callback comes so many times"),
            Field.flag("delivery.callbackBeforeAnswer", "The callback comes before the answer"),
            Field.flag("delivery.contradictCallback", "A second callback says the opposite"),
            Field.text("delivery.wrongAmount", "The callback names this amount"),
            Field.flag("delivery.unknownIds", "The callback has unknown identifiers"),
            Field.choice("delivery.callbackShape", "The callback's shape", names(CallbackShape.values())),
            Field.text("delivery.queryAnswers", "Queries answer this code")
        };
    }

    private static Field fault() {
        return Field.choice("delivery.fault", "The gateway answers", names(GatewayFault.values()));
    }

    private static List<String> customers() {
        return names(CustomerScript.Reaction.values());
    }

    /** Returns what may be chosen: nothing, or one of these. */
    private static List<String> names(Enum<?>[] constants) {
        List<String> names = new ArrayList<>(List.of(""));
        for (Enum<?> constant : constants) {
            names.add(Setting.write(constant));
        }
        return names;
    }

    private static Field[] with(Field[] first, Field[] second) {
        Field[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static ObjectNode oneChance(ObjectNode typed) {
        ObjectNode body = Json.object();
        ObjectNode chance = body.putArray("sometimes").addObject();
        chance.set("probability", typed.path("probability"));
        chance.set("delivery", typed.path("delivery").isObject() ? typed.get("delivery") : Json.object());
        return body;
    }

    /** The outcome is a word, or an object where a code is given. */
    private static ObjectNode commandEnds(ObjectNode typed) {
        if (typed.has("ends") && !typed.has("outcome")) {
            typed.set("outcome", typed.get("ends"));
        }
        typed.remove("ends");
        return typed;
    }
}
