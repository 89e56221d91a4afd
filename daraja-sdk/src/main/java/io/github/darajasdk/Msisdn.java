package io.github.darajasdk;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Kenyan mobile number in the form Daraja wants: {@code 254} and nine digits that start with 7 or 1, no plus sign.
 *
 * <p>No network is guessed from the digits: numbers are portable and new ranges appear, so only M-PESA knows whether a
 * number is a customer's.
 *
 * <p>{@link #toString()} shows the last four digits only, so that a number in a log line does no harm; {@link #value()}
 * is for the wire and the database.
 *
 * @param value twelve ASCII digits, {@code 2547xxxxxxxx} or {@code 2541xxxxxxxx}
 */
public record Msisdn(String value) {

    private static final int LONGEST_INPUT = 40;
    private static final Pattern CANONICAL = Pattern.compile("254[17][0-9]{8}");
    private static final Pattern WRITTEN = Pattern.compile("(?:(?:\\+|00)?254)?0?([17][0-9]{8})");
    private static final String EXPECTED =
            "a Kenyan mobile number such as 0712 345 678, 0112 345 678 or +254 712 345 678";

    /**
     * Takes a number that is already canonical.
     *
     * @param value twelve ASCII digits, {@code 2547xxxxxxxx} or {@code 2541xxxxxxxx}
     * @throws IllegalArgumentException if it is not
     */
    public Msisdn {
        if (!CANONICAL.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "phone number must be 254 and nine digits starting with 7 or 1; the given" + " text has "
                            + value.length() + " characters. Use Msisdn.parse for what people type");
        }
    }

    /**
     * Takes a number that is already canonical, {@code 254712345678}.
     *
     * @param canonical twelve digits
     * @return the number
     * @throws IllegalArgumentException if it is not canonical
     */
    public static Msisdn of(String canonical) {
        return new Msisdn(canonical);
    }

    /**
     * Reads a number as people write it: {@code 07…}, {@code 01…}, {@code 7…}, {@code 1…}, {@code 254…}, {@code +254…},
     * {@code 00254…}, also {@code +254 (0)7…}, with blanks, dashes, dots and parentheses anywhere.
     *
     * @param written what was typed
     * @return the number
     * @throws IllegalArgumentException if it is not a Kenyan mobile number; the message does not repeat the input
     */
    public static Msisdn parse(String written) {
        return tryParse(written)
                .orElseThrow(() -> new IllegalArgumentException("phone number must be " + EXPECTED
                        + "; the given text has " + written.length() + " characters"));
    }

    /**
     * Reads a number as {@link #parse} does, for input that may well be wrong.
     *
     * @param written what was typed
     * @return the number, or empty if it is not a Kenyan mobile number
     */
    public static Optional<Msisdn> tryParse(String written) {
        if (written.length() > LONGEST_INPUT) {
            return Optional.empty();
        }
        StringBuilder bare = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (!isSeparator(c)) {
                bare.append(c);
            }
        }
        Matcher matcher = WRITTEN.matcher(bare);
        return matcher.matches() ? Optional.of(new Msisdn("254" + matcher.group(1))) : Optional.empty();
    }

    /** The non-breaking space comes along when a number is copied from a web page or a contact. */
    private static boolean isSeparator(char c) {
        return c == ' ' || c == '\t' || c == '\u00a0' || c == '-' || c == '.' || c == '(' || c == ')';
    }

    /**
     * Returns the last four digits, the most that may be shown to anyone but the customer.
     *
     * @return four digits
     */
    public String lastFour() {
        return value.substring(value.length() - 4);
    }

    /** Returns the number with all but the last four digits masked. */
    @Override
    public String toString() {
        return "********" + lastFour();
    }
}
