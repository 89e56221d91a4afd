package io.github.darajasdk.simulator;

import java.time.Instant;
import java.util.Map;

/**
 * A request that reached the simulated gateway, with its answer.
 *
 * @param number counts from 1
 * @param at when it arrived, on the simulator's clock
 * @param method {@code GET} or {@code POST}
 * @param path with its query string
 * @param headers names in lower case; the credential of {@code authorization} is shortened
 * @param body as received, empty if none
 * @param status the HTTP status answered; 0 when the connection was cut
 * @param answer the body answered
 */
public record RecordedRequest(
        long number,
        Instant at,
        String method,
        String path,
        Map<String, String> headers,
        String body,
        int status,
        String answer) {

    /**
     * Copies the headers.
     *
     * @param number counts from 1
     * @param at the moment
     * @param method {@code GET}, {@code POST}, …
     * @param path with the query string
     * @param headers first value of each, names in lower case; credentials shortened
     * @param body as it came
     * @param status of the answer; 0 if the connection was cut
     * @param answer the body that was sent
     */
    public RecordedRequest {
        headers = Map.copyOf(headers);
    }
}
