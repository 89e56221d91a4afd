package io.github.darajasdk.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.ShortCode;
import io.github.darajasdk.callback.CallbackKey;
import io.github.darajasdk.callback.CallbackParser;
import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.spring.web.CallbackHandler;
import io.github.darajasdk.spring.web.DarajaCallbackFilter;
import jakarta.servlet.Filter;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.WebApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class DarajaCallbackAutoConfigurationTests {

    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final AutoConfigurations AUTO_CONFIGURATIONS =
            AutoConfigurations.of(DarajaAutoConfiguration.class, DarajaCallbackAutoConfiguration.class);
    private static final String[] CLIENT = {
        "daraja.credentials.consumer-key=key",
        "daraja.credentials.consumer-secret=secret",
        "daraja.merchant.short-code=600123",
        "daraja.merchant.passkey=passkey"
    };

    private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
            .withConfiguration(AUTO_CONFIGURATIONS)
            .withPropertyValues(CLIENT)
            .withPropertyValues("daraja.callback.base-url=https://pay.example.co.ke", "daraja.callback.key=" + KEY);

    @Test
    void makesAddressesThatItRecognises() {
        contextRunner.run(context -> {
            CallbackUrls urls = context.getBean(CallbackUrls.class);
            URI url = urls.create(CallbackPurpose.STK, "order-1");
            assertThat(url.toString()).startsWith("https://pay.example.co.ke/cb/stk/k1/order-1/");
            assertThat(urls.verify(url.getPath())).isPresent();
        });
    }

    @Test
    void addressesBelongToTheClientsEnvironmentAndShortCode() {
        contextRunner.withPropertyValues("daraja.environment=production").run(context -> {
            CallbackUrls same = CallbackUrls.builder()
                    .baseUrl(URI.create("https://pay.example.co.ke"))
                    .environment("production")
                    .shortCode(ShortCode.of("600123"))
                    .key(CallbackKey.of("k1", KEY))
                    .build();
            assertThat(context.getBean(CallbackUrls.class).create(CallbackPurpose.STK, "order-1"))
                    .isEqualTo(same.create(CallbackPurpose.STK, "order-1"));
        });
    }

    @Test
    void needsNeitherAddressNorKeyWhenNobodyWantsCallbacks() {
        new ApplicationContextRunner()
                .withConfiguration(AUTO_CONFIGURATIONS)
                .withPropertyValues(CLIENT)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(CallbackParser.class)
                        .doesNotHaveBean(CallbackUrls.class));
    }

    @Test
    void endpointListensBelowThePathOfTheBaseUrl() {
        contextRunner
                .withUserConfiguration(Handler.class)
                .withPropertyValues("daraja.callback.base-url=https://pay.example.co.ke/hooks/")
                .run(context -> assertThat(
                                context.getBean(FilterRegistrationBean.class).getUrlPatterns())
                        .containsExactly("/hooks/cb/*"));
    }

    @Test
    void endpointDoesNotRepeatTheContextPath() {
        contextRunner
                .withUserConfiguration(Handler.class)
                .withInitializer(context -> ((MockServletContext) ((WebApplicationContext) context).getServletContext())
                        .setContextPath("/shop"))
                .withPropertyValues("daraja.callback.base-url=https://pay.example.co.ke/shop/hooks")
                .run(context -> assertThat(
                                context.getBean(FilterRegistrationBean.class).getUrlPatterns())
                        .containsExactly("/hooks/cb/*"));
    }

    @Test
    void endpointPathCanBeSetForProxiesThatRewritePaths() {
        contextRunner
                .withUserConfiguration(Handler.class)
                .withPropertyValues(
                        "daraja.callback.base-url=https://pay.example.co.ke/outside", "daraja.callback.path=/inside")
                .run(context -> assertThat(
                                context.getBean(FilterRegistrationBean.class).getUrlPatterns())
                        .containsExactly("/inside/cb/*"));
    }

    @Test
    void withoutAHandlerThereIsNoEndpointAndOneWarningSaysSo(CapturedOutput output) {
        contextRunner.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(DarajaCallbackFilter.class));
        assertThat(output.toString().lines().filter(line -> line.contains("no CallbackHandler bean")))
                .singleElement()
                .asString()
                .contains("WARN", "daraja.callback.enabled=false");
    }

    @Test
    void disabledCallbacksHaveNoEndpointAndNoWarning(CapturedOutput output) {
        contextRunner
                .withUserConfiguration(Handler.class)
                .withPropertyValues("daraja.callback.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(DarajaCallbackFilter.class));
        assertThat(output).doesNotContain("CallbackHandler");
    }

    @Test
    void anApplicationWithoutServletsStillMakesAddresses() {
        new ApplicationContextRunner()
                .withConfiguration(AUTO_CONFIGURATIONS)
                .withPropertyValues(CLIENT)
                .withPropertyValues("daraja.callback.base-url=https://pay.example.co.ke", "daraja.callback.key=" + KEY)
                .withClassLoader(new FilteredClassLoader(Filter.class))
                .run(context ->
                        assertThat(context).hasSingleBean(CallbackUrls.class).doesNotHaveBean("darajaCallbackFilter"));
    }

    @Test
    void anotherServletContainerHasTheEndpointWithoutTomcatsValve() {
        contextRunner
                .withUserConfiguration(Handler.class)
                .withClassLoader(new FilteredClassLoader("org.apache.catalina", "org.springframework.boot.tomcat"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(DarajaCallbackFilter.class)
                        .doesNotHaveBean("darajaTomcatCustomizer"));
        contextRunner
                .withUserConfiguration(Handler.class)
                .run(context -> assertThat(context).hasBean("darajaTomcatCustomizer"));
    }

    @Test
    void backsOffToBeansOfTheApplication() {
        contextRunner
                .withUserConfiguration(Handler.class, OwnBeans.class)
                .run(context ->
                        assertThat(context).getBean(CallbackParser.class).isSameAs(context.getBean("ownParser")));
        contextRunner
                .withUserConfiguration(Handler.class, OwnBeans.class)
                .run(context -> assertThat(context).getBean(CallbackUrls.class).isSameAs(context.getBean("ownUrls")));
    }

    @Test
    void retiredKeysAreRecognisedForThirtyDays() {
        CallbackUrls before = CallbackUrls.builder()
                .baseUrl(URI.create("https://pay.example.co.ke"))
                .environment("sandbox")
                .shortCode(ShortCode.of("600123"))
                .key(CallbackKey.of("k1", KEY))
                .build();
        String old = before.create(CallbackPurpose.STK, "order-1").getPath();
        WebApplicationContextRunner rotated = contextRunner
                .withUserConfiguration(FixedClock.class)
                .withPropertyValues(
                        "daraja.callback.key=fedcba9876543210fedcba9876543210",
                        "daraja.callback.key-id=k2",
                        "daraja.callback.retired-keys.k1.secret=" + KEY);
        rotated.withPropertyValues("daraja.callback.retired-keys.k1.retired-at=2026-11-01T00:00:00Z")
                .run(context -> assertThat(context.getBean(CallbackUrls.class).verify(old))
                        .isPresent());
        rotated.withPropertyValues("daraja.callback.retired-keys.k1.retired-at=2026-10-01T00:00:00Z")
                .run(context -> assertThat(context.getBean(CallbackUrls.class).verify(old))
                        .isEmpty());
    }

    @Configuration(proxyBeanMethods = false)
    static class Handler {
        @Bean
        CallbackHandler callbackHandler() {
            return delivery -> {};
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class FixedClock {
        @Bean
        Clock clock() {
            return Clock.fixed(Instant.parse("2026-11-20T00:00:00Z"), ZoneOffset.UTC);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnBeans {
        @Bean
        CallbackParser ownParser() {
            return CallbackParser.create();
        }

        @Bean
        CallbackUrls ownUrls() {
            return CallbackUrls.builder()
                    .baseUrl(URI.create("https://own.example.co.ke"))
                    .environment("production")
                    .shortCode(ShortCode.of("600123"))
                    .key(CallbackKey.of("k9", KEY))
                    .build();
        }
    }
}
