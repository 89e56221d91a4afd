package io.github.darajasdk.stk;

import io.github.darajasdk.CheckoutRequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * STK Push and its query. Thread-safe. Implemented by the SDK; an application implements it only as a double in tests,
 * and must expect new methods.
 */
public interface StkApi {

    /**
     * Asks the customer's phone to prompt for the M-PESA PIN.
     *
     * <p>Returning normally means Daraja queued the prompt. It does not mean that the customer saw it or paid: the outcome
     * arrives later as a {@link io.github.darajasdk.callback.StkCallback}, or is asked for with {@link #query}, or never
     * comes by itself.
     *
     * <p>Daraja has no idempotency key. Two calls make two prompts, so this method is never repeated once a byte may have
     * left this machine, unless Daraja's answer proves that it did not take the request (a stale token, a spike arrest).
     *
     * <p><b>May I retry this?</b> After it returned, no: a second call is a second prompt. After an exception: if
     * {@code delivery()} says {@code NOT_SENT}, yes; if {@code REJECTED}, after mending what it names; if
     * {@code UNKNOWN}, no, for the phone may be ringing: wait for the callback of this payment's own address, and look
     * into the statement.
     *
     * <p><b>Has the customer paid?</b> Not known when this returns. The callback or {@link #query} tells: only
     * {@code Paid} is a yes, only {@code NotPaid} is a no.
     *
     * @param request amount in whole Kenya shillings, at least 1
     * @return the accepted request, whose {@code checkoutRequestId()} names this prompt from now on
     * @throws io.github.darajasdk.error.DarajaRejectedException if Daraja refused the request; nobody was prompted
     * @throws io.github.darajasdk.error.DarajaAuthenticationException if no token was to be had; nobody was prompted
     * @throws io.github.darajasdk.error.DarajaThrottledException if a limit, Daraja's or ours, stopped it; nobody was
     *     prompted
     * @throws io.github.darajasdk.error.DarajaTransportException if no usable answer arrived; {@code delivery()} tells
     *     whether the customer may have been prompted
     * @throws io.github.darajasdk.error.DarajaFirewallException if a web page came instead of an answer
     * @throws io.github.darajasdk.error.DarajaProtocolException if the answer cannot be read; the customer may have been
     *     prompted
     * @throws IllegalArgumentException if the amount is above the client's limit
     * @throws IllegalStateException if this client is closed or its merchant has no passkey
     */
    StkPushAccepted push(StkPushRequest request);

    /**
     * Does what {@link #push} does on the client's executor. Cancelling the future does not recall the prompt.
     *
     * @param request the prompt
     * @return completes as {@link #push} returns, or exceptionally with what it throws
     * @throws IllegalStateException if this client is closed
     */
    CompletableFuture<StkPushAccepted> pushAsync(StkPushRequest request);

    /**
     * Asks how a prompt ended. Reading only, so it is repeated when the network fails.
     *
     * <p>"Still under way", and every answer that Daraja gives instead when it does not know, is
     * {@link StkQueryResult.Unresolved} and not an exception.
     *
     * <p><b>May I retry this?</b> Yes; it only reads, and the SDK repeats it by itself when the network fails. Leave
     * some seconds between two.
     *
     * <p><b>Has the customer paid?</b> Yes if {@link StkQueryResult.Paid} (the receipt comes with the callback or the
     * statement), no if {@link StkQueryResult.NotPaid}, not known yet if {@link StkQueryResult.Unresolved}: ask again,
     * and never book that as failed.
     *
     * @param checkoutRequestId which prompt
     * @return paid, not paid, or unresolved
     * @throws io.github.darajasdk.error.DarajaException if no answer was to be had, or the set-up is wrong
     * @throws IllegalStateException if this client is closed or its merchant has no passkey
     */
    StkQueryResult query(CheckoutRequestId checkoutRequestId);

    /**
     * Does what {@link #query} does on the client's executor.
     *
     * @param checkoutRequestId which prompt
     * @return completes as {@link #query} returns, or exceptionally with what it throws
     * @throws IllegalStateException if this client is closed
     */
    CompletableFuture<StkQueryResult> queryAsync(CheckoutRequestId checkoutRequestId);

    /**
     * Queries with growing gaps until the outcome is known or the time is up: first after 10 s, then every 5 to 10 s for
     * 90 s, then more slowly. For applications that do not receive callbacks. Blocks the calling thread.
     *
     * <p>The end of the time says nothing about the payment. Failures of single queries are absorbed; if the last one
     * failed too, the result is unresolved with an empty body.
     *
     * <p><b>May I retry this?</b> Yes; it only reads.
     *
     * <p><b>Has the customer paid?</b> As {@link #query} says. The end of the time is not a no.
     *
     * @param checkoutRequestId which prompt
     * @param atMost how long to wait; the last query starts when this is over
     * @return paid, not paid, or unresolved when the time was up. If the calling thread is interrupted, unresolved at once,
     *     with the thread's interrupt flag set
     * @throws io.github.darajasdk.error.DarajaAuthenticationException if the credentials are refused
     * @throws io.github.darajasdk.error.DarajaRejectedException if the query itself is refused
     * @throws IllegalArgumentException if the time is not positive
     * @throws IllegalStateException if this client is closed or its merchant has no passkey
     */
    StkQueryResult awaitOutcome(CheckoutRequestId checkoutRequestId, Duration atMost);

    /**
     * Does what {@link #awaitOutcome(CheckoutRequestId, Duration)} does, up to a moment by the client's clock.
     *
     * <p><b>May I retry this?</b> Yes; it only reads.
     *
     * <p><b>Has the customer paid?</b> As {@link #query} says. The end of the time is not a no.
     *
     * @param checkoutRequestId which prompt
     * @param deadline when to stop asking; if it has passed, one query is made
     * @return paid, not paid, or unresolved when the time was up
     */
    StkQueryResult awaitOutcome(CheckoutRequestId checkoutRequestId, Instant deadline);
}
