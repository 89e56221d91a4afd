package io.github.darajasdk.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.Credentials;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.DarajaEnvironment;
import io.github.darajasdk.Merchant;
import io.github.darajasdk.Passkey;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.TillNumber;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

class DarajaAutoConfigurationTests {

    private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(DarajaAutoConfiguration.class, DarajaCallbackAutoConfiguration.class))
            .withPropertyValues(
                    "daraja.credentials.consumer-key=key",
                    "daraja.credentials.consumer-secret=secret",
                    "daraja.merchant.short-code=600123",
                    "daraja.merchant.passkey=passkey");

    @Test
    void createsAClientForTheSandboxFromFourProperties() {
        contextRunner.run(context -> {
            DarajaClient client = context.getBean(DarajaClient.class);
            assertThat(client.environment()).isEqualTo(DarajaEnvironment.SANDBOX);
            assertThat(client.merchant()).isEqualTo(Merchant.paybill(ShortCode.of("600123"), Passkey.of("passkey")));
        });
    }

    @Test
    void createsAClientForProductionWhenToldSo() {
        contextRunner
                .withPropertyValues("daraja.environment=production")
                .run(context -> assertThat(context.getBean(DarajaClient.class).environment())
                        .isEqualTo(DarajaEnvironment.PRODUCTION));
    }

    @Test
    void talksToTheBaseUrlInsteadOfTheSandbox() {
        contextRunner
                .withPropertyValues("daraja.environment=sandbox", "daraja.base-url=http://localhost:8090")
                .run(context -> assertThat(context.getBean(DarajaClient.class).environment())
                        .isEqualTo(DarajaEnvironment.custom(URI.create("http://localhost:8090"))));
    }

    @Test
    void paysATillBehindItsStore() {
        contextRunner
                .withPropertyValues("daraja.merchant.type=till", "daraja.merchant.till-number=5021234")
                .run(context -> assertThat(context.getBean(DarajaClient.class).merchant())
                        .isEqualTo(Merchant.till(
                                ShortCode.of("600123"), TillNumber.of("5021234"), Passkey.of("passkey"))));
    }

    @Test
    void backsOffToTheClientOfTheApplicationAndThenNeedsNoProperties() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(DarajaAutoConfiguration.class))
                .withUserConfiguration(OwnClient.class)
                .run(context -> assertThat(context)
                        .hasSingleBean(DarajaClient.class)
                        .getBean(DarajaClient.class)
                        .isSameAs(context.getBean("ownClient")));
    }

    @Test
    void takesTheConnectionDetailsOfTheApplicationInsteadOfProperties() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(DarajaAutoConfiguration.class))
                .withUserConfiguration(OwnConnection.class)
                .run(context -> assertThat(context.getBean(DarajaClient.class)
                                .environment()
                                .baseUri())
                        .isEqualTo(URI.create("http://127.0.0.1:1")));
    }

    @Test
    void isAbsentWhenDisabled() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(DarajaAutoConfiguration.class, DarajaCallbackAutoConfiguration.class))
                .withPropertyValues("daraja.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(DarajaClient.class));
    }

    @Test
    void stopsTheStartWithoutCredentials() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(DarajaAutoConfiguration.class))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(DarajaConfigurationException.class)
                        .hasMessageContaining("daraja.credentials.consumer-key is missing"));
    }

    @Test
    void customizersRunInTheirOrderAfterTheProperties() {
        contextRunner
                .withUserConfiguration(TwoCustomizers.class)
                .withPropertyValues("daraja.environment=production")
                .run(context -> {
                    assertThat(context.getBean(TwoCustomizers.class).order).containsExactly("first", "second");
                    assertThat(context.getBean(DarajaClient.class).environment().baseUri())
                            .as("the last word is the second customizer's")
                            .isEqualTo(URI.create("http://127.0.0.1:2"));
                });
    }

    @Test
    void secretsNeverShowInTheTextOfTheProperties() {
        contextRunner
                .withPropertyValues(
                        "daraja.callback.base-url=https://pay.example.co.ke",
                        "daraja.callback.key=0123456789abcdefghijklmnopqrstuvwxyz")
                .run(context -> assertThat(
                                context.getBean(DarajaProperties.class).toString())
                        .doesNotContain("secret", "passkey=", "=passkey", "0123456789abcdefghij"));
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnClient {
        @Bean
        DarajaClient ownClient() {
            return DarajaClient.builder()
                    .environment(DarajaEnvironment.SANDBOX)
                    .credentials(Credentials.of("k", "s"))
                    .merchant(Merchant.paybill(ShortCode.of("600999"), Passkey.of("p")))
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnConnection {
        @Bean
        DarajaConnectionDetails connection() {
            return new DarajaConnectionDetails() {
                @Override
                public DarajaEnvironment environment() {
                    return DarajaEnvironment.custom(URI.create("http://127.0.0.1:1"));
                }

                @Override
                public Credentials credentials() {
                    return Credentials.of("k", "s");
                }

                @Override
                public Merchant merchant() {
                    return Merchant.paybill(ShortCode.of("600999"), Passkey.of("p"));
                }
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoCustomizers {
        final List<String> order = new ArrayList<>();

        @Bean
        @Order(2)
        DarajaClientBuilderCustomizer second() {
            return builder -> {
                order.add("second");
                builder.environment(DarajaEnvironment.custom(URI.create("http://127.0.0.1:2")));
            };
        }

        @Bean
        @Order(1)
        DarajaClientBuilderCustomizer first() {
            return builder -> {
                order.add("first");
                builder.environment(DarajaEnvironment.custom(URI.create("http://127.0.0.1:1")))
                        .callTimeout(Duration.ofSeconds(3));
            };
        }
    }
}
