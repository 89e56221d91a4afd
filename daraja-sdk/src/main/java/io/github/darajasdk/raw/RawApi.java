package io.github.darajasdk.raw;

import java.util.concurrent.CompletableFuture;

/**
 * Any path of Daraja, with token, errors, limits and logging taken care of. Thread-safe. Implemented by the SDK; an
 * application implements it only as a double in tests, and must expect new methods.
 */
public interface RawApi {

    /**
     * Sends a JSON object. If it moves money it is sent once, unless it provably was not taken; else it is repeated
     * when the network fails.
     *
     * <p><b>May I retry this?</b> If it only reads, yes. If it moves money: after it returned, no; after an exception:
     * if {@code delivery()} says {@code NOT_SENT}, yes; if {@code REJECTED}, after mending what it names; if
     * {@code UNKNOWN}, no.
     *
     * <p><b>Has the customer paid?</b> The SDK cannot say: what the answer means is for the caller to judge. Accepted
     * is seldom paid.
     *
     * @param request where to and what
     * @return an answer that is good news by HTTP status; its codes are for the caller to judge
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer; {@code delivery()} tells
     *     whether it may have been taken
     * @throws IllegalStateException if this client is closed
     */
    RawAnswer send(RawRequest request);

    /**
     * Does what {@link #send} does on the client's executor.
     *
     * @param request where to and what
     * @return completes as {@link #send} returns, or exceptionally with what it throws
     */
    CompletableFuture<RawAnswer> sendAsync(RawRequest request);
}
