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
