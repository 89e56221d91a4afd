package io.github.darajasdk.spring.autoconfigure;

import io.github.darajasdk.Amount;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.spi.DarajaEventListener;
import io.github.darajasdk.spi.TokenStore;
import io.github.darajasdk.spring.web.CallbackHandler;
import java.time.Clock;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * The client: one {@link DarajaClient} from the properties {@code daraja.*}, closed with the application. Uses the
 * application's {@link Clock}, {@link TokenStore} and {@link DarajaEventListener} beans if there are any.
 */
@AutoConfiguration
@ConditionalOnProperty(prefix = "daraja", name = "enabled", matchIfMissing = true)
@EnableConfigurationProperties(DarajaProperties.class)
public final class DarajaAutoConfiguration {

    /** Made by Spring. */
    DarajaAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(DarajaConnectionDetails.class)
    PropertiesDarajaConnectionDetails darajaConnectionDetails(
            DarajaProperties properties, ListableBeanFactory beanFactory) {
        return new PropertiesDarajaConnectionDetails(
                properties,
                () -> properties.callback().configured()
                        || beanFactory.getBeanNamesForType(CallbackHandler.class, true, false).length > 0);
    }

    @Bean
    @ConditionalOnMissingBean
    DarajaClient darajaClient(
            DarajaConnectionDetails connection,
            DarajaProperties properties,
            ObjectProvider<Clock> clock,
            ObjectProvider<TokenStore> tokenStore,
            ObjectProvider<DarajaEventListener> listeners,
            ObjectProvider<DarajaClientBuilderCustomizer> customizers) {
        DarajaClient.Builder builder = DarajaClient.builder()
                .environment(connection.environment())
                .credentials(connection.credentials())
                .merchant(connection.merchant())
                .callTimeout(properties.callTimeout())
                .readCallTimeout(properties.readCallTimeout())
                .connectTimeout(properties.connectTimeout())
                .maxPayment(Amount.kes(properties.maxPayment()))
                .maxConcurrentCalls(properties.maxConcurrentCalls())
                .breakerFailures(properties.breaker().failures())
                .breakerPause(properties.breaker().pause())
                .eventListener(EventListeners.of(listeners.orderedStream().toList()));
        clock.ifUnique(builder::clock);
        tokenStore.ifUnique(builder::tokenStore);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }
}
