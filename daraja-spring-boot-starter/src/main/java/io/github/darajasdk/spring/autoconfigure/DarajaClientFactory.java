package io.github.darajasdk.spring.autoconfigure;

import io.github.darajasdk.Amount;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.spi.TokenStore;
import io.github.darajasdk.spring.autoconfigure.DarajaProperties.NamedMerchant;
import java.time.Clock;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;

/** Builds clients that differ in credentials and merchant only. */
final class DarajaClientFactory {

    private final DarajaProperties properties;
    private final ObjectProvider<Clock> clock;
    private final ObjectProvider<TokenStore> tokenStore;
    private final DarajaListeners listeners;
    private final ObjectProvider<DarajaClientBuilderCustomizer> customizers;

    DarajaClientFactory(
            DarajaProperties properties,
            ObjectProvider<Clock> clock,
            ObjectProvider<TokenStore> tokenStore,
            DarajaListeners listeners,
            ObjectProvider<DarajaClientBuilderCustomizer> customizers) {
        this.properties = properties;
        this.clock = clock;
        this.tokenStore = tokenStore;
        this.listeners = listeners;
        this.customizers = customizers;
    }

    DarajaClient create(DarajaConnectionDetails connection) {
        DarajaClient.Builder builder = builder(DarajaMerchants.DEFAULT, connection)
                .credentials(connection.credentials())
                .merchant(connection.merchant());
        connection.initiator().ifPresent(builder::initiator);
        return customized(builder);
    }

    DarajaClient create(String name, DarajaConnectionDetails connection) {
        NamedMerchant named = Objects.requireNonNull(properties.merchants().get(name));
        ConfigurationProblems problems = new ConfigurationProblems();
        new ConnectionRules(problems).checkNamedMerchant(name, named, properties.environment());
        problems.throwIfAny();
        DarajaClient.Builder builder = builder(name, connection)
                .credentials(
                        named.credentials() == null
                                ? connection.credentials()
                                : PropertiesDarajaConnectionDetails.credentials(named.credentials()))
                .merchant(PropertiesDarajaConnectionDetails.merchant(named.merchant()));
        PropertiesDarajaConnectionDetails.initiator(named.initiator()).ifPresent(builder::initiator);
        return customized(builder);
    }

    private DarajaClient.Builder builder(String name, DarajaConnectionDetails connection) {
        DarajaClient.Builder builder = DarajaClient.builder()
                .environment(connection.environment())
                .callTimeout(properties.callTimeout())
                .readCallTimeout(properties.readCallTimeout())
                .connectTimeout(properties.connectTimeout())
                .maxPayment(Amount.kes(properties.maxPayment()))
                .maxConcurrentCalls(properties.maxConcurrentCalls())
                .breakerFailures(properties.breaker().failures())
                .breakerPause(properties.breaker().pause())
                .eventListener(listeners.ofClient(name));
        connection.initiatorCertificate().ifPresent(builder::initiatorCertificate);
        clock.ifUnique(builder::clock);
        tokenStore.ifUnique(builder::tokenStore);
        return builder;
    }

    private DarajaClient customized(DarajaClient.Builder builder) {
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }
}
