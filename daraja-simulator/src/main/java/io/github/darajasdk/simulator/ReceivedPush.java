package io.github.darajasdk.simulator;

import java.time.Instant;
import java.util.Optional;

/**
 * One request that reached the push endpoint, accepted or not.
 *
 * @param at when it arrived, on the simulator's clock
 * @param body the request's body as received
 * @param shortCode {@code BusinessShortCode}, empty if absent
 * @param partyB {@code PartyB}, empty if absent
 * @param msisdn {@code PhoneNumber}, empty if absent
 * @param amount {@code Amount} in shillings, 0 if absent or not a whole number
 * @param accountReference {@code AccountReference}, empty if absent
 * @param description {@code TransactionDesc}, empty if absent
 * @param callbackUrl {@code CallBackURL}, empty if absent
 * @param merchantRequestId empty unless the push was accepted
 * @param checkoutRequestId empty unless the push was accepted
 */
public record ReceivedPush(
        Instant at,
        String body,
        String shortCode,
        String partyB,
        String msisdn,
        long amount,
        String accountReference,
        String description,
        String callbackUrl,
        Optional<String> merchantRequestId,
        Optional<String> checkoutRequestId) {

    /** {@return whether a prompt came of it, whatever the caller was told} */
    public boolean accepted() {
        return checkoutRequestId.isPresent();
    }

    /**
     * {@return this push as accepted under these identifiers}
     *
     * @param newMerchantRequestId what the answer will say
     * @param newCheckoutRequestId what the answer will say
     */
    public ReceivedPush acceptedAs(String newMerchantRequestId, String newCheckoutRequestId) {
        return new ReceivedPush(
                at,
                body,
                shortCode,
                partyB,
                msisdn,
                amount,
                accountReference,
                description,
                callbackUrl,
                Optional.of(newMerchantRequestId),
                Optional.of(newCheckoutRequestId));
    }
}
