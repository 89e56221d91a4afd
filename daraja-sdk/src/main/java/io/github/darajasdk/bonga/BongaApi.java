package io.github.darajasdk.bonga;

import java.util.concurrent.CompletableFuture;

/**
 * Lipa na Bonga: paying with loyalty points. Needs a contract with Safaricom. Thread-safe. Implemented by the SDK; an
 * application implements it only as a double in tests, and must expect new methods.
 */
public interface BongaApi {

    /**
     * Asks what points are worth. Changes nothing, so it is repeated when the network fails.
     *
     * <p><b>May I retry this?</b> Yes, at any time; it only reads, and the SDK repeats it by itself when the network
     * fails.
     *
     * <p><b>Has the customer paid?</b> No; this only asks what points are worth.
     *
     * @param points 1 or more
     * @return the value and the rate
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer; {@code delivery()} tells
     *     whether it may have been taken
     * @throws IllegalStateException if this client is closed
     */
    PointsValue valueOf(long points);

    /**
     * Does what {@link #valueOf} does on the client's executor.
     *
     * @param points 1 or more
     * @return completes as {@link #valueOf} returns, or exceptionally with what it throws
     */
    CompletableFuture<PointsValue> valueOfAsync(long points);

    /**
     * Pays with points. Sent once, unless it provably was not taken.
     *
     * <p><b>May I retry this?</b> After it returned, no. After an exception: if {@code delivery()} says
     * {@code NOT_SENT}, yes; if {@code REJECTED}, after mending what it names; if {@code UNKNOWN}, no: the points may
     * be gone.
     *
     * <p><b>Has the customer paid?</b> Not known when this returns. The C2B confirmation tells.
     *
     * @param redemption whose points, how many, for what
     * @return accepted; the payment is reported like any other customer payment
     * @throws io.github.darajasdk.error.DarajaException if Daraja refused it or gave no answer; {@code delivery()} tells
     *     whether it may have been taken
     * @throws IllegalStateException if this client is closed
     */
    BongaAccepted redeem(BongaRedemption redemption);

    /**
     * Does what {@link #redeem} does on the client's executor.
     *
     * @param redemption whose points, how many, for what
     * @return completes as {@link #redeem} returns, or exceptionally with what it throws
     */
    CompletableFuture<BongaAccepted> redeemAsync(BongaRedemption redemption);
}
