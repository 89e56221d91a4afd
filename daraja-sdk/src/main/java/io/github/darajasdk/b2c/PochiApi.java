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
     * <p><b>May I retry this?</b> With the <em>same</em> originator conversation id, yes, also after {@code UNKNOWN}:
     * M-PESA refuses the second as a duplicate. With another id only after {@code NOT_SENT} or {@code REJECTED}; else
     * the customer may be paid twice.
     *
     * <p><b>Has the customer paid?</b> Whether the money went out tells the result posted to the result address; not
     * the return of this call.
     *
     * @param payment whom, how much, and the id that makes it unique
     * @return accepted; the outcome is posted to the result address
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer; {@code delivery()} tells
     *     whether it may have been taken
     * @throws IllegalStateException if this client is closed or has no initiator
     */
    CommandAccepted pay(PochiPayment payment);

    /**
     * Does what {@link #pay} does on the client's executor.
     *
     * @param payment whom, how much, and the id that makes it unique
     * @return completes as {@link #pay} returns, or exceptionally with what it throws
     */
    CompletableFuture<CommandAccepted> payAsync(PochiPayment payment);
}
