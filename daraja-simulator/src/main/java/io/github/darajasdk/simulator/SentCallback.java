package io.github.darajasdk.simulator;

import java.time.Instant;

/**
 * Something the simulator posted to a URL of the merchant, or lost on purpose.
 *
 * @param at when it left, on the simulator's clock
 * @param kind {@code stk}, {@code c2b-confirmation}, {@code b2c-result}, …
 * @param url where to
 * @param body what
 * @param status the HTTP status answered; 0 if there was no answer, -1 if it was lost on purpose
 * @param note why there was no answer, else empty
 */
public record SentCallback(Instant at, String kind, String url, String body, int status, String note) {

    /** {@return whether the receiver answered with a 2xx} */
    public boolean acknowledged() {
        return status >= 200 && status < 300;
    }
}
