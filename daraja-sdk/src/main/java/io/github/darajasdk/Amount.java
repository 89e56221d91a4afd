package io.github.darajasdk;

/**
 * An amount of money in whole Kenya shillings, at least 1. M-PESA moves no cents.
 *
 * @param shillings 1 to 999,999,999
 */
public record Amount(long shillings) implements Comparable<Amount> {

    private static final long LARGEST = 999_999_999L;

    /** The least amount a customer can pay: KES 1. */
    public static final Amount MIN = new Amount(1);

    /**
     * The most one customer payment may carry at the time of writing: KES 250,000. Regulation changes it, so it is a
     * default and not a limit of this type: see {@link DarajaClient.Builder#maxPayment}.
     */
    public static final Amount MAX = new Amount(250_000);

    /**
     * Checks the range.
     *
     * @param shillings 1 to 999,999,999
     * @throws IllegalArgumentException if the amount is below 1 or absurdly large
     */
    public Amount {
        if (shillings < 1 || shillings > LARGEST) {
            throw new IllegalArgumentException(
                    "amount must be a whole number of shillings from 1 to " + LARGEST + ", not " + shillings);
        }
    }

    /**
     * Makes an amount of whole Kenya shillings.
     *
     * @param shillings 1 to 999,999,999
     * @return the amount
     * @throws IllegalArgumentException if out of range
     */
    public static Amount kes(long shillings) {
        return new Amount(shillings);
    }

    @Override
    public int compareTo(Amount other) {
        return Long.compare(shillings, other.shillings);
    }

    /** Returns for example {@code KES 2500}. */
    @Override
    public String toString() {
        return "KES " + shillings;
    }
}
