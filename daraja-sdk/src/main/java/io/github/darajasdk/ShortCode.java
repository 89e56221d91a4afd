package io.github.darajasdk;

import java.util.regex.Pattern;

/**
 * The number that identifies a merchant to M-PESA: a paybill, a head office or store, or an organisation that pays out.
 *
 * @param value five to seven digits, the first not 0
 */
public record ShortCode(String value) {

    private static final Pattern FORM = Pattern.compile("[1-9][0-9]{4,6}");

    /**
     * Checks the form.
     *
     * @param value five to seven digits, the first not 0
     * @throws IllegalArgumentException if the value is not five to seven digits, the first not 0
     */
    public ShortCode {
        Check.matches(value, FORM, "short code", "five to seven digits, the first not 0");
    }

    /**
     * Wraps a value.
     *
     * @param value five to seven digits, the first not 0
     * @return the wrapped value
     * @throws IllegalArgumentException if it is not of that form
     */
    public static ShortCode of(String value) {
        return new ShortCode(value);
    }

    /** Returns the bare value. */
    @Override
    public String toString() {
        return value;
    }
}
