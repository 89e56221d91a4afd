package io.github.darajasdk.spring.autoconfigure;

import io.github.darajasdk.spring.autoconfigure.DarajaProperties.Environment;
import io.github.darajasdk.spring.observe.CallbackPathMask;
import io.github.darajasdk.spring.observe.DarajaMeters;
import io.github.darajasdk.spring.observe.DarajaObservations;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Metrics and traces, where the application collects any. {@code management.observations.enable.daraja=false} turns the
 * observation of calls off.
 */
@AutoConfiguration(
        after = DarajaAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnProperty(prefix = "daraja", name = "enabled", matchIfMissing = true)
public final class DarajaObservationAutoConfiguration {

    /** Made by Spring. */
    DarajaObservationAutoConfiguration() {}

    /** Calls as observations, and no mac in any observation. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ObservationRegistry.class)
    static final class Observations {

        @Bean
        @ConditionalOnBean(ObservationRegistry.class)
        @ConditionalOnMissingBean
        DarajaObservations darajaObservations(ObservationRegistry registry, DarajaProperties properties) {
            return new DarajaObservations(registry, environment(properties));
        }

        @Bean
        @ConditionalOnMissingBean
        CallbackPathMask darajaCallbackPathMask() {
            return new CallbackPathMask();
        }

        private static String environment(DarajaProperties properties) {
            Environment environment = properties.environment();
            return properties.baseUrl() == null ? environment.name().toLowerCase(Locale.ROOT) : "custom";
        }
    }

    /** What is counted rather than timed. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static final class Meters {

        @Bean
        @ConditionalOnBean(MeterRegistry.class)
        @ConditionalOnMissingBean
        DarajaMeters darajaMeters(MeterRegistry registry) {
            return new DarajaMeters(registry);
        }
    }
}
