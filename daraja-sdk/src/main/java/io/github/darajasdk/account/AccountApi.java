package io.github.darajasdk.account;

import io.github.darajasdk.CommandAccepted;
import java.util.concurrent.CompletableFuture;

/**
 * Balances of the organisation's own accounts. It needs the client's initiator and answers later, at the result
 * address. Thread-safe. Implemented by the SDK; an application implements it only as a double in tests, and must
 * expect new methods.
 */
public interface AccountApi {

    /**
     * Asks for the balances. Changes nothing, so it is repeated when the network fails.
     *
     * <p><b>May I retry this?</b> Yes; it only reads, but each question brings a result of its own.
     *
     * <p><b>Has the customer paid?</b> A balance does not tell who paid what.
     *
     * @param query whose accounts
     * @return accepted; the balances are posted to the result address
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer; {@code delivery()} tells
     *     whether it may have been taken
     * @throws IllegalStateException if this client is closed or has no initiator
     */
    CommandAccepted balance(BalanceQuery query);

    /**
     * Does what {@link #balance} does on the client's executor.
     *
     * @param query whose accounts
     * @return completes as {@link #balance} returns, or exceptionally with what it throws
     */
    CompletableFuture<CommandAccepted> balanceAsync(BalanceQuery query);
}
