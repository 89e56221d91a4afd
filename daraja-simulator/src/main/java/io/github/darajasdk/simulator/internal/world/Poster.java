package io.github.darajasdk.simulator.internal.world;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Posts to the URLs that merchants gave. */
public interface Poster {

    /**
     * What came back.
     *
     * @param status the HTTP status; 0 if there was no answer
     * @param body as text, empty if there was none
     * @param note why there was no answer, else empty
     */
    record Answer(int status, String body, String note) {

        /** Returns what stands for an answer where there was none. */
        public static Answer none(String why) {
            return new Answer(0, "", why);
        }

        /** Returns whether the status is a 2xx. */
        public boolean acknowledged() {
            return status >= 200 && status < 300;
        }
    }

    /**
     * Posts {@code body} once, without following redirects.
     *
     * @param kind what it is, for the log
     * @return completes when the receiver has answered, or will not; never exceptionally
     */
    CompletableFuture<Answer> post(String kind, String url, Map<String, String> headers, byte[] body);
}
