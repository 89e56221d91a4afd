package io.github.darajasdk.callback;

import java.util.Optional;

/** What a callback address is for: one per kind of message that Daraja sends. */
public enum CallbackPurpose {
    /** Outcome of an STK Push. */
    STK("stk", false),
    /** May this C2B payment go through? Registered once. */
    C2B_VALIDATION("c2b-validation", true),
    /** A C2B payment went through. Registered once. */
    C2B_CONFIRMATION("c2b-confirmation", true),
    /** Result of a payout. */
    B2C_RESULT("b2c-result", false),
    /** A payout waited too long in Daraja's queue. */
    B2C_TIMEOUT("b2c-timeout", false),
    /** Result of a payment to a business. */
    B2B_RESULT("b2b-result", false),
    /** A payment to a business waited too long in Daraja's queue. */
    B2B_TIMEOUT("b2b-timeout", false),
    /** Outcome of a USSD push to a till. */
    B2B_EXPRESS("b2b-express", false),
    /** Result of a transaction status query. */
    STATUS_RESULT("status-result", false),
    /** A status query waited too long in Daraja's queue. */
    STATUS_TIMEOUT("status-timeout", false),
    /** Result of a reversal. */
    REVERSAL_RESULT("reversal-result", false),
    /** A reversal waited too long in Daraja's queue. */
    REVERSAL_TIMEOUT("reversal-timeout", false),
    /** Result of a balance query. */
    BALANCE_RESULT("balance-result", false),
    /** A balance query waited too long in Daraja's queue. */
    BALANCE_TIMEOUT("balance-timeout", false),
    /** A transaction pushed by Pull Transactions. Registered once. */
    PULL("pull", true),
    /** A payment of a bill. Registered once. */
    BILL("bill", true),
    /** Outcome of a standing order. */
    STANDING_ORDER("standing-order", false);

    private final String word;
    private final boolean registered;

    CallbackPurpose(String word, boolean registered) {
        this.word = word;
        this.registered = registered;
    }

    /**
     * Returns the word that stands for this purpose in a callback address.
     *
     * @return lower-case letters, digits and dashes
     */
    public String word() {
        return word;
    }

    /**
     * Tells whether such an address is registered once at Safaricom rather than given with each request. The key of a
     * registered address is never retired by time.
     *
     * @return true if registered
     */
    public boolean registered() {
        return registered;
    }

    /**
     * Finds the purpose of a word.
     *
     * @param word as in an address
     * @return the purpose, or empty
     */
    public static Optional<CallbackPurpose> ofWord(String word) {
        for (CallbackPurpose purpose : values()) {
            if (purpose.word.equals(word)) {
                return Optional.of(purpose);
            }
        }
        return Optional.empty();
    }
}
