package io.github.darajasdk.simulator.internal.pages;

import io.github.darajasdk.simulator.internal.http.Endpoint;
import io.github.darajasdk.simulator.internal.http.Reply;
import io.github.darajasdk.simulator.internal.http.WireRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The style sheet, the script and the icon. */
final class Assets implements Endpoint {

    private static final Map<String, String> TYPES = Map.of(
            "simulator.css", "text/css;charset=UTF-8",
            "simulator.js", "text/javascript;charset=UTF-8",
            "icon.svg", "image/svg+xml");
    private static final String FOLDER = "/io/github/darajasdk/simulator/pages/";

    @Override
    public Reply answer(WireRequest request) {
        String name = request.path().substring("/assets/".length());
        String type = TYPES.get(name);
        return type == null
                ? Reply.text(404, "No such file")
                : Reply.of(200, type, load(name)).with("Cache-Control", "no-cache");
    }

    private static byte[] load(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("The simulator's jar lacks " + FOLDER + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
