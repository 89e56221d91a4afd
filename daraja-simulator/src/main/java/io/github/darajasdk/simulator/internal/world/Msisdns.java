package io.github.darajasdk.simulator.internal.world;

import java.util.regex.Pattern;

/** The one spelling of a Kenyan mobile number that the wire knows: 254 and nine digits that start with 7 or 1. */
public final class Msisdns {

    private static final Pattern CANONICAL = Pattern.compile("254[17]\\d{8}");

    private Msisdns() {}

    /**
     * Reads a number as people type it.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static String canonical(String typed) {
        String digits = typed.replaceAll("[ ().+-]", "");
        String candidate = digits.startsWith("00254") ? digits.substring(2) : digits;
        if (candidate.matches("0?[17]\\d{8}")) {
            candidate = "254" + candidate.substring(candidate.length() - 9);
        }
        if (!isCanonical(candidate)) {
            throw new IllegalArgumentException(
                    "Not a Kenyan mobile number: write it like 254712345678, 0712345678 or +254 712 345 678");
        }
        return candidate;
    }

    /** Returns whether {@code text} is a number as the wire wants it. */
    public static boolean isCanonical(String text) {
        return CANONICAL.matcher(text).matches();
    }
}
