package io.github.darajasdk.therapy.payment.web;

import org.jspecify.annotations.Nullable;

/**
 * The payment form as it was sent.
 *
 * @param phone as typed
 * @param key made when the form was rendered, so that sending one form twice makes one attempt
 */
record PayForm(@Nullable String phone, @Nullable String key) {

    String phoneOrBlank() {
        return phone == null ? "" : phone.strip();
    }

    /** A form without a usable key did not come from our page. */
    boolean hasKey() {
        return key != null && key.matches("[A-Za-z0-9-]{8,64}");
    }
}
