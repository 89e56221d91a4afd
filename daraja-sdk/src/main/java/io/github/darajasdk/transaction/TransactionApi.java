package io.github.darajasdk.transaction;

import io.github.darajasdk.CommandAccepted;
import java.util.concurrent.CompletableFuture;

/**
 * Transaction status and reversal. Both need the client's initiator, and both answer later, at the result address.
 * Thread-safe. Implemented by the SDK; an application implements it only as a double in tests, and must expect new methods.
 */
public interface TransactionApi {

    /**
     * Asks M-PESA what became of a transaction. Changes nothing, so it is repeated when the network fails; that can bring
     * more than one result.
     *
     * <p><b>May I retry this?</b> Yes; it only reads, but each question brings a result of its own.
     *
     * <p><b>Has the customer paid?</b> The result tells, by the state of the transaction and not by the success of the
     * question: only {@code COMPLETED} is a yes.
     *
     * @param query which transaction
     * @return accepted; the answer is posted to the result address, see
     *     {@link io.github.darajasdk.callback.TransactionReport}
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer
     * @throws IllegalStateException if this client is closed or has no initiator
     */
    CommandAccepted status(StatusQuery query);

    /**
     * Does what {@link #status} does on the client's executor.
     *
     * @param query which transaction
     * @return completes as {@link #status} returns, or exceptionally with what it throws
     */
    CompletableFuture<CommandAccepted> statusAsync(StatusQuery query);

    /**
     * Gives a customer's payment back. Sent once: Daraja has no idempotency key here, though a second full reversal of the
     * same receipt ends in {@code R000001}.
     *
     * <p><b>May I retry this?</b> After it returned, no. After an exception: if {@code delivery()} says
     * {@code NOT_SENT}, yes; if {@code REJECTED}, after mending what it names; if {@code UNKNOWN}, no: wait for the
     * result, or ask for the status of the receipt.
     *
     * <p><b>Has the customer paid?</b> The customer has the money back when the result posted to the result address
     * says so, or the statement; not when this returns.
     *
     * @param request which payment
     * @return accepted; the outcome is posted to the result address
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer; {@code delivery()} tells
     *     whether it may have been taken
     * @throws IllegalStateException if this client is closed or has no initiator
     */
    CommandAccepted reverse(ReversalRequest request);

    /**
     * Does what {@link #reverse} does on the client's executor.
     *
     * @param request which payment
     * @return completes as {@link #reverse} returns, or exceptionally with what it throws
     */
    CompletableFuture<CommandAccepted> reverseAsync(ReversalRequest request);
}
