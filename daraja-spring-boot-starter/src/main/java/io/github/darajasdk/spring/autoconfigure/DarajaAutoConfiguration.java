package io.github.darajasdk.spring.autoconfigure;

import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.spi.DarajaEventListener;
import io.github.darajasdk.spi.TokenStore;
import io.github.darajasdk.spring.observe.DarajaActivity;
import io.github.darajasdk.spring.observe.DarajaEventListenerFactory;
import io.github.darajasdk.spring.web.CallbackHandler;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * The clients: one {@link DarajaClient} from the properties {@code daraja.*}, and one for each entry of
 * {@code daraja.merchants}, closed with the application. They use the application's {@link Clock}, {@link TokenStore} and
 * {@link DarajaEventListener} beans if there are any.
 */
@AutoConfiguration
@ConditionalOnProperty(prefix = "daraja", name = "enabled", matchIfMissing = true)
@EnableConfigurationProperties(DarajaProperties.class)
@Import(NamedMerchantsRegistrar.class)
public final class DarajaAutoConfiguration {

    private static final Logger log = LoggerFactory.getLogger(DarajaAutoConfiguration.class);

    /** Made by Spring. */
    DarajaAutoConfiguration() {
        SupportedSpringBoot.concernAbout(SpringBootVersion.getVersion()).ifPresent(log::warn);
    }

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
    DarajaListeners darajaListeners(
            ObjectProvider<DarajaEventListener> listeners, ObjectProvider<DarajaEventListenerFactory> factories) {
        return new DarajaListeners(listeners, factories);
    }

    @Bean
    DarajaClientFactory darajaClientFactory(
            DarajaProperties properties,
            ObjectProvider<Clock> clock,
            ObjectProvider<TokenStore> tokenStore,
            DarajaListeners listeners,
            ObjectProvider<DarajaClientBuilderCustomizer> customizers) {
        return new DarajaClientFactory(properties, clock, tokenStore, listeners, customizers);
    }

    @Bean
    @ConditionalOnMissingBean
    DarajaClient darajaClient(DarajaClientFactory factory, DarajaConnectionDetails connection) {
        return factory.create(connection);
    }

    @Bean
    @ConditionalOnMissingBean
    DarajaActivity darajaActivity(ObjectProvider<Clock> clock) {
        return new DarajaActivity(clock.getIfUnique(Clock::systemUTC));
    }

    @Bean
    @ConditionalOnMissingBean
    DarajaMerchants darajaMerchants(
            DarajaClient client,
            ObjectProvider<CallbackUrls> callbackUrls,
            DarajaProperties properties,
            BeanFactory beanFactory) {
        return new DarajaMerchants(client, callbackUrls, properties.merchants().keySet(), beanFactory);
    }
}
