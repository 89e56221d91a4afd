package io.github.darajasdk.spring.autoconfigure;

import io.github.darajasdk.Amount;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.callback.C2bValidationAnswer;
import io.github.darajasdk.callback.CallbackGuard;
import io.github.darajasdk.callback.CallbackParser;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.spring.autoconfigure.DarajaCallbackProperties.Undecided;
import io.github.darajasdk.spring.web.C2bValidations;
import io.github.darajasdk.spring.web.C2bValidator;
import io.github.darajasdk.spring.web.CallbackHandler;
import io.github.darajasdk.spring.web.DarajaCallbackFilter;
import io.github.darajasdk.spring.web.MerchantCallbacks;
import io.github.darajasdk.spring.web.TomcatCallbackValve;
import io.github.darajasdk.spring.web.TrustedProxies;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.context.WebApplicationContext;

/**
 * What M-PESA sends: the maker of callback addresses, the reader of bodies, and, given a {@link CallbackHandler} bean in a
 * servlet application, the endpoint.
 */
@AutoConfiguration(after = DarajaAutoConfiguration.class)
@ConditionalOnProperty(prefix = "daraja", name = "enabled", matchIfMissing = true)
public final class DarajaCallbackAutoConfiguration {

    private static final Logger log = LoggerFactory.getLogger(DarajaCallbackAutoConfiguration.class);

    /** Made by Spring. */
    DarajaCallbackAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    CallbackParser darajaCallbackParser(DarajaProperties properties, DarajaListeners listeners) {
        return CallbackParser.builder()
                .maxAmount(Amount.kes(properties.maxPayment()))
                .eventListener(listeners.ofCallbacks())
                .build();
    }

    @Bean
    CallbackUrlsFactory darajaCallbackUrlsFactory(DarajaProperties properties, ObjectProvider<Clock> clock) {
        return new CallbackUrlsFactory(properties, clock);
    }

    @Bean
    @ConditionalOnMissingBean
    @Conditional(OnCallbacksWanted.class)
    CallbackUrls darajaCallbackUrls(CallbackUrlsFactory factory, DarajaClient client) {
        return factory.create(client);
    }

    /** The endpoint itself, in a servlet application. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass({Filter.class, FilterRegistrationBean.class})
    @ConditionalOnProperty(prefix = "daraja.callback", name = "enabled", matchIfMissing = true)
    static final class Endpoint {

        @Bean
        @ConditionalOnBean(CallbackHandler.class)
        @ConditionalOnMissingBean
        C2bValidations darajaC2bValidations(ObjectProvider<C2bValidator> validator, DarajaProperties properties) {
            DarajaCallbackProperties.C2bValidation settings =
                    properties.callback().c2bValidation();
            return new C2bValidations(
                    validator.getIfAvailable(),
                    settings.deadline(),
                    settings.undecided() == Undecided.ACCEPT
                            ? C2bValidationAnswer.accept()
                            : C2bValidationAnswer.reject(C2bValidationAnswer.Rejection.OTHER));
        }

        @Bean
        @ConditionalOnBean(CallbackHandler.class)
        @ConditionalOnMissingBean
        DarajaCallbackFilter darajaCallbackFilter(
                DarajaMerchants merchants,
                CallbackParser parser,
                CallbackHandler handler,
                C2bValidations validations,
                DarajaProperties properties,
                DarajaListeners listeners,
                ObjectProvider<Clock> clock,
                WebApplicationContext context) {
            DarajaCallbackProperties callback = properties.callback();
            return new DarajaCallbackFilter(
                    path(callback, context.getServletContext()),
                    merchants.names().stream()
                            .map(name -> callbacks(merchants.client(name), merchants.callbackUrls(name), callback))
                            .toList(),
                    parser,
                    handler,
                    validations,
                    TrustedProxies.of(callback.trustedProxies()),
                    listeners.ofCallbacks(),
                    clock.getIfUnique(Clock::systemUTC));
        }

        @Bean
        @ConditionalOnBean(DarajaCallbackFilter.class)
        @ConditionalOnMissingBean(name = "darajaCallbackFilterRegistration")
        FilterRegistrationBean<DarajaCallbackFilter> darajaCallbackFilterRegistration(DarajaCallbackFilter filter) {
            FilterRegistrationBean<DarajaCallbackFilter> registration = new FilterRegistrationBean<>(filter);
            registration.addUrlPatterns(filter.urlPattern());
            // After character encoding and observation, before everything that may read a body or ask for a login.
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
            return registration;
        }

        /** Spring Boot 3 has the type elsewhere; there the access log keeps what it is told to keep. */
        @Configuration(proxyBeanMethods = false)
        @ConditionalOnClass({ConfigurableTomcatWebServerFactory.class, ValveBase.class})
        static final class Tomcat {

            @Bean
            @ConditionalOnBean(CallbackHandler.class)
            WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> darajaTomcatCustomizer() {
                return factory -> factory.addEngineValves(new TomcatCallbackValve());
            }
        }

        @Bean
        @ConditionalOnMissingBean(CallbackHandler.class)
        SmartInitializingSingleton darajaMissingCallbackHandlerWarning() {
            return () -> log.warn(
                    "This application has no CallbackHandler bean, so there is no callback endpoint and M-PESA's"
                            + " callbacks will be lost. Declare one that stores each delivery, or set"
                            + " daraja.callback.enabled=false if outcomes are only asked for");
        }

        private static MerchantCallbacks callbacks(
                DarajaClient client, CallbackUrls urls, DarajaCallbackProperties callback) {
            CallbackGuard.Builder builder = CallbackGuard.builder(urls)
                    .sourceMode(callback.sourceMode())
                    .maxBodyBytes(Math.toIntExact(callback.maxBodySize().toBytes()))
                    .bodyTimeout(callback.bodyTimeout());
            if (callback.allowedSources() != null) {
                builder.allowedSources(callback.allowedSources());
            }
            return new MerchantCallbacks(client.merchant().shortCode(), urls, builder.build());
        }

        /** By default the endpoint is where the base URL points to; the part that is the context path is not repeated. */
        private static String path(DarajaCallbackProperties callback, @Nullable ServletContext servletContext) {
            if (!ConfigurationProblems.missing(callback.path())) {
                return Objects.requireNonNull(callback.path()).strip();
            }
            URI baseUrl = Objects.requireNonNull(callback.baseUrl());
            String path = baseUrl.getRawPath().endsWith("/")
                    ? baseUrl.getRawPath().substring(0, baseUrl.getRawPath().length() - 1)
                    : baseUrl.getRawPath();
            String contextPath = servletContext == null ? "" : servletContext.getContextPath();
            return path.equals(contextPath) || path.startsWith(contextPath + "/")
                    ? path.substring(contextPath.length())
                    : path;
        }
    }
}
