package io.github.darajasdk.simulator.internal.pages;

import io.github.darajasdk.simulator.internal.world.StkOutcome;
import io.github.darajasdk.simulator.internal.world.StkPush;

/** Says in a sentence how a request ended, for the person with the phone. */
final class Outcomes {

    private Outcomes() {}

    static String sentence(StkPush push) {
        StkOutcome outcome = push.outcome().orElseThrow();
        String what =
                Words.shillings(push.request().amount()) + " to " + push.payee().name();
        return switch (outcome.code()) {
            case "0" -> "You paid " + what + ".";
            case "1" -> "Not enough money for " + what + ". Nothing was paid.";
            case "17" -> "The same payment was just made. Nothing was paid; wait two minutes.";
            case "1032" -> "You cancelled " + what + ". Nothing was paid.";
            case "1037" -> "The request for " + what + " expired. Nothing was paid.";
            case "2001" -> "The PIN was wrong. Nothing was paid.";
            case "8006" -> "The PIN is locked. Nothing was paid.";
            default -> "Ended with " + outcome.code() + ": " + outcome.queryText() + " Nothing was paid.";
        };
    }
}
