package io.github.darajasdk.therapy.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/**
 * English and Kiswahili. A link with {@code ?lang=sw} or {@code ?lang=en} chooses, a cookie remembers; before that the
 * browser's first language decides, and English when it is neither.
 */
@Configuration(proxyBeanMethods = false)
class LanguageConfiguration implements WebMvcConfigurer {

    static final Locale KISWAHILI = Locale.forLanguageTag("sw");

    private static final String PARAMETER = "lang";
    private static final String COOKIE = "language";

    private final LocaleResolver resolver = rememberedInACookie();

    @Bean
    LocaleResolver localeResolver() {
        return resolver;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new LanguageLink(resolver));
    }

    private static LocaleResolver rememberedInACookie() {
        CookieLocaleResolver resolver = new CookieLocaleResolver(COOKIE) {
            @Override
            protected @Nullable Locale parseLocaleValue(String localeValue) {
                return supported(localeValue).orElse(null);
            }
        };
        resolver.setDefaultLocaleFunction(
                request -> supported(request.getLocale().getLanguage()).orElse(Locale.ENGLISH));
        resolver.setCookieMaxAge(Duration.ofDays(365));
        resolver.setCookieHttpOnly(true);
        resolver.setCookieSameSite("Lax");
        return resolver;
    }

    private static Optional<Locale> supported(String language) {
        return switch (language) {
            case "en" -> Optional.of(Locale.ENGLISH);
            case "sw" -> Optional.of(KISWAHILI);
            default -> Optional.empty();
        };
    }

    /** Follows the language link; any other value is ignored. */
    private record LanguageLink(LocaleResolver resolver) implements HandlerInterceptor {

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            String chosen = request.getParameter(PARAMETER);
            if (chosen != null) {
                supported(chosen).ifPresent(locale -> resolver.setLocale(request, response, locale));
            }
            return true;
        }
    }
}
