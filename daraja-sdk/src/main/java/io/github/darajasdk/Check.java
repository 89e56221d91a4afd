package io.github.darajasdk;

import java.util.regex.Pattern;

/** Argument checks shared by the values of this package. Messages name the argument and never echo a secret. */
final class Check {

    private Check() {}

    static String matches(String value, Pattern pattern, String what, String expected) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    what + " must be " + expected + "; the given text has " + value.length() + " characters");
        }
        return value;
    }

    /** Trims, because blanks and line ends around a copied secret are a real cause of refused requests. */
    static String secret(String value, String what) {
        String trimmed = value.strip();
        if (trimmed.isEmpty()) {
            throw new IllegalArgumentException(what + " must not be empty");
        }
        return trimmed;
    }
}
