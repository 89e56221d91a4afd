package io.github.darajasdk.pull;

import java.util.concurrent.CompletableFuture;

/**
 * Pull Transactions: M-PESA's own record of the customer payments of the last 48 hours, lost notifications included.
 * Thread-safe. Implemented by the SDK; an application implements it only as a double in tests, and must expect new methods.
 */
public interface PullApi {

    /**
     * Switches the product on for a short code, once. Moves no money, so it is repeated when the network fails.
     *
     * <p><b>May I retry this?</b> Yes; that it was registered before is told by the answer, not thrown.
     *
     * <p><b>Has the customer paid?</b> This has nothing to do with payments.
     *
     * @param registration the short code and its nominated number
     * @return registered now or before
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer
     * @throws IllegalStateException if this client is closed
     */
    PullRegistered register(PullRegistration registration);

    /**
     * Does what {@link #register} does on the client's executor.
     *
     * @param registration the short code and its nominated number
     * @return completes as {@link #register} returns, or exceptionally with what it throws
     */
    CompletableFuture<PullRegistered> registerAsync(PullRegistration registration);

    /**
     * Reads one page of payments. Changes nothing, so it is repeated when the network fails.
     *
     * <p><b>May I retry this?</b> Yes, at any time; it only reads, and the SDK repeats it by itself when the network
     * fails.
     *
     * <p><b>Has the customer paid?</b> A payment that is listed was made. One that is not may be older than 48 hours,
     * or not listed yet: that is not a no.
     *
     * @param query the stretch of time and the offset
     * @return the payments; an empty page means there are no more
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer
     * @throws IllegalStateException if this client is closed
     */
    PullPage query(PullQuery query);

    /**
     * Does what {@link #query} does on the client's executor.
     *
     * @param query the stretch of time and the offset
     * @return completes as {@link #query} returns, or exceptionally with what it throws
     */
    CompletableFuture<PullPage> queryAsync(PullQuery query);
}
