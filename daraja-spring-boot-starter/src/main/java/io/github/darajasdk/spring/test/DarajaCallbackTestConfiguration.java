package io.github.darajasdk.spring.test;

import io.github.darajasdk.ShortCode;
import io.github.darajasdk.callback.C2bValidationAnswer;
import io.github.darajasdk.callback.CallbackGuard;
import io.github.darajasdk.callback.CallbackKey;
import io.github.darajasdk.callback.CallbackParser;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.callback.SourceMode;
import io.github.darajasdk.spi.DarajaEventListener;
import io.github.darajasdk.spring.web.C2bValidations;
import io.github.darajasdk.spring.web.C2bValidator;
import io.github.darajasdk.spring.web.CallbackHandler;
import io.github.darajasdk.spring.web.DarajaCallbackFilter;
import io.github.darajasdk.spring.web.MerchantCallbacks;
import io.github.darajasdk.spring.web.TrustedProxies;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The endpoint as it is in an application, for the addresses of a merchant that no application has. */
@Configuration(proxyBeanMethods = false)
class DarajaCallbackTestConfiguration {

    private static final ShortCode SHORT_CODE = ShortCode.of("600000");
    private static final String KEY = "any key will do where a test is M-PESA 0123456789";
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(8);

    @Bean
    CallbackUrls darajaCallbackUrls(ObjectProvider<Clock> clock) {
        CallbackUrls.Builder builder = CallbackUrls.builder()
                .baseUrl(URI.create("https://pay.example.co.ke"))
                .environment("sandbox")
                .shortCode(SHORT_CODE)
                .key(CallbackKey.of("k1", KEY));
        clock.ifUnique(builder::clock);
        return builder.build();
    }

    @Bean
    CallbackParser darajaCallbackParser() {
        return CallbackParser.create();
    }

    @Bean
    C2bValidations darajaC2bValidations(ObjectProvider<C2bValidator> validator) {
        return new C2bValidations(validator.getIfAvailable(), LONG_ENOUGH, C2bValidationAnswer.accept());
    }

    @Bean
    DarajaCallbackFilter darajaCallbackFilter(
            CallbackUrls urls,
            CallbackParser parser,
            CallbackHandler handler,
            C2bValidations validations,
            ObjectProvider<Clock> clock) {
        CallbackGuard guard =
                CallbackGuard.builder(urls).sourceMode(SourceMode.OFF).build();
        return new DarajaCallbackFilter(
                "",
                List.of(new MerchantCallbacks(SHORT_CODE, urls, guard)),
                parser,
                handler,
                validations,
                TrustedProxies.of(Set.of()),
                new DarajaEventListener() {},
                clock.getIfUnique(Clock::systemUTC));
    }

    @Bean
    SignedCallbacks signedCallbacks(DarajaCallbackFilter endpoint, CallbackUrls urls) {
        return new SignedCallbacks(endpoint, urls);
    }
}
