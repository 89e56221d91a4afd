package io.github.darajasdk.therapy.payment.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.GatewayFault;
import io.github.darajasdk.simulator.Weather.Area;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.testing.PaymentStory;
import io.github.darajasdk.therapy.testing.PaymentTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When M-PESA says "too many", questions slow down; none is dropped. */
@PaymentTest
class BackPressureIT {

    private static final int PROMPTS = 8;

    /** Of 1, 2, 4, 8, 16 and 32 seconds. */
    private static final int PAUSES = 6;

    /** The SDK itself repeats a read; each of ours is at most this many on the wire. */
    private static final int TRIES = 3;

    @Autowired
    private PaymentStory story;

    @Autowired
    private DarajaSimulator mpesa;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void fineWeatherAgain() {
        mpesa.weather().fine();
    }

    @Test
    void questionsPauseLongerEachTimeAndAreAllAskedOnceMpesaTakesThemAgain() {
        List<TherapySession> sessions = new ArrayList<>();
        for (int i = 0; i < PROMPTS; i++) {
            TherapySession session = story.anApprovedSession();
            story.pay(session, story.aPhone());
            story.awaitState(session, AttemptState.PROMPTED);
            sessions.add(session);
        }
        Set<String> prompts = sessions.stream().map(story::checkoutRequest).collect(Collectors.toSet());
        mpesa.weather().fault(Area.QUERY, GatewayFault.SPIKE_ARREST);
        int before = queries();

        for (int step = 0; step < 20; step++) {
            story.after(Duration.ofSeconds(3));
        }
        int refused = queries() - before;
        // One for each prompt, and one after each of the pauses. Unthrottled it were seven for each prompt.
        assertThat(refused)
                .as("questions on the wire while throttled")
                .isPositive()
                .isLessThanOrEqualTo((PROMPTS + PAUSES) * TRIES);

        mpesa.weather().fine();
        int answeredFrom = queries();
        for (int step = 0; step < 10; step++) {
            story.after(Duration.ofSeconds(10));
        }

        Set<String> asked = mpesa.requests().stream()
                .filter(request -> request.path().startsWith("/mpesa/stkpushquery/"))
                .skip(answeredFrom)
                .flatMap(request ->
                        prompts.stream().filter(prompt -> request.body().contains(prompt)))
                .collect(Collectors.toSet());
        assertThat(asked).as("prompts asked about after the pause").isEqualTo(prompts);
        assertThat(jdbc.sql("""
                                select count(*) from payment_attempt a left join scheduled_tasks t
                                    on t.task_name = 'payment-query' and t.task_instance = a.id::text
                                where a.state in ('SENDING', 'UNCLEAR', 'PROMPTED', 'TIMED_OUT') and t.task_name is null""").query(Long.class).single())
                .as("open attempts that nobody asks about")
                .isZero();
    }

    private int queries() {
        return (int) mpesa.requests().stream()
                .filter(request -> request.path().startsWith("/mpesa/stkpushquery/"))
                .count();
    }
}
