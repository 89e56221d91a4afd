package io.github.darajasdk.spring.autoconfigure;

import io.github.darajasdk.Amount;
import io.github.darajasdk.Credentials;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.DarajaEnvironment;
import io.github.darajasdk.Merchant;
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
        return create(
                DarajaMerchants.DEFAULT, connection.environment(), connection.credentials(), connection.merchant());
    }

    DarajaClient create(String name, DarajaConnectionDetails connection) {
        NamedMerchant named = Objects.requireNonNull(properties.merchants().get(name));
        DarajaEnvironment environment = connection.environment();
        ConfigurationProblems problems = new ConfigurationProblems();
        new ConnectionRules(problems).checkNamedMerchant(name, named, properties.environment());
        problems.throwIfAny();
        Credentials credentials = named.credentials() == null
                ? connection.credentials()
                : PropertiesDarajaConnectionDetails.credentials(named.credentials());
        return create(name, environment, credentials, PropertiesDarajaConnectionDetails.merchant(named.merchant()));
    }

    private DarajaClient create(
            String name, DarajaEnvironment environment, Credentials credentials, Merchant merchant) {
        DarajaClient.Builder builder = DarajaClient.builder()
                .environment(environment)
                .credentials(credentials)
                .merchant(merchant)
                .callTimeout(properties.callTimeout())
                .readCallTimeout(properties.readCallTimeout())
                .connectTimeout(properties.connectTimeout())
                .maxPayment(Amount.kes(properties.maxPayment()))
                .maxConcurrentCalls(properties.maxConcurrentCalls())
                .breakerFailures(properties.breaker().failures())
                .breakerPause(properties.breaker().pause())
                .eventListener(listeners.ofClient(name));
        clock.ifUnique(builder::clock);
        tokenStore.ifUnique(builder::tokenStore);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }
}
