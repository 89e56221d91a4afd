package io.github.darajasdk.therapy.account.internal;

import io.github.darajasdk.therapy.account.Role;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may see what, and how one signs in: a form at {@code /login} (fields {@code username}, {@code password}), which
 * comes back with {@code ?error} after a wrong password, {@code ?wait} after too many tries and {@code ?logout} after
 * signing out by POST to {@code /logout}.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** Open to everybody: signing in, what pages are made of, and what M-PESA tells us (it proves itself in the path). */
    private static final String[] OPEN = {
        "/login",
        "/cb/**",
        "/actuator/health/**",
        "/css/**",
        "/js/**",
        "/img/**",
        "/vendor/**",
        "/webjars/**",
        "/favicon.ico",
        "/favicon.svg"
    };

    /** Everything comes from us, nothing is inline, nobody frames us. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none';"
            + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    SecurityFilterChain pages(HttpSecurity http, PasswordAuthentication authentication) {
        // Without a parent, which would ask the same provider again and count each wrong password twice.
        return http.authenticationManager(new ProviderManager(authentication))
                .authorizeHttpRequests(requests -> requests
                        // A stream that ends and a page about an error were allowed when they began.
                        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers("/client/**")
                        .hasRole(Role.CLIENT.name())
                        .requestMatchers("/therapist/**")
                        .hasRole(Role.THERAPIST.name())
                        .requestMatchers("/admin/**")
                        .hasRole(Role.ADMIN.name())
                        .anyRequest()
                        .authenticated())
                .csrf(csrf -> csrf.ignoringRequestMatchers("/cb/**"))
                .addFilterBefore(new UploadsByAdministrators(), CsrfFilter.class)
                .formLogin(form -> form.loginPage("/login").failureHandler(failure()))
                .logout(logout -> logout.logoutSuccessUrl("/login?logout"))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(entryPoint()))
                .requestCache(cache -> cache.requestCache(wholePagesOnly()))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(policy -> policy.policy("camera=(), microphone=(), geolocation=()")))
                .build();
    }

    private static AuthenticationFailureHandler failure() {
        return (request, response, exception) -> response.sendRedirect(
                request.getContextPath() + (exception instanceof LockedException ? "/login?wait" : "/login?error"));
    }

    /** A fragment asked for by script is no place for a sign-in form: the whole page goes there. */
    private static AuthenticationEntryPoint entryPoint() {
        LoginUrlAuthenticationEntryPoint form = new LoginUrlAuthenticationEntryPoint("/login");
        return new AuthenticationEntryPoint() {
            @Override
            public void commence(
                    HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
                    throws IOException, ServletException {
                if (isFragment(request)) {
                    response.setHeader("HX-Redirect", request.getContextPath() + "/login");
                    response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
                } else {
                    form.commence(request, response, exception);
                }
            }
        };
    }

    /** After signing in one comes back to the page one asked for, never to a fragment, a picture or a stream of it. */
    private static HttpSessionRequestCache wholePagesOnly() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        RequestMatcher pages = request -> {
            String accept = request.getHeader("Accept");
            return "GET".equals(request.getMethod())
                    && !isFragment(request)
                    && accept != null
                    && accept.contains(MediaType.TEXT_HTML_VALUE);
        };
        cache.setRequestMatcher(pages);
        return cache;
    }

    private static boolean isFragment(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null;
    }
}
