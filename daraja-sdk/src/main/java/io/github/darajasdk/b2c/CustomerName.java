package io.github.darajasdk.b2c;

/**
 * The names behind a number, mostly masked.
 *
 * @param firstName possibly empty
 * @param middleName possibly empty
 * @param lastName possibly empty
 * @param rawBody the answer exactly as received
 */
public record CustomerName(String firstName, String middleName, String lastName, String rawBody) {
    /** Leaves out what is personal. */
    @Override
    public String toString() {
        return "CustomerName[…]";
    }
}
