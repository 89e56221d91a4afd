package io.github.darajasdk.subscriber;

import io.github.darajasdk.Msisdn;
import java.util.concurrent.CompletableFuture;

/**
 * What the network knows about a number. Needs a contract with Safaricom. Thread-safe. Implemented by the SDK; an
 * application implements it only as a double in tests, and must expect new methods.
 */
public interface SubscriberApi {

    /**
     * Asks when the SIM was last changed. Changes nothing, so it is repeated when the network fails.
     *
     * <p><b>May I retry this?</b> Yes, at any time; it only reads, and the SDK repeats it by itself when the network
     * fails. Safaricom may bill each question.
     *
     * <p><b>Has the customer paid?</b> This has nothing to do with payments.
     *
     * @param phoneNumber the number
     * @return the last change, if any is recent
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer; {@code delivery()} tells
     *     whether it may have been taken
     * @throws IllegalStateException if this client is closed
     */
    SimSwap simSwap(Msisdn phoneNumber);

    /**
     * Does what {@link #simSwap} does on the client's executor.
     *
     * @param phoneNumber the number
     * @return completes as {@link #simSwap} returns, or exceptionally with what it throws
     */
    CompletableFuture<SimSwap> simSwapAsync(Msisdn phoneNumber);

    /**
     * Asks for the hashed IMSI and the registration date. Changes nothing, so it is repeated when the network fails.
     *
     * <p><b>May I retry this?</b> Yes, at any time; it only reads, and the SDK repeats it by itself when the network
     * fails. Safaricom may bill each question.
     *
     * <p><b>Has the customer paid?</b> This has nothing to do with payments.
     *
     * @param phoneNumber the number
     * @return what is known
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer; {@code delivery()} tells
     *     whether it may have been taken
     * @throws IllegalStateException if this client is closed
     */
    Imsi imsi(Msisdn phoneNumber);

    /**
     * Does what {@link #imsi} does on the client's executor.
     *
     * @param phoneNumber the number
     * @return completes as {@link #imsi} returns, or exceptionally with what it throws
     */
    CompletableFuture<Imsi> imsiAsync(Msisdn phoneNumber);
}
