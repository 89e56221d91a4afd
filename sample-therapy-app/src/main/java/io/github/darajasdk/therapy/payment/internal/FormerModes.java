package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where payments went before the mode was changed. No new payment goes there; what is open there is still asked for.
 *
 * @param former by a name of one's own
 */
@ConfigurationProperties("app.payment")
record FormerModes(@DefaultValue Map<String, Former> former) {

    /**
     * A short code in one environment.
     *
     * @param baseUrl of a simulator; null for Safaricom's own
     */
    record Former(
            PaymentEnvironment environment,
            @Nullable URI baseUrl,
            String shortCode,
            String passkey,
            String consumerKey,
            String consumerSecret) {

        /** Leaves the secrets out. */
        @Override
        public String toString() {
            return "Former[" + environment + ", " + shortCode + "]";
        }
    }
}
