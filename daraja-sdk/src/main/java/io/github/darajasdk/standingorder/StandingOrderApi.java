package io.github.darajasdk.standingorder;

import java.util.concurrent.CompletableFuture;

/**
 * Standing orders (M-PESA Ratiba). Thread-safe. Implemented by the SDK; an application implements it only as a double
 * in tests, and must expect new methods.
 */
public interface StandingOrderApi {

    /**
     * Asks the customer to confirm a standing order with the PIN. Sent once, unless it provably was not taken.
     *
     * <p><b>May I retry this?</b> After it returned, no: a second call is a second prompt. After an exception: if
     * {@code delivery()} says {@code NOT_SENT}, yes; if {@code REJECTED}, after mending what it names; if
     * {@code UNKNOWN}, no, for the phone may be ringing.
     *
     * <p><b>Has the customer paid?</b> A standing order that is set up is not a payment: each one of its payments is
     * reported for itself.
     *
     * @param request what, how often and until when
     * @return accepted; whether it is set up is posted to the callback address
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer; {@code delivery()} tells
     *     whether it may have been taken
     * @throws IllegalStateException if this client is closed
     */
    StandingOrderAccepted create(StandingOrderRequest request);

    /**
     * Does what {@link #create} does on the client's executor.
     *
     * @param request what, how often and until when
     * @return completes as {@link #create} returns, or exceptionally with what it throws
     */
    CompletableFuture<StandingOrderAccepted> createAsync(StandingOrderRequest request);
}
