package io.github.darajasdk.simulator.internal.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/** Which callback URLs are taken. */
final class CallbackUrlRules {

    private static final List<String> FORBIDDEN =
            List.of("mpesa", "m-pesa", "safaricom", "exe", "exec", "cmd", "sql", "query");

    private CallbackUrlRules() {}

    /**
     * Returns whether {@code text} is a URL that can be posted to.
     *
     * @param asDaraja whether what Daraja refuses in production is refused here: plain http, private hosts, upper-case
     *     hosts, forbidden words
     */
    static boolean accepts(String text, boolean asDaraja) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            return false;
        }
        String scheme = url.getScheme();
        String host = url.getHost();
        if (scheme == null || host == null || !(scheme.equals("http") || scheme.equals("https"))) {
            return false;
        }
        return !asDaraja || (scheme.equals("https") && isPublic(host) && !hasForbiddenWord(text));
    }

    private static boolean hasForbiddenWord(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return FORBIDDEN.stream().anyMatch(lower::contains);
    }

    private static boolean isPublic(String host) {
        if (!host.equals(host.toLowerCase(Locale.ROOT)) || host.equals("localhost") || !host.contains(".")) {
            return false;
        }
        if (!host.matches("[0-9.]+") && !host.startsWith("[")) {
            return true; // a name; one that does not resolve is accepted, as in the sandbox
        }
        try {
            InetAddress address = InetAddress.getByName(host); // a literal, so nothing is looked up
            return !(address.isLoopbackAddress()
                    || address.isSiteLocalAddress()
                    || address.isLinkLocalAddress()
                    || address.isAnyLocalAddress());
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
