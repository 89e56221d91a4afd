package io.github.darajasdk;

import java.util.regex.Pattern;

/**
 * Names one STK Push: the key of the query and of the callback. Opaque.
 *
 * <p>Today it ends in the nine digits of the customer's phone number, so {@link #toString()} hides them.
 *
 * @param value one to 128 visible ASCII characters
 */
public record CheckoutRequestId(String value) {

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,128}");

    /**
     * Checks the form.
     *
     * @param value one to 128 visible ASCII characters
     * @throws IllegalArgumentException if the value is not one to 128 visible ASCII characters
     */
    public CheckoutRequestId {
        Check.matches(value, FORM, "checkout request id", "one to 128 visible ASCII characters");
    }

    /**
     * Wraps a value.
     *
     * @param value one to 128 visible ASCII characters
     * @return the wrapped value
     * @throws IllegalArgumentException if it is not of that form
     */
    public static CheckoutRequestId of(String value) {
        return new CheckoutRequestId(value);
    }

    /** Returns the value with its last nine characters hidden: they are the phone number. */
    @Override
    public String toString() {
        return value.substring(0, Math.max(0, value.length() - 9)) + "*********";
    }
}
