package io.github.darajasdk;

import java.util.regex.Pattern;

/**
 * A Buy Goods till. It receives the money; the store or head office {@link ShortCode} signs the request.
 *
 * @param value five to eight digits, the first not 0
 */
public record TillNumber(String value) {

    private static final Pattern FORM = Pattern.compile("[1-9][0-9]{4,7}");

    /**
     * Checks the form.
     *
     * @param value five to eight digits, the first not 0
     * @throws IllegalArgumentException if the value is not five to eight digits, the first not 0
     */
    public TillNumber {
        Check.matches(value, FORM, "till number", "five to eight digits, the first not 0");
    }

    /**
     * Wraps a value.
     *
     * @param value five to eight digits, the first not 0
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
