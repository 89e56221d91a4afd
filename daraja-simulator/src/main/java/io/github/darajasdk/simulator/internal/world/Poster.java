package io.github.darajasdk.simulator.internal.world;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Posts to the URLs that merchants gave. */
public interface Poster {

    /**
     * Posts {@code body} once, without following redirects.
     *
     * @param kind what it is, for the log
     * @return completes when the receiver has answered, or will not; never exceptionally
     */
    CompletableFuture<Void> post(String kind, String url, Map<String, String> headers, byte[] body);
}
