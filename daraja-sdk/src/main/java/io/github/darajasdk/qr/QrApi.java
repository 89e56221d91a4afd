package io.github.darajasdk.qr;

import java.util.concurrent.CompletableFuture;

/**
 * Dynamic QR codes. Thread-safe. Implemented by the SDK; an application implements it only as a double in tests, and
 * must expect new methods.
 */
public interface QrApi {

    /**
     * Makes a QR code. Changes nothing, so it is repeated when the network fails.
     *
     * <p><b>May I retry this?</b> Yes, at any time; it only reads, and the SDK repeats it by itself when the network
     * fails.
     *
     * <p><b>Has the customer paid?</b> A code says nothing about it: the C2B confirmation tells.
     *
     * @param request what the code does
     * @return the picture
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer; {@code delivery()} tells
     *     whether it may have been taken
     * @throws IllegalStateException if this client is closed
     */
    QrCode generate(QrRequest request);

    /**
     * Does what {@link #generate} does on the client's executor.
     *
     * @param request what the code does
     * @return completes as {@link #generate} returns, or exceptionally with what it throws
     */
    CompletableFuture<QrCode> generateAsync(QrRequest request);
}
