package io.github.darajasdk.therapy.settings.internal;

import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.net.URI;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Reads from {@code daraja.*}, which configures the client, which money new rows belong to. */
@Configuration(proxyBeanMethods = false)
class PaymentModeConfiguration {

    private static final String SAFARICOM = ".safaricom.co.ke";

    @Bean
    PaymentMode paymentMode(Environment settings) {
        String merchant = settings.getProperty("daraja.merchant.short-code");
        if (!StringUtils.hasText(merchant)) {
            throw new MissingSettingException("daraja.merchant.short-code", "the short code that is paid");
        }
        return new PaymentMode(environment(settings), merchant.strip());
    }

    /** Whatever is not Safaricom's own host is a simulator. */
    private static PaymentEnvironment environment(Environment settings) {
        String baseUrl = settings.getProperty("daraja.base-url", "");
        if (StringUtils.hasText(baseUrl)) {
            String host = URI.create(baseUrl.strip()).getHost();
            if (host == null || !host.toLowerCase(Locale.ROOT).endsWith(SAFARICOM)) {
                return PaymentEnvironment.SIMULATOR;
            }
            return host.toLowerCase(Locale.ROOT).startsWith("sandbox.")
                    ? PaymentEnvironment.SANDBOX
                    : PaymentEnvironment.PRODUCTION;
        }
        String name = settings.getProperty("daraja.environment", "");
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "sandbox" -> PaymentEnvironment.SANDBOX;
            case "production" -> PaymentEnvironment.PRODUCTION;
            case "" -> throw new MissingSettingException("daraja.environment", "sandbox or production");
            default ->
                throw new IllegalStateException(
                        "daraja.environment is sandbox or production, but was \"" + name + "\"");
        };
    }
}
