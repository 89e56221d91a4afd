package io.github.darajasdk.therapy.chaos;

import io.github.darajasdk.therapy.SmilingSteps;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.payment.Payments;
import io.github.darajasdk.therapy.platform.internal.SkewedMachine;
import io.github.darajasdk.therapy.reconciliation.Reconciliation;
import io.github.darajasdk.therapy.reconciliation.StatementImport;
import io.github.darajasdk.therapy.reconciliation.refund.Refunds;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The application as it is, with what the harness needs: a clock that the {@link Board} moves, {@link KillPoints}, a
 * {@link PeopleDoor}, and for some runs a {@link Mutant}. It is no {@code @Configuration}, so that nothing finds it by
 * scanning.
 */
final class ChaosApp {

    static final String BOARD = "chaos.board";
    static final String MUTANT = "chaos.mutant";
    static final String SKEW = "chaos.skew";

    private ChaosApp() {}

    /** Starts one instance, which does not outlive the harness. */
    public static void main(String[] arguments) {
        ProcessHandle.current()
                .parent()
                .orElseThrow()
                .onExit()
                .thenRun(() -> Runtime.getRuntime().halt(1));
        new SpringApplication(SmilingSteps.class, Parts.class).run(arguments);
    }

    /** What is added to the application. */
    static class Parts {

        @Bean
        static Board board(Environment settings) {
            return Board.at(Path.of(settings.getRequiredProperty(BOARD)));
        }

        @Bean
        static Hooks hooks(Environment settings, Board board) {
            Hooks hooks = new Hooks();
            new KillPoints(board).hookInto(hooks);
            String mutant = settings.getProperty(MUTANT, "");
            if (!mutant.isEmpty()) {
                Mutant.valueOf(mutant).hookInto(hooks, settings);
            }
            return hooks;
        }

        @Bean
        static SkewedMachine machine(Environment settings) {
            return new SkewedMachine(Duration.parse(settings.getRequiredProperty(SKEW)));
        }

        /** Faster, and still the database's time. */
        @Bean
        @Primary
        Clock runClock(Board board, @Qualifier("databaseClock") Clock databaseClock) {
            return new BoardClock(board, databaseClock);
        }

        @Bean
        ServletRegistrationBean<PeopleDoor> peopleDoor(
                Payments payments,
                Bookings bookings,
                Refunds refunds,
                StatementImport statements,
                Reconciliation books,
                PaymentMode mode) {
            return new ServletRegistrationBean<>(
                    new PeopleDoor(payments, bookings, refunds, statements, books, mode), "/chaos/*");
        }

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        SecurityFilterChain chaosDoor(HttpSecurity http) {
            return http.securityMatcher("/chaos/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .csrf(csrf -> csrf.disable())
                    .build();
        }
    }
}
