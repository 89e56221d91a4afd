package io.github.darajasdk;

import java.util.regex.Pattern;

/**
 * The correlation id of one command such as a payout, a reversal or a status query. Opaque.
 *
 * @param value one to 128 visible ASCII characters
 */
public record ConversationId(String value) {

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,128}");

    /**
     * Checks the form.
     *
     * @param value one to 128 visible ASCII characters
     * @throws IllegalArgumentException if the value is not one to 128 visible ASCII characters
     */
    public ConversationId {
        Check.matches(value, FORM, "conversation id", "one to 128 visible ASCII characters");
    }

    /**
     * Wraps a value.
     *
     * @param value one to 128 visible ASCII characters
     * @return the wrapped value
     * @throws IllegalArgumentException if it is not of that form
     */
    public static ConversationId of(String value) {
        return new ConversationId(value);
    }

    /** Returns the bare value. */
    @Override
    public String toString() {
        return value;
    }
}
