package io.github.darajasdk.internal.check;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks of requests before anything is sent. Messages name the part and never echo a secret. */
public final class Checks {

    /** What is known to pass; other characters are reported to break requests. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9 .,:_()/-]*");

    private Checks() {}

    public static <T> T required(@Nullable T value, String what, String name) {
        if (value == null) {
            throw new IllegalArgumentException(what + " needs " + name + ": set it on the builder");
        }
        return value;
    }

    public static String text(String value, String name, int shortest, int longest) {
        if (value.length() < shortest
                || value.length() > longest
                || !PLAIN.matcher(value).matches()) {
            throw new IllegalArgumentException(name + " must be " + shortest + " to " + longest
                    + " letters, digits, blanks or any of . , : _ ( ) / -; the given text has " + value.length()
                    + " characters");
        }
        return value;
    }

    /** Names and the like: any letters, but no control characters, which could forge a line. */
    public static String words(String value, String name, int shortest, int longest) {
        boolean clean = value.codePoints().noneMatch(Character::isISOControl);
        if (value.length() < shortest || value.length() > longest || !clean) {
            throw new IllegalArgumentException(name + " must be " + shortest + " to " + longest
                    + " characters without control characters; the given text has " + value.length() + " characters");
        }
        return value;
    }

    public static String digits(String value, String name, int shortest, int longest) {
        if (!value.matches("[0-9]{" + shortest + "," + longest + "}")) {
            throw new IllegalArgumentException(name + " must be " + shortest + " to " + longest
                    + " digits; the given text has " + value.length() + " characters");
        }
        return value;
    }

    public static URI url(URI url, String name) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("https") || scheme.equals("http"))
                || url.getHost() == null
                || url.getRawUserInfo() != null
                || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    name + " must be an absolute http or https address with a host, without user or fragment");
        }
        return url;
    }
}
