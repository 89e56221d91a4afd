package io.github.darajasdk.simulator.internal.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds an endpoint by method and path, where {@code {name}} in a path stands for one segment. */
public final class Router {

    /** Answers a request whose path had placeholders. */
    @FunctionalInterface
    public interface Handler {
        /** Returns the answer; {@code segments} are the decoded values of the placeholders. */
        Reply answer(WireRequest request, Map<String, String> segments);
    }

    private record Route(String method, List<String> pattern, Handler handler) {
        Optional<Map<String, String>> match(List<String> segments) {
            if (segments.size() != pattern.size()) {
                return Optional.empty();
            }
            Map<String, String> values = new HashMap<>();
            for (int i = 0; i < pattern.size(); i++) {
                String expected = pattern.get(i);
                if (expected.startsWith("{")) {
                    String name = expected.substring(1, expected.length() - 1);
                    values.put(name, URLDecoder.decode(segments.get(i), StandardCharsets.UTF_8));
                } else if (!expected.equals(segments.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(values);
        }
    }

    private final List<Route> routes = new ArrayList<>();

    /** Adds an endpoint. */
    public Router on(String method, String pattern, Handler handler) {
        routes.add(new Route(method, segments(pattern), handler));
        return this;
    }

    /** Returns the answer of the endpoint that is meant, empty if there is none. */
    public Optional<Reply> answer(WireRequest request) {
        List<String> segments = segments(request.path());
        for (Route route : routes) {
            if (route.method().equals(request.method())) {
                Optional<Map<String, String>> values = route.match(segments);
                if (values.isPresent()) {
                    return Optional.of(route.handler().answer(request, values.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }
}
