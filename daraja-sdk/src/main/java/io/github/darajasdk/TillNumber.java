package io.github.darajasdk;

import java.util.regex.Pattern;

/**
 * A Buy Goods till. It receives the money; the store or head office {@link ShortCode} signs the request.
 *
 * @param value five to eight digits
 */
public record TillNumber(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9]{5,8}");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the value is not five to eight digits
     */
    public TillNumber {
        Check.matches(value, FORM, "till number", "five to eight digits");
    }

    /**
     * Wraps a value.
     *
     * @param value five to eight digits
     * @return the wrapped value
     * @throws IllegalArgumentException if it is not of that form
     */
    public static TillNumber of(String value) {
        return new TillNumber(value);
    }

    /** Returns the bare value. */
    @Override
    public String toString() {
        return value;
    }
}
