package io.github.darajasdk.internal.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes out of a text what must not be shown: the token, phone numbers, macs, control characters. */
public final class Redaction {

    private static final int LONGEST = 300;
    private static final Pattern PHONE = Pattern.compile("(?<![0-9])(?:254|0)?[17][0-9]{4}([0-9]{4})(?![0-9])");
    private static final Pattern CHECKOUT_ID =
            Pattern.compile("(ws_CO_[0-9A-Za-z_]{0,40}?)[0-9A-Za-z]{9}(?![0-9A-Za-z])");
    private static final Pattern MAC = Pattern.compile("(?<![0-9a-f])[0-9a-f]{32,}(?![0-9a-f])");
    private static final Pattern ECHOED_TOKEN =
            Pattern.compile("(Invalid Access Token\\s*-\\s*)[^\\s\"]{16,}(?=$|\\s|\")");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}|[\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    private Redaction() {}

    /** For messages and logs: one short harmless line. */
    public static String line(String text, @Nullable String token) {
        String safe = withoutToken(text, token);
        safe = CHECKOUT_ID.matcher(safe).replaceAll("$1*********");
        safe = MAC.matcher(safe).replaceAll("***");
        safe = PHONE.matcher(safe).replaceAll("********$1");
        safe = CONTROL.matcher(safe).replaceAll(" ");
        return safe.length() > LONGEST ? safe.substring(0, LONGEST) + "…" : safe;
    }

    /** For bodies that are kept: as received, but for the token that Daraja likes to echo. */
    public static String withoutToken(String text, @Nullable String token) {
        String safe = token == null ? text : text.replace(token, "***");
        return ECHOED_TOKEN.matcher(safe).replaceAll("$1***");
    }
}
