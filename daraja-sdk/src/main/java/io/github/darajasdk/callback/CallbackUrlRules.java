package io.github.darajasdk.callback;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What Safaricom refuses in an address, said before Safaricom does, because its own answer names no reason. */
final class CallbackUrlRules {

    private static final List<String> FORBIDDEN_WORDS =
            List.of("mpesa", "m-pesa", "safaricom", "exe", "cmd", "sql", "query");
    private static final Pattern IPV4 = Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})");
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)*/?");

    private CallbackUrlRules() {}

    /** Returns the base without a slash at its end. */
    static String checkedBase(URI base, boolean allowLoopback) {
        String scheme = base.getScheme() == null ? "" : base.getScheme();
        String host = base.getHost();
        if (host == null
                || base.getRawUserInfo() != null
                || base.getRawQuery() != null
                || base.getRawFragment() != null) {
            throw refused("must look like https://host[:port][/path], without user, query or fragment");
        }
        if (!host.equals(host.toLowerCase(Locale.ROOT))) {
            throw refused("must have a lower-case host: Safaricom refused one with capitals");
        }
        if (!PATH.matcher(base.getRawPath()).matches() || base.getRawPath().contains("/..")) {
            throw refused("must have a path of plain segments: letters, digits, dots, dashes, underscores, tildes");
        }
        boolean loopback = allowLoopback && isLoopback(host);
        if (!(scheme.equals("https") || (loopback && scheme.equals("http")))) {
            throw refused("must be https (plain http only towards this machine, with allowLoopback)");
        }
        if (!loopback && isNotPublic(host)) {
            throw refused("must have a public host: Safaricom cannot reach " + host
                    + ". For the simulator on this machine set allowLoopback");
        }
        String text = base.toString();
        refuseForbiddenWords(text, "callback base URL");
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    static void refuseForbiddenWords(String url, String what) {
        String lower = url.toLowerCase(Locale.ROOT);
        for (String word : FORBIDDEN_WORDS) {
            if (lower.contains(word)) {
                throw new IllegalArgumentException(
                        what + " contains \"" + word + "\", which Safaricom refuses anywhere in an address");
            }
        }
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("callback base URL " + why);
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.equals("[::1]")
                || (IPV4.matcher(host).matches() && host.startsWith("127."));
    }

    /** Names are taken as public unless they say otherwise; a private IPv6 address has no business here at all. */
    private static boolean isNotPublic(String host) {
        var ipv4 = IPV4.matcher(host);
        if (ipv4.matches()) {
            int first = Integer.parseInt(ipv4.group(1));
            int second = Integer.parseInt(ipv4.group(2));
            return first == 0
                    || first == 10
                    || first == 127
                    || first >= 224
                    || (first == 169 && second == 254)
                    || (first == 172 && second >= 16 && second <= 31)
                    || (first == 192 && second == 168)
                    || (first == 100 && second >= 64 && second <= 127);
        }
        return isLoopback(host)
                || host.startsWith("[")
                || !host.contains(".")
                || host.endsWith(".localhost")
                || host.endsWith(".local")
                || host.endsWith(".internal");
    }
}
