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
     * @param request what the code does
     * @return the picture
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer; {@code delivery()} tells
     *     whether it may have been taken
     * @throws IllegalStateException if this client is closed
     */
    QrCode generate(QrRequest request);

    /**
     * Does what generate does on the client's executor.
     *
     * @param request what the code does
     * @return completes as generate returns, or exceptionally with what it throws
     */
    CompletableFuture<QrCode> generateAsync(QrRequest request);
}
