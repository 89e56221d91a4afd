package io.github.darajasdk;

import java.util.regex.Pattern;

/**
 * What the payer sees as the account in the prompt <em>and in the SMS afterwards</em>: keep internal and personal matters
 * out of it.
 *
 * @param value one to twelve letters, digits, blanks, dots, dashes or slashes
 */
public record AccountReference(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9 ./-]{1,12}");

    /**
     * Checks the form.
     *
     * @param value one to twelve letters, digits, blanks, dots, dashes or slashes
     * @throws IllegalArgumentException if the value is not one to twelve letters, digits, blanks, dots, dashes or slashes
     */
    public AccountReference {
        Check.matches(
                value, FORM, "account reference", "one to twelve letters, digits, blanks, dots, dashes or slashes");
    }

    /**
     * Wraps a value.
     *
     * @param value one to twelve letters, digits, blanks, dots, dashes or slashes
     * @return the wrapped value
     * @throws IllegalArgumentException if it is not of that form
     */
    public static AccountReference of(String value) {
        return new AccountReference(value);
    }

    /** Returns the bare value. */
    @Override
    public String toString() {
        return value;
    }
}
