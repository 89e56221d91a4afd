package io.github.darajasdk.b2c;

import io.github.darajasdk.CommandAccepted;
import java.util.concurrent.CompletableFuture;

/**
 * Payouts to business wallets (Pochi la Biashara). They need the client's initiator and answer later, at the result
 * address. Thread-safe. Implemented by the SDK; an application implements it only as a double in tests, and must
 * expect new methods.
 */
public interface PochiApi {

    /**
     * Pays out. Sent once, unless it provably was not taken. After an unknown outcome the caller may send the same
     * payment again with the same originator conversation id.
     *
     * @param payment whom, how much, and the id that makes it unique
     * @return accepted; the outcome is posted to the result address
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer; {@code delivery()} tells
     *     whether it may have been taken
     * @throws IllegalStateException if this client is closed or has no initiator
     */
    CommandAccepted pay(PochiPayment payment);

    /**
     * Does what pay does on the client's executor.
     *
     * @param payment whom, how much, and the id that makes it unique
     * @return completes as pay returns, or exceptionally with what it throws
     */
    CompletableFuture<CommandAccepted> payAsync(PochiPayment payment);
}
