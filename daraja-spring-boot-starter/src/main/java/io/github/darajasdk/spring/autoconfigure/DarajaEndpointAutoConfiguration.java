package io.github.darajasdk.spring.autoconfigure;

import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.spring.observe.DarajaActivity;
import io.github.darajasdk.spring.observe.DarajaEndpoint;
import io.github.darajasdk.spring.observe.DarajaSecretsMask;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The management endpoint {@code daraja}, where it is exposed, and no secret of ours in the others. */
@AutoConfiguration(after = DarajaAutoConfiguration.class)
@ConditionalOnBean(DarajaActivity.class)
public final class DarajaEndpointAutoConfiguration {

    /** Made by Spring. */
    DarajaEndpointAutoConfiguration() {}

    /** The endpoint. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
    static final class Report {

        @Bean
        @ConditionalOnAvailableEndpoint(DarajaEndpoint.class)
        @ConditionalOnMissingBean
        DarajaEndpoint darajaEndpoint(DarajaMerchants merchants, DarajaActivity activity) {
            return new DarajaEndpoint(() -> clients(merchants), activity);
        }

        private static Map<String, DarajaClient> clients(DarajaMerchants merchants) {
            return merchants.names().stream().collect(Collectors.toMap(Function.identity(), merchants::client));
        }
    }

    /** For the endpoints that show properties. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SanitizingFunction.class)
    static final class Mask {

        @Bean
        @ConditionalOnMissingBean
        DarajaSecretsMask darajaSecretsMask() {
            return new DarajaSecretsMask();
        }
    }
}
