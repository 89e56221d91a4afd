package io.github.darajasdk;

import java.util.regex.Pattern;

/**
 * M-PESA's receipt of one movement of money, for example {@code UJE41K7QXN}: proof of payment, unique for ever.
 *
 * @param value eight to twelve upper-case letters and digits
 */
public record ReceiptNumber(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Z0-9]{8,12}");

    /**
     * Checks the form.
     *
     * @param value eight to twelve upper-case letters and digits
     * @throws IllegalArgumentException if the value is not eight to twelve upper-case letters and digits
     */
    public ReceiptNumber {
        Check.matches(value, FORM, "receipt number", "eight to twelve upper-case letters and digits");
    }

    /**
     * Wraps a value.
     *
     * @param value eight to twelve upper-case letters and digits
     * @return the wrapped value
     * @throws IllegalArgumentException if it is not of that form
     */
    public static ReceiptNumber of(String value) {
        return new ReceiptNumber(value);
    }

    /** Returns the bare value. */
    @Override
    public String toString() {
        return value;
    }
}
