package io.github.darajasdk.spring.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Settings under {@code daraja}. Secrets never show in {@code toString()}.
 *
 * @param enabled Whether Daraja is configured at all.
 * @param environment Which of Safaricom's two systems to talk to.
 * @param baseUrl Address of any other Daraja, such as the simulator. Takes the place of the sandbox; refused together
 *     with the production environment.
 * @param credentials key and secret of the app
 * @param merchant who is paid
 * @param merchants Further merchants by name, each with short-code, passkey, type and till-number, and with credentials of
 *     its own if it belongs to another app. Injectable by the name as qualifier.
 * @param initiatorCertificate Certificate that initiators' passwords are encrypted with, as PEM or DER. By default
 *     Safaricom's public one of the environment.
 * @param callTimeout Longest time for one call that moves money, token and repetition included. Shorter means more pushes
 *     whose fate is unknown.
 * @param readCallTimeout Longest time for one call that only reads, token and repetitions included.
 * @param connectTimeout Longest time for connecting, TLS included.
 * @param maxPayment Largest amount a customer is asked for, or believed to have paid, in whole Kenya shillings.
 * @param maxConcurrentCalls How many calls of one class (money, reads) may be under way at once; the next is refused
 *     without being sent.
 * @param breaker when to stop calling a Daraja that does not answer
 * @param callback what M-PESA sends to this application
 */
@ConfigurationProperties("daraja")
public record DarajaProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("sandbox") Environment environment,
        @Nullable URI baseUrl,
        @DefaultValue Credentials credentials,
        @DefaultValue Merchant merchant,
        @DefaultValue Map<String, NamedMerchant> merchants,
        @Nullable Resource initiatorCertificate,
        @DefaultValue("20s") Duration callTimeout,
        @DefaultValue("10s") Duration readCallTimeout,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("250000") long maxPayment,
        @DefaultValue("20") int maxConcurrentCalls,
        @DefaultValue Breaker breaker,
        @NestedConfigurationProperty @DefaultValue DarajaCallbackProperties callback) {

    /** Safaricom's two systems. */
    public enum Environment {
        /** For trying out; but a real Safaricom phone that is prompted from there is really charged. */
        SANDBOX,
        /** Real money. */
        PRODUCTION
    }

    /** How customers pay. */
    public enum MerchantType {
        /** To a paybill, with an account reference. */
        PAYBILL,
        /** To a Buy Goods till. */
        TILL
    }

    /**
     * Key and secret of the app.
     *
     * @param consumerKey Consumer key of the app, from its page on the Daraja portal.
     * @param consumerSecret Consumer secret of the app, from its page on the Daraja portal.
     */
    public record Credentials(
            @Nullable String consumerKey, @Nullable String consumerSecret) {

        /** Redacted. */
        @Override
        public String toString() {
            return "Credentials[redacted]";
        }
    }

    /**
     * Who is paid.
     *
     * @param type How customers pay.
     * @param shortCode Paybill number; for a till the number of its store or head office, which signs the requests.
     * @param tillNumber Till that is paid. Only for the type till.
     * @param passkey STK passkey of the short code, as Safaricom e-mails it after go-live.
     * @param initiator in whose name money is paid out, reversed and asked about
     */
    public record Merchant(
            @DefaultValue("paybill") MerchantType type,
            @Nullable String shortCode,
            @Nullable String tillNumber,
            @Nullable String passkey,
            @DefaultValue Initiator initiator) {

        /** Leaves the passkey out. */
        @Override
        public String toString() {
            return "Merchant[" + type + ", " + shortCode + ", " + tillNumber + "]";
        }
    }

    /**
     * A further merchant.
     *
     * @param credentials key and secret of the merchant's app; by default those of the application
     * @param type How customers pay.
     * @param shortCode Paybill number; for a till the number of its store or head office, which signs the requests.
     * @param tillNumber Till that is paid. Only for the type till.
     * @param passkey STK passkey of the short code, as Safaricom e-mails it after go-live.
     * @param initiator in whose name money is paid out, reversed and asked about
     */
    public record NamedMerchant(
            @Nullable Credentials credentials,
            @DefaultValue("paybill") MerchantType type,
            @Nullable String shortCode,
            @Nullable String tillNumber,
            @Nullable String passkey,
            @DefaultValue Initiator initiator) {

        /**
         * Returns the merchant without its credentials.
         *
         * @return the same settings in the form of the default merchant's
         */
        public Merchant merchant() {
            return new Merchant(type, shortCode, tillNumber, passkey, initiator);
        }

        /** Leaves the passkey out. */
        @Override
        public String toString() {
            return merchant().toString();
        }
    }

    /**
     * In whose name money is paid out, reversed and asked about.
     *
     * @param name Name of the API operator, as set up on the M-PESA portal.
     * @param password Password of the API operator. Encrypted before it is sent.
     * @param securityCredential Password of the API operator, encrypted already. Takes the place of the password.
     */
    public record Initiator(
            @Nullable String name,
            @Nullable String password,
            @Nullable String securityCredential) {

        /** Leaves the password out. */
        @Override
        public String toString() {
            return "Initiator[" + name + "]";
        }
    }

    /**
     * When to stop calling a Daraja that does not answer.
     *
     * @param failures How many calls of one class must fail in a row until further ones are refused at once.
     * @param pause How long calls are refused before one is let through to try.
     */
    public record Breaker(
            @DefaultValue("10") int failures,
            @DefaultValue("5s") Duration pause) {}
}
