package io.github.darajasdk.c2b;

import java.util.concurrent.CompletableFuture;

/**
 * C2B: payments that customers make by themselves. Thread-safe. Implemented by the SDK; an application implements it only
 * as a double in tests, and must expect new methods.
 */
public interface C2bApi {

    /**
     * Registers where payments are reported. Moves no money, so it is repeated when the network fails.
     *
     * <p><b>May I retry this?</b> Yes; that the addresses were registered before is told by the answer, not thrown.
     *
     * <p><b>Has the customer paid?</b> This has nothing to do with a payment; later ones are reported to the
     * addresses.
     *
     * @param registration the addresses
     * @return registered now or before
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer
     * @throws IllegalStateException if this client is closed
     */
    C2bRegistered register(C2bRegistration registration);

    /**
     * Does what {@link #register} does on the client's executor.
     *
     * @param registration the addresses
     * @return completes as {@link #register} returns, or exceptionally with what it throws
     */
    CompletableFuture<C2bRegistered> registerAsync(C2bRegistration registration);

    /**
     * Pretends that a customer paid. Sandbox and simulator only. Sent once.
     *
     * <p><b>May I retry this?</b> After an exception: if {@code delivery()} says {@code NOT_SENT}, yes; if
     * {@code REJECTED}, after mending what it names; if {@code UNKNOWN}, no, or there may be two confirmations.
     *
     * <p><b>Has the customer paid?</b> The confirmation tells, as in production; not the return of this call.
     *
     * @param simulation the payment
     * @return accepted; the confirmation comes by itself
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer
     * @throws IllegalStateException if this client is closed
     */
    C2bSimulated simulate(C2bSimulation simulation);

    /**
     * Does what {@link #simulate} does on the client's executor.
     *
     * @param simulation the payment
     * @return completes as {@link #simulate} returns, or exceptionally with what it throws
     */
    CompletableFuture<C2bSimulated> simulateAsync(C2bSimulation simulation);
}
