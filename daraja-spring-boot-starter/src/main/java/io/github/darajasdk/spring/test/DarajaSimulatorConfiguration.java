package io.github.darajasdk.spring.test;

import io.github.darajasdk.Credentials;
import io.github.darajasdk.DarajaEnvironment;
import io.github.darajasdk.Initiator;
import io.github.darajasdk.InitiatorCertificate;
import io.github.darajasdk.Merchant;
import io.github.darajasdk.Passkey;
import io.github.darajasdk.SecurityCredential;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.TillNumber;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.spring.autoconfigure.DarajaConnectionDetails;
import io.github.darajasdk.spring.autoconfigure.DarajaProperties;
import io.github.darajasdk.spring.autoconfigure.DarajaProperties.MerchantType;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The simulator as a bean, and the connection to it in place of the one from the properties. */
@Configuration(proxyBeanMethods = false)
class DarajaSimulatorConfiguration {

    @Bean
    DarajaSimulator darajaSimulator(
            DarajaProperties properties, ObjectProvider<DarajaSimulatorBuilderCustomizer> customizers) {
        DarajaSimulator.Builder builder = DarajaSimulator.builder();
        know(builder, properties.credentials());
        know(builder, properties.merchant(), "Merchant");
        properties.merchants().forEach((name, merchant) -> {
            if (merchant.credentials() != null) {
                know(builder, merchant.credentials());
            }
            know(builder, merchant.merchant(), name);
        });
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.start();
    }

    @Bean
    DarajaConnectionDetails darajaSimulatorConnectionDetails(DarajaSimulator simulator, DarajaProperties properties) {
        DarajaProperties.Credentials own = properties.credentials();
        Credentials credentials = given(own.consumerKey(), own.consumerSecret())
                ? Credentials.of(text(own.consumerKey()), text(own.consumerSecret()))
                : Credentials.of(DarajaSimulator.CONSUMER_KEY, DarajaSimulator.CONSUMER_SECRET);
        return new SimulatorConnection(
                DarajaEnvironment.custom(simulator.baseUri()),
                credentials,
                merchant(properties.merchant()),
                initiator(properties.merchant().initiator()),
                Optional.of(InitiatorCertificate.parse(simulator.certificate())));
    }

    private static void know(DarajaSimulator.Builder builder, DarajaProperties.Credentials credentials) {
        if (given(credentials.consumerKey(), credentials.consumerSecret())) {
            builder.credentials(text(credentials.consumerKey()), text(credentials.consumerSecret()));
        }
    }

    private static void know(DarajaSimulator.Builder builder, DarajaProperties.Merchant merchant, String name) {
        if (!given(merchant.shortCode(), merchant.passkey())) {
            return;
        }
        if (merchant.type() == MerchantType.TILL && given(merchant.tillNumber())) {
            builder.till(text(merchant.shortCode()), text(merchant.tillNumber()), name, text(merchant.passkey()));
        } else {
            builder.paybill(text(merchant.shortCode()), name, text(merchant.passkey()));
        }
    }

    private static Merchant merchant(DarajaProperties.Merchant own) {
        if (!given(own.shortCode(), own.passkey())) {
            return Merchant.paybill(ShortCode.of(DarajaSimulator.PAYBILL), Passkey.of(DarajaSimulator.PASSKEY));
        }
        ShortCode shortCode = ShortCode.of(text(own.shortCode()));
        Passkey passkey = Passkey.of(text(own.passkey()));
        return own.type() == MerchantType.TILL && given(own.tillNumber())
                ? Merchant.till(shortCode, TillNumber.of(text(own.tillNumber())), passkey)
                : Merchant.paybill(shortCode, passkey);
    }

    private static Optional<Initiator> initiator(DarajaProperties.Initiator own) {
        if (given(own.name(), own.password())) {
            return Optional.of(Initiator.of(text(own.name()), text(own.password())));
        }
        return given(own.name(), own.securityCredential())
                ? Optional.of(Initiator.of(text(own.name()), SecurityCredential.of(text(own.securityCredential()))))
                : Optional.empty();
    }

    private static boolean given(@Nullable String... values) {
        for (String value : values) {
            if (value == null || value.isBlank()) {
                return false;
            }
        }
        return true;
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNull(value).strip();
    }

    private record SimulatorConnection(
            DarajaEnvironment environment,
            Credentials credentials,
            Merchant merchant,
            Optional<Initiator> initiator,
            Optional<InitiatorCertificate> initiatorCertificate)
            implements DarajaConnectionDetails {}
}
