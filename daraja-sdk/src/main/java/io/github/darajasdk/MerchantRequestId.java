package io.github.darajasdk;

import java.util.regex.Pattern;

/**
 * Daraja's own correlation id of one STK Push. Opaque.
 *
 * @param value one to 128 visible ASCII characters
 */
public record MerchantRequestId(String value) {

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,128}");

    /**
     * Checks the form.
     *
     * @param value one to 128 visible ASCII characters
     * @throws IllegalArgumentException if the value is not one to 128 visible ASCII characters
     */
    public MerchantRequestId {
        Check.matches(value, FORM, "merchant request id", "one to 128 visible ASCII characters");
    }

    /**
     * Wraps a value.
     *
     * @param value one to 128 visible ASCII characters
     * @return the wrapped value
     * @throws IllegalArgumentException if it is not of that form
     */
    public static MerchantRequestId of(String value) {
        return new MerchantRequestId(value);
    }

    /** Returns the bare value. */
    @Override
    public String toString() {
        return value;
    }
}
