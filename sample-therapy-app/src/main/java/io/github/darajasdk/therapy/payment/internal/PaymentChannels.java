package io.github.darajasdk.therapy.payment.internal;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which of M-PESA's further channels this installation has. Each is a product of its own that Safaricom switches on.
 *
 * @param pull Pull Transactions: what customers paid in the last 48 hours
 * @param c2b confirmations of every payment to the short code, also of those made by the menu of a phone
 * @param status whether Transaction Status may be asked; it needs {@code daraja.merchant.initiator}
 */
@ConfigurationProperties("app.payment.channels")
record PaymentChannels(
        @DefaultValue Pull pull,
        @DefaultValue C2b c2b,
        @DefaultValue("false") boolean status) {

    /**
     * Pull Transactions.
     *
     * @param enabled whether it is asked: every 15 minutes for the last two hours, daily for the last two days
     * @param nominatedNumber the phone that registers for it, as Safaricom asks; null when the short code is registered
     */
    record Pull(
            @DefaultValue("false") boolean enabled,
            @Nullable String nominatedNumber) {}

    /**
     * C2B.
     *
     * @param register whether our addresses are registered at every start; in production M-PESA takes them once
     * @param version 1 or 2: which of the two products the app at Safaricom has
     */
    record C2b(
            @DefaultValue("false") boolean register,
            @DefaultValue("2") int version) {}
}
