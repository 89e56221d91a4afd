package io.github.darajasdk.billmanager;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Bill Manager: invoices that customers see and pay in M-PESA. Thread-safe. Implemented by the SDK; an application
 * implements it only as a double in tests, and must expect new methods.
 */
public interface BillManagerApi {

    /**
     * Joins. Moves no money, so it is repeated when the network fails.
     *
     * <p><b>May I retry this?</b> Yes; joining twice is told and changes nothing, but the key is shown the first time
     * only.
     *
     * <p><b>Has the customer paid?</b> This has nothing to do with payments.
     *
     * @param optIn who bills
     * @return the key for all other calls; keep it, it is not shown again
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer; {@code delivery()} tells
     *     whether it may have been taken
     * @throws IllegalStateException if this client is closed
     */
    BillManagerOptedIn optIn(BillManagerOptIn optIn);

    /**
     * Does what {@link #optIn} does on the client's executor.
     *
     * @param optIn who bills
     * @return completes as {@link #optIn} returns, or exceptionally with what it throws
     */
    CompletableFuture<BillManagerOptedIn> optInAsync(BillManagerOptIn optIn);

    /**
     * Changes what was given when joining. Repeated when the network fails.
     *
     * <p><b>May I retry this?</b> Yes; the same change twice is one change.
     *
     * <p><b>Has the customer paid?</b> This has nothing to do with payments.
     *
     * @param key the key given when joining
     * @param optIn what changes
     * @return done
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer; {@code delivery()} tells
     *     whether it may have been taken
     * @throws IllegalStateException if this client is closed
     */
    BillManagerAnswer changeOptIn(BillManagerKey key, BillManagerOptIn optIn);

    /**
     * Does what {@link #changeOptIn} does on the client's executor.
     *
     * @param key the key given when joining
     * @param optIn what changes
     * @return completes as {@link #changeOptIn} returns, or exceptionally with what it throws
     */
    CompletableFuture<BillManagerAnswer> changeOptInAsync(BillManagerKey key, BillManagerOptIn optIn);

    /**
     * Sends a bill; the customer gets a message. Sent once, unless it provably was not taken.
     *
     * <p><b>May I retry this?</b> After it returned, no. After an exception: if {@code delivery()} says
     * {@code NOT_SENT}, yes; if {@code REJECTED}, after mending what it names; if {@code UNKNOWN}, no: the customer
     * gets a message each time. Cancel that bill by its external reference, and send one with a new reference.
     *
     * <p><b>Has the customer paid?</b> A bill sent says nothing. The payment posted to the address given when joining
     * tells.
     *
     * @param key the key given when joining
     * @param invoice the bill
     * @return sent
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer; {@code delivery()} tells
     *     whether it may have been taken
     * @throws IllegalStateException if this client is closed
     */
    BillManagerAnswer sendInvoice(BillManagerKey key, Invoice invoice);

    /**
     * Does what {@link #sendInvoice} does on the client's executor.
     *
     * @param key the key given when joining
     * @param invoice the bill
     * @return completes as {@link #sendInvoice} returns, or exceptionally with what it throws
     */
    CompletableFuture<BillManagerAnswer> sendInvoiceAsync(BillManagerKey key, Invoice invoice);

    /**
     * Sends several bills. Sent once, unless it provably was not taken.
     *
     * <p><b>May I retry this?</b> After it returned, no. After an exception: if {@code delivery()} says
     * {@code NOT_SENT}, yes; if {@code REJECTED}, after mending what it names; if {@code UNKNOWN}, no: some of the
     * customers may have their message.
     *
     * <p><b>Has the customer paid?</b> A bill sent says nothing. The payment posted to the address given when joining
     * tells.
     *
     * @param key the key given when joining
     * @param invoices 1 to 1000 bills
     * @return sent
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer; {@code delivery()} tells
     *     whether it may have been taken
     * @throws IllegalStateException if this client is closed
     */
    BillManagerAnswer sendInvoices(BillManagerKey key, List<Invoice> invoices);

    /**
     * Does what {@link #sendInvoices} does on the client's executor.
     *
     * @param key the key given when joining
     * @param invoices 1 to 1000 bills
     * @return completes as {@link #sendInvoices} returns, or exceptionally with what it throws
     */
    CompletableFuture<BillManagerAnswer> sendInvoicesAsync(BillManagerKey key, List<Invoice> invoices);

    /**
     * Acknowledges a payment, so that the customer gets an e-receipt. Sent once, unless it provably was not taken.
     *
     * <p><b>May I retry this?</b> After it returned, no. After an exception: if {@code delivery()} says
     * {@code NOT_SENT}, yes; if {@code REJECTED}, after mending what it names; if {@code UNKNOWN}, no: the customer
     * may have the e-receipt already.
     *
     * <p><b>Has the customer paid?</b> Yes, before this: it acknowledges a payment that was reported. It proves none.
     *
     * @param key the key given when joining
     * @param receipt the payment
     * @return done
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer; {@code delivery()} tells
     *     whether it may have been taken
     * @throws IllegalStateException if this client is closed
     */
    BillManagerAnswer acknowledge(BillManagerKey key, BillReceipt receipt);

    /**
     * Does what {@link #acknowledge} does on the client's executor.
     *
     * @param key the key given when joining
     * @param receipt the payment
     * @return completes as {@link #acknowledge} returns, or exceptionally with what it throws
     */
    CompletableFuture<BillManagerAnswer> acknowledgeAsync(BillManagerKey key, BillReceipt receipt);

    /**
     * Cancels an unpaid bill. Repeated when the network fails.
     *
     * <p><b>May I retry this?</b> Yes; a bill cancelled twice is cancelled.
     *
     * <p><b>Has the customer paid?</b> A refusal with code 409 says that some of it is paid; only the reported payment
     * tells how much.
     *
     * @param key the key given when joining
     * @param externalReference our own number of the invoice
     * @return cancelled
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer; {@code delivery()} tells
     *     whether it may have been taken
     * @throws IllegalStateException if this client is closed
     */
    BillManagerAnswer cancelInvoice(BillManagerKey key, String externalReference);

    /**
     * Does what {@link #cancelInvoice} does on the client's executor.
     *
     * @param key the key given when joining
     * @param externalReference our own number of the invoice
     * @return completes as {@link #cancelInvoice} returns, or exceptionally with what it throws
     */
    CompletableFuture<BillManagerAnswer> cancelInvoiceAsync(BillManagerKey key, String externalReference);

    /**
     * Cancels several unpaid bills. Repeated when the network fails.
     *
     * <p><b>May I retry this?</b> Yes; a bill cancelled twice is cancelled.
     *
     * <p><b>Has the customer paid?</b> A refusal with code 409 says that some of it is paid; only the reported
     * payments tell how much.
     *
     * @param key the key given when joining
     * @param externalReferences 1 to 1000 of our own numbers
     * @return cancelled
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer; {@code delivery()} tells
     *     whether it may have been taken
     * @throws IllegalStateException if this client is closed
     */
    BillManagerAnswer cancelInvoices(BillManagerKey key, List<String> externalReferences);

    /**
     * Does what {@link #cancelInvoices} does on the client's executor.
     *
     * @param key the key given when joining
     * @param externalReferences 1 to 1000 of our own numbers
     * @return completes as {@link #cancelInvoices} returns, or exceptionally with what it throws
     */
    CompletableFuture<BillManagerAnswer> cancelInvoicesAsync(BillManagerKey key, List<String> externalReferences);
}
