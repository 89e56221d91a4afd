package io.github.darajasdk.stk;

import io.github.darajasdk.CheckoutRequestId;
import io.github.darajasdk.MerchantRequestId;

/**
 * A push that Daraja accepted. The prompt is on its way; nobody has paid.
 *
 * @param merchantRequestId Daraja's own correlation id
 * @param checkoutRequestId names this prompt from now on; store it before anything else
 * @param customerMessage Daraja's text for the customer; may be empty
 * @param rawBody the answer exactly as received
 */
public record StkPushAccepted(
        MerchantRequestId merchantRequestId,
        CheckoutRequestId checkoutRequestId,
        String customerMessage,
        String rawBody) {

    /** Leaves the raw body out: it contains the phone number. */
    @Override
    public String toString() {
        return "StkPushAccepted[" + checkoutRequestId + ", " + merchantRequestId + "]";
    }
}
