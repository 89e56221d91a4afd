package io.github.darajasdk.therapy.platform;

import java.util.Locale;

/**
 * An amount of whole Kenya shillings. M-PESA moves no cents, so neither do we.
 *
 * @param shillings 0 or more
 */
public record Money(long shillings) implements Comparable<Money> {

    public Money {
        if (shillings < 0) {
            throw new IllegalArgumentException("an amount is not negative, but was " + shillings);
        }
    }

    public static Money kes(long shillings) {
        return new Money(shillings);
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(shillings, other.shillings);
    }

    /** The amount as people read it, for example {@code KES 1,500}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "KES %,d", shillings);
    }
}
