package io.github.darajasdk.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.spi.DarajaEventListener.BreakerState;
import io.github.darajasdk.spring.health.DarajaHealthIndicator;
import io.github.darajasdk.spring.observe.CallbackPathMask;
import io.github.darajasdk.spring.observe.DarajaActivity;
import io.github.darajasdk.spring.observe.DarajaEndpoint;
import io.github.darajasdk.spring.observe.DarajaMeters;
import io.github.darajasdk.spring.observe.DarajaObservations;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;

class OperationsAutoConfigurationTests {

    private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DarajaAutoConfiguration.class,
                    DarajaCallbackAutoConfiguration.class,
                    DarajaEndpointAutoConfiguration.class,
                    DarajaHealthContributorAutoConfiguration.class,
                    DarajaObservationAutoConfiguration.class))
            .withPropertyValues(
                    "daraja.credentials.consumer-key=key-for-tests",
                    "daraja.credentials.consumer-secret=secret-for-tests",
                    "daraja.merchant.short-code=600123",
                    "daraja.merchant.passkey=passkey-for-tests",
                    "daraja.merchants.shop.type=till",
                    "daraja.merchants.shop.short-code=600456",
                    "daraja.merchants.shop.till-number=5021234",
                    "daraja.merchants.shop.passkey=shop-passkey");

    @Test
    void healthIsOffByDefault() {
        contextRunner.run(context -> assertThat(context).doesNotHaveBean(DarajaHealthIndicator.class));
    }

    @Test
    void healthIsUnknownBeforeTheFirstCallAndDownWhileABreakerIsOpen() {
        contextRunner
                .withPropertyValues("management.health.daraja.enabled=true")
                .run(context -> {
                    HealthIndicator health = context.getBean(DarajaHealthIndicator.class);
                    assertThat(health.health().getStatus()).isEqualTo(Status.UNKNOWN);

                    context.getBean(DarajaActivity.class)
                            .listenerFor("shop")
                            .breakerChanged("money", BreakerState.OPEN);

                    assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
                    assertThat(health.health().getDetails().toString()).contains("shop", "moneyBreaker", "OPEN");
                });
    }

    @Test
    void healthSwitchesItselfOffWhereItsTypesAreAbsent() {
        contextRunner
                .withPropertyValues("management.health.daraja.enabled=true")
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("darajaHealthIndicator"));
    }

    @Test
    void endpointIsThereOnlyWhereItIsExposedAndShowsNoSecret() {
        contextRunner.run(context -> assertThat(context).doesNotHaveBean(DarajaEndpoint.class));
        contextRunner
                .withPropertyValues("management.endpoints.web.exposure.include=daraja")
                .run(context -> {
                    DarajaEndpoint.Report report =
                            context.getBean(DarajaEndpoint.class).report();
                    assertThat(report.merchants()).containsOnlyKeys("default", "shop");
                    assertThat(report.merchants().get("shop").tillNumber()).isEqualTo("5021234");
                    assertThat(report.merchants().get("shop").breakers())
                            .containsEntry("money", "closed")
                            .containsEntry("reads", "closed");
                    assertThat(report.toString()).doesNotContain("passkey", "secret", "key-for-tests");
                });
    }

    @Test
    void worksWithoutActuatorMicrometerOrHealth() {
        contextRunner
                .withClassLoader(new FilteredClassLoader(
                        Endpoint.class, SanitizingFunction.class, MeterRegistry.class, HealthIndicator.class))
                .withPropertyValues("management.endpoints.web.exposure.include=daraja")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean("darajaEndpoint")
                        .doesNotHaveBean("darajaMeters")
                        .doesNotHaveBean("darajaSecretsMask"));
        contextRunner
                .withClassLoader(new FilteredClassLoader(ObservationRegistry.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("darajaObservations"));
    }

    @Test
    void observesOnlyWhereSomebodyCollects() {
        contextRunner.run(context -> assertThat(context)
                .hasSingleBean(CallbackPathMask.class)
                .doesNotHaveBean(DarajaObservations.class)
                .doesNotHaveBean(DarajaMeters.class));
        contextRunner
                .withBean(ObservationRegistry.class, ObservationRegistry::create)
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> assertThat(context)
                        .hasSingleBean(DarajaObservations.class)
                        .hasSingleBean(DarajaMeters.class));
    }

    @Test
    void secretsAreMaskedInOtherEndpointsAndNothingElseIs() {
        contextRunner.run(context -> {
            SanitizingFunction mask = context.getBean(SanitizingFunction.class);
            for (String secret : new String[] {
                "daraja.credentials.consumer-key",
                "daraja.credentials.consumerSecret",
                "daraja.merchants.shop.passkey",
                "daraja.callback.key",
                "daraja.callback.retired-keys.k1.secret",
                "DARAJA_CALLBACK_KEY"
            }) {
                assertThat(masked(mask, secret)).as(secret).isEqualTo(SanitizableData.SANITIZED_VALUE);
            }
            for (String open :
                    new String[] {"daraja.callback.key-id", "daraja.merchant.short-code", "spring.datasource.key"}) {
                assertThat(masked(mask, open)).as(open).isEqualTo("value");
            }
        });
    }

    private static Object masked(SanitizingFunction mask, String key) {
        MapPropertySource source = new MapPropertySource("test", Map.of());
        return mask.apply(new SanitizableData(source, key, "value")).getValue();
    }
}
