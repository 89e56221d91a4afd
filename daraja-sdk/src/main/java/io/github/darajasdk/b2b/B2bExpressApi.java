package io.github.darajasdk.b2b;

import java.util.concurrent.CompletableFuture;

/**
 * Prompting the operator of a till to pay from it. Thread-safe. Implemented by the SDK; an application implements it
 * only as a double in tests, and must expect new methods.
 */
public interface B2bExpressApi {

    /**
     * Rings the phone of the till's operator. Sent once, unless it provably was not taken.
     *
     * <p><b>May I retry this?</b> After it returned, no: a second call is a second prompt. After an exception: if
     * {@code delivery()} says {@code NOT_SENT}, yes; if {@code REJECTED}, after mending what it names; if
     * {@code UNKNOWN}, no, for the phone may be ringing.
     *
     * <p><b>Has the customer paid?</b> Not known when this returns. The callback tells; there is no query.
     *
     * @param request which till and how much
     * @return accepted; nobody has paid. The outcome is posted to the callback address
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer; {@code delivery()} tells
     *     whether it may have been taken
     * @throws IllegalStateException if this client is closed
     */
    B2bExpressAccepted prompt(B2bExpressRequest request);

    /**
     * Does what {@link #prompt} does on the client's executor.
     *
     * @param request which till and how much
     * @return completes as {@link #prompt} returns, or exceptionally with what it throws
     */
    CompletableFuture<B2bExpressAccepted> promptAsync(B2bExpressRequest request);
}
