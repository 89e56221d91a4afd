package io.github.darajasdk.simulator.internal.world;

/**
 * How a push ended. The callback and the query word the same code differently.
 *
 * @param code as text; numeric ones become JSON numbers in the callback
 * @param callbackText what the callback says
 * @param queryText what the query says
 */
public record StkOutcome(String code, String callbackText, String queryText) {

    static final StkOutcome PAID = same("0", "The service request is processed successfully.");
    static final StkOutcome NO_MONEY = same("1", "The balance is insufficient for the transaction.");
    static final StkOutcome ABOVE_MAXIMUM =
            same("3", "Declined due to limit rule: greater than the maximum transaction amount.");
    static final StkOutcome DAILY_LIMIT = same("4", "Declined due to limit rule: would exceed daily transfer limit.");
    static final StkOutcome RULE_LIMITED = same("17", "Rule limited.");
    static final StkOutcome SUBSCRIBER_LOCKED =
            same("1001", "Unable to lock subscriber, a transaction is already in process for the current subscriber");
    static final StkOutcome PUSH_ERROR = new StkOutcome(
            "1025",
            "An error occurred while sending a push request.",
            "An error occurred while sending a push request");
    static final StkOutcome CANCELLED =
            new StkOutcome("1032", "Request cancelled by user", "Request Cancelled by user.");
    static final StkOutcome NO_RESPONSE = same("1037", "No response from user.");
    static final StkOutcome UNREACHABLE = same("1037", "DS timeout user cannot be reached.");
    static final StkOutcome WRONG_PIN = same("2001", "The initiator information is invalid.");
    static final StkOutcome NOT_PERMITTED =
            same("2028", "The request is not permitted according to product assignment.");
    static final StkOutcome PIN_LOCKED = same("8006", "The security credential is locked.");

    /** Returns an outcome that both channels word the same. */
    public static StkOutcome same(String code, String text) {
        return new StkOutcome(code, text, text);
    }

    /** Returns whether money moved. */
    public boolean paid() {
        return code.equals("0");
    }
}
