package io.github.darajasdk.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.spring.observe.DarajaEndpoint;
import io.github.darajasdk.spring.web.CallbackHandler;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;

/** What a native image is made of: definitions written down as code, compiled, and started without reflection on ours. */
class AheadOfTimeTests {

    private static final Map<String, Object> PROPERTIES = Map.of(
            "daraja.credentials.consumer-key", "key",
            "daraja.credentials.consumer-secret", "secret",
            "daraja.merchant.short-code", "600123",
            "daraja.merchant.passkey", "passkey",
            "daraja.merchants.kiosk.short-code", "600456",
            "daraja.merchants.kiosk.passkey", "kiosk-passkey",
            "daraja.callback.base-url", "https://pay.example.co.ke",
            "daraja.callback.key", "0123456789abcdef0123456789abcdef",
            "management.health.daraja.enabled", "true",
            "management.endpoints.web.exposure.include", "daraja");

    @Test
    @CompileWithForkedClassLoader
    void applicationStartsFromItsGeneratedCodeWithAllMerchants() {
        TestGenerationContext generation = new TestGenerationContext();
        ClassName initializer = generate(generation);

        TestCompiler.forSystem().with(generation).compile(compiled -> {
            GenericApplicationContext context = new GenericApplicationContext();
            withProperties(context, Map.of("daraja.merchants.kiosk.short-code", "600457"));
            @SuppressWarnings("unchecked")
            ApplicationContextInitializer<GenericApplicationContext> starter =
                    compiled.getInstance(ApplicationContextInitializer.class, initializer.canonicalName());
            starter.initialize(context);
            context.refresh();
            try (context) {
                Injected injected = context.getBean(Injected.class);
                assertThat(injected.usual().merchant().shortCode()).isEqualTo(ShortCode.of("600123"));
                assertThat(injected.kiosk().merchant().shortCode())
                        .as("names are fixed when the image is built, values are not")
                        .isEqualTo(ShortCode.of("600457"));
                assertThat(injected.kioskUrls().create(CallbackPurpose.STK, "order-1"))
                        .isNotNull();
            }
        });
    }

    @Test
    void settingsAreBoundAndReportsAreWrittenThroughHints() {
        TestGenerationContext generation = new TestGenerationContext();
        generate(generation);

        RuntimeHints hints = generation.getRuntimeHints();
        for (Class<?> bound : new Class<?>[] {
            DarajaProperties.class,
            DarajaProperties.Credentials.class,
            DarajaProperties.Merchant.class,
            DarajaProperties.NamedMerchant.class,
            DarajaProperties.Breaker.class,
            DarajaCallbackProperties.class,
            DarajaCallbackProperties.RetiredKey.class
        }) {
            assertThat(RuntimeHintsPredicates.reflection()
                            .onConstructorInvocation(bound.getDeclaredConstructors()[0])
                            .test(hints))
                    .as("constructor of %s", bound.getSimpleName())
                    .isTrue();
        }
        for (Class<?> written : new Class<?>[] {DarajaEndpoint.Report.class, DarajaEndpoint.MerchantReport.class}) {
            assertThat(RuntimeHintsPredicates.reflection().onType(written).test(hints))
                    .as("%s as JSON", written.getSimpleName())
                    .isTrue();
        }
    }

    private static ClassName generate(TestGenerationContext generation) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        withProperties(context, Map.of());
        context.register(Shop.class);
        ClassName initializer = new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        generation.writeGeneratedContent();
        return initializer;
    }

    private static void withProperties(GenericApplicationContext context, Map<String, Object> changed) {
        Map<String, Object> properties = new HashMap<>(PROPERTIES);
        properties.putAll(changed);
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
    }

    record Injected(DarajaClient usual, DarajaClient kiosk, CallbackUrls kioskUrls) {}

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        DarajaAutoConfiguration.class,
        DarajaCallbackAutoConfiguration.class,
        DarajaEndpointAutoConfiguration.class,
        DarajaHealthContributorAutoConfiguration.class,
        DarajaObservationAutoConfiguration.class
    })
    static class Shop {

        @Bean
        CallbackHandler callbackHandler() {
            return delivery -> {};
        }

        @Bean
        Injected injected(
                DarajaClient usual,
                @Qualifier("kiosk") DarajaClient kiosk,
                @Qualifier("kiosk") CallbackUrls kioskUrls) {
            return new Injected(usual, kiosk, kioskUrls);
        }
    }
}
