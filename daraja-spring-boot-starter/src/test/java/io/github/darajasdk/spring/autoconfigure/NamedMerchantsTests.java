package io.github.darajasdk.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.darajasdk.Credentials;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.DarajaEnvironment;
import io.github.darajasdk.Merchant;
import io.github.darajasdk.Passkey;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.TillNumber;
import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackUrls;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class NamedMerchantsTests {

    private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(DarajaAutoConfiguration.class, DarajaCallbackAutoConfiguration.class))
            .withPropertyValues(
                    "daraja.credentials.consumer-key=key",
                    "daraja.credentials.consumer-secret=secret",
                    "daraja.merchant.short-code=600123",
                    "daraja.merchant.passkey=passkey",
                    "daraja.merchants.shop.type=till",
                    "daraja.merchants.shop.short-code=600456",
                    "daraja.merchants.shop.till-number=5021234",
                    "daraja.merchants.shop.passkey=shop-passkey",
                    "daraja.merchants.rent-office.short-code=600789",
                    "daraja.merchants.rent-office.passkey=rent-passkey",
                    "daraja.merchants.rent-office.credentials.consumer-key=other-key",
                    "daraja.merchants.rent-office.credentials.consumer-secret=other-secret");

    private final ApplicationContextRunner withCallbacks = contextRunner.withPropertyValues(
            "daraja.callback.base-url=https://pay.example.co.ke",
            "daraja.callback.key=0123456789abcdef0123456789abcdef");

    @Test
    void eachIsInjectedByItsNameAndTheDefaultWithoutOne() {
        withCallbacks.withUserConfiguration(Consumer.class).run(context -> {
            Injected injected = context.getBean(Injected.class);
            assertThat(injected.usual().merchant().shortCode()).isEqualTo(ShortCode.of("600123"));
            assertThat(injected.shop().merchant())
                    .isEqualTo(Merchant.till(
                            ShortCode.of("600456"), TillNumber.of("5021234"), Passkey.of("shop-passkey")));
            assertThat(injected.rentOffice().merchant().shortCode()).isEqualTo(ShortCode.of("600789"));
            assertThat(injected.shopUrls()).isNotSameAs(injected.usualUrls());
        });
    }

    @Test
    void allShareTheEnvironment() {
        contextRunner.withPropertyValues("daraja.environment=production").run(context -> {
            DarajaMerchants merchants = context.getBean(DarajaMerchants.class);
            assertThat(merchants.names()).containsExactly("default", "rent-office", "shop");
            assertThat(merchants.names())
                    .allSatisfy(name ->
                            assertThat(merchants.client(name).environment()).isEqualTo(DarajaEnvironment.PRODUCTION));
        });
    }

    @Test
    void addressesOfOneMerchantAreNotThoseOfAnother() {
        withCallbacks.run(context -> {
            DarajaMerchants merchants = context.getBean(DarajaMerchants.class);
            String path = merchants
                    .callbackUrls("shop")
                    .create(CallbackPurpose.STK, "order-1")
                    .getPath();
            assertThat(merchants.callbackUrls("shop").verify(path)).isPresent();
            assertThat(merchants.callbackUrls("default").verify(path)).isEmpty();
        });
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        contextRunner.run(context -> assertThatIllegalArgumentException()
                .isThrownBy(() -> context.getBean(DarajaMerchants.class).client("shoe"))
                .withMessageContaining("shop"));
    }

    @Test
    void withoutCallbacksNobodyAsksForTheirAddresses() {
        contextRunner.run(context -> assertThat(context)
                .hasNotFailed()
                .getBean(DarajaMerchants.class)
                .isNotNull());
    }

    @Test
    void aBeanOfTheApplicationWithTheSameNameTakesPrecedence() {
        contextRunner
                .withUserConfiguration(OwnShop.class)
                .run(context -> assertThat(context.getBean(DarajaMerchants.class)
                                .client("shop")
                                .merchant()
                                .shortCode())
                        .isEqualTo(ShortCode.of("600999")));
    }

    @Test
    void aDefaultClientOfTheApplicationLeavesTheNamedOnesAlone() {
        contextRunner
                .withUserConfiguration(DarajaAutoConfigurationTests.OwnClient.class)
                .run(context -> {
                    DarajaMerchants merchants = context.getBean(DarajaMerchants.class);
                    assertThat(merchants.client("default")).isSameAs(context.getBean("ownClient"));
                    assertThat(merchants.client("shop").merchant().shortCode()).isEqualTo(ShortCode.of("600456"));
                });
    }

    record Injected(
            DarajaClient usual,
            DarajaClient shop,
            DarajaClient rentOffice,
            CallbackUrls usualUrls,
            CallbackUrls shopUrls) {}

    @Configuration(proxyBeanMethods = false)
    static class Consumer {
        @Bean
        Injected injected(
                DarajaClient usual,
                @Qualifier("shop") DarajaClient shop,
                @Qualifier("rent-office") DarajaClient rentOffice,
                CallbackUrls usualUrls,
                @Qualifier("shop") CallbackUrls shopUrls) {
            return new Injected(usual, shop, rentOffice, usualUrls, shopUrls);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnShop {
        @Bean(defaultCandidate = false)
        @Qualifier("shop")
        DarajaClient shopDarajaClient() {
            return DarajaClient.builder()
                    .environment(DarajaEnvironment.SANDBOX)
                    .credentials(Credentials.of("k", "s"))
                    .merchant(Merchant.paybill(ShortCode.of("600999"), Passkey.of("p")))
                    .build();
        }
    }
}
