package io.github.darajasdk.b2c;

import io.github.darajasdk.CommandAccepted;
import io.github.darajasdk.Msisdn;
import java.util.concurrent.CompletableFuture;

/**
 * Payouts to customers. They need the client's initiator and answer later, at the result address. Thread-safe.
 * Implemented by the SDK; an application implements it only as a double in tests, and must expect new methods.
 */
public interface B2cApi {

    /**
     * Pays out. Sent once, unless it provably was not taken. After an unknown outcome the caller, and only the
     * caller, may send the same payment again with the same originator conversation id: M-PESA refuses the second one
     * as a duplicate, and the first stands.
     *
     * <p><b>May I retry this?</b> With the <em>same</em> originator conversation id, yes, also after {@code UNKNOWN}:
     * M-PESA refuses the second as a duplicate. With another id only after {@code NOT_SENT} or {@code REJECTED}; else
     * the customer may be paid twice.
     *
     * <p><b>Has the customer paid?</b> Whether the money went out tells the result posted to the result address, or
     * {@link io.github.darajasdk.transaction.TransactionApi#status} by the same id; not the return of this call.
     *
     * @param payment whom, how much, and the id that makes it unique
     * @return accepted; the outcome is posted to the result address
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer; {@code delivery()} tells
     *     whether it may have been taken
     * @throws IllegalStateException if this client is closed or has no initiator
     */
    CommandAccepted pay(B2cPayment payment);

    /**
     * Does what {@link #pay} does on the client's executor.
     *
     * @param payment whom, how much, and the id that makes it unique
     * @return completes as {@link #pay} returns, or exceptionally with what it throws
     */
    CompletableFuture<CommandAccepted> payAsync(B2cPayment payment);

    /**
     * Pays out by the older edition (v1), which takes no id: nothing protects against paying twice, so after an
     * unknown outcome never send it again. For apps that lack the newer edition only. Sent once, unless it provably
     * was not taken.
     *
     * <p><b>May I retry this?</b> After it returned, no. After an exception: if {@code delivery()} says
     * {@code NOT_SENT}, yes; if {@code REJECTED}, after mending what it names; if {@code UNKNOWN}, no: nothing here
     * tells the second from the first.
     *
     * <p><b>Has the customer paid?</b> Whether the money went out tells the result posted to the result address, or
     * the statement; not the return of this call.
     *
     * @param payment whom and how much; its originator conversation id is not sent
     * @return accepted; the outcome is posted to the result address
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer; {@code delivery()} tells
     *     whether it may have been taken
     * @throws IllegalStateException if this client is closed or has no initiator
     */
    CommandAccepted payWithoutProtection(B2cPayment payment);

    /**
     * Does what {@link #payWithoutProtection} does on the client's executor.
     *
     * @param payment whom and how much; its originator conversation id is not sent
     * @return completes as {@link #payWithoutProtection} returns, or exceptionally with what it throws
     */
    CompletableFuture<CommandAccepted> payWithoutProtectionAsync(B2cPayment payment);

    /**
     * Asks whose number it is, before paying it. Needs a contract with Safaricom. Changes nothing, so it is repeated
     * when the network fails.
     *
     * <p><b>May I retry this?</b> Yes, at any time; it only reads, and the SDK repeats it by itself when the network
     * fails.
     *
     * <p><b>Has the customer paid?</b> This has nothing to do with payments.
     *
     * @param phoneNumber the number to pay
     * @return the names, mostly masked
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer; {@code delivery()} tells
     *     whether it may have been taken
     * @throws IllegalStateException if this client is closed
     */
    CustomerName lookUpName(Msisdn phoneNumber);

    /**
     * Does what {@link #lookUpName} does on the client's executor.
     *
     * @param phoneNumber the number to pay
     * @return completes as {@link #lookUpName} returns, or exceptionally with what it throws
     */
    CompletableFuture<CustomerName> lookUpNameAsync(Msisdn phoneNumber);
}
