package io.github.darajasdk.billmanager;

import org.jspecify.annotations.Nullable;

/** The secret that Bill Manager gives when joining and wants back with every call. Never printed. */
public final class BillManagerKey {

    private final String value;

    private BillManagerKey(String value) {
        this.value = value;
    }

    /**
     * Wraps a key.
     *
     * @param value visible ASCII characters
     * @return the key
     * @throws IllegalArgumentException if it has other characters or none
     */
    public static BillManagerKey of(String value) {
        if (!value.matches("[\\x21-\\x7e]{1,200}")) {
            throw new IllegalArgumentException("the Bill Manager key must be one to 200 visible ASCII characters");
        }
        return new BillManagerKey(value);
    }

    /**
     * Returns the key itself, for the wire and for safe keeping.
     *
     * @return the key in clear
     */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BillManagerKey that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "BillManagerKey[redacted]";
    }
}
