package io.github.darajasdk.b2b;

import io.github.darajasdk.CommandAccepted;
import java.util.concurrent.CompletableFuture;

/**
 * Payments to businesses. They need the client's initiator and answer later, at the result address. Thread-safe.
 * Implemented by the SDK; an application implements it only as a double in tests, and must expect new methods.
 */
public interface B2bApi {

    /**
     * Pays a business. Sent once, unless it provably was not taken. Daraja has no idempotency key here.
     *
     * <p><b>May I retry this?</b> After it returned, no. After an exception: if {@code delivery()} says
     * {@code NOT_SENT}, yes; if {@code REJECTED}, after mending what it names; if {@code UNKNOWN}, no: wait for the
     * result, or look into the statement.
     *
     * <p><b>Has the customer paid?</b> Here it is you who pays: whether the money went out tells the result posted to
     * the result address, or the statement.
     *
     * @param payment whom and how much
     * @return accepted; the outcome is posted to the result address
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer; {@code delivery()} tells
     *     whether it may have been taken
     * @throws IllegalStateException if this client is closed or has no initiator
     */
    CommandAccepted pay(B2bPayment payment);

    /**
     * Does what {@link #pay} does on the client's executor.
     *
     * @param payment whom and how much
     * @return completes as {@link #pay} returns, or exceptionally with what it throws
     */
    CompletableFuture<CommandAccepted> payAsync(B2bPayment payment);

    /**
     * Pays a tax. Sent once, unless it provably was not taken. Daraja has no idempotency key here.
     *
     * <p><b>May I retry this?</b> After it returned, no. After an exception: if {@code delivery()} says
     * {@code NOT_SENT}, yes; if {@code REJECTED}, after mending what it names; if {@code UNKNOWN}, no: wait for the
     * result, or look into the statement.
     *
     * <p><b>Has the customer paid?</b> Here it is you who pays: whether the tax is paid tells the result posted to the
     * result address, or the statement.
     *
     * @param payment which registration number and how much
     * @return accepted; the outcome is posted to the result address
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer; {@code delivery()} tells
     *     whether it may have been taken
     * @throws IllegalStateException if this client is closed or has no initiator
     */
    CommandAccepted payTax(TaxPayment payment);

    /**
     * Does what {@link #payTax} does on the client's executor.
     *
     * @param payment which registration number and how much
     * @return completes as {@link #payTax} returns, or exceptionally with what it throws
     */
    CompletableFuture<CommandAccepted> payTaxAsync(TaxPayment payment);
}
