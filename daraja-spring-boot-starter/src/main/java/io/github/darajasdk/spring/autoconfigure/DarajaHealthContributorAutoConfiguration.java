package io.github.darajasdk.spring.autoconfigure;

import io.github.darajasdk.spring.health.DarajaHealthIndicator;
import io.github.darajasdk.spring.observe.DarajaActivity;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Health, only with {@code management.health.daraja.enabled=true}: a payment provider in trouble is no reason to restart
 * or bypass an application.
 */
@AutoConfiguration(
        after = DarajaAutoConfiguration.class,
        beforeName = "org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration")
@ConditionalOnProperty(prefix = "management.health.daraja", name = "enabled")
public final class DarajaHealthContributorAutoConfiguration {

    /** Made by Spring. */
    DarajaHealthContributorAutoConfiguration() {}

    /** Behind a condition of its own because Spring Boot 3 has the types elsewhere. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HealthIndicator.class)
    static final class Indicator {

        @Bean
        @ConditionalOnBean(DarajaActivity.class)
        @ConditionalOnMissingBean(name = "darajaHealthIndicator")
        DarajaHealthIndicator darajaHealthIndicator(
                DarajaActivity activity, DarajaMerchants merchants, ObjectProvider<Clock> clock) {
            return new DarajaHealthIndicator(activity, merchants.names(), clock.getIfUnique(Clock::systemUTC));
        }
    }
}
