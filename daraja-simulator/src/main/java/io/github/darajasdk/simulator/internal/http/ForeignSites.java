package io.github.darajasdk.simulator.internal.http;

import java.util.Locale;
import java.util.Optional;

/**
 * Keeps other web sites from driving the simulator through the developer's browser. A browser says in {@code Origin}
 * which site posts, and in {@code Host} which name it thinks it talks to; clients that are no browsers send no
 * {@code Origin} and are not concerned. Daraja's own endpoints ask for a token instead.
 */
final class ForeignSites {

    private final boolean loopbackOnly;

    /**
     * Creates the guard.
     *
     * @param loopbackOnly whether only this machine can reach the simulator, so that every other name is a trick
     */
    ForeignSites(boolean loopbackOnly) {
        this.loopbackOnly = loopbackOnly;
    }

    /** Returns why a request is refused, empty if it may pass. */
    Optional<String> refusal(WireRequest request) {
        String host = request.header("host").orElse("").toLowerCase(Locale.ROOT);
        if (loopbackOnly && !host.isEmpty() && !isThisMachine(host)) {
            return Optional.of("The simulator is reached as localhost or 127.0.0.1 only, not as '" + host
                    + "'. Start it with --public to reach it by other names.");
        }
        Optional<String> origin = request.header("origin");
        if (origin.isPresent() && !place(origin.get()).equals(host)) {
            return Optional.of("A page of '" + origin.get()
                    + "' may not drive the simulator: only its own pages may, and" + " programs that are no browsers.");
        }
        return Optional.empty();
    }

    private static boolean isThisMachine(String host) {
        return host.matches("(localhost|[a-z0-9.-]+\\.localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1])(:\\d+)?");
    }

    /** Returns host and port of an origin; {@code null}, which hidden pages send, is no place. */
    private static String place(String origin) {
        int slashes = origin.indexOf("://");
        return slashes < 0 ? "" : origin.substring(slashes + 3).toLowerCase(Locale.ROOT);
    }
}
