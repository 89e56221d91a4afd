package io.github.darajasdk.therapy.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.GatewayFault;
import io.github.darajasdk.simulator.ReceivedPush;
import io.github.darajasdk.simulator.Weather.Area;
import io.github.darajasdk.therapy.account.Accounts;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.testing.ApiUser;
import io.github.darajasdk.therapy.testing.Eventually;
import io.github.darajasdk.therapy.testing.FormUser;
import io.github.darajasdk.therapy.testing.PaymentStory;
import io.github.darajasdk.therapy.testing.PaymentTest;
import io.github.darajasdk.therapy.testing.TestData;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** M-PESA gives no tokens: payers are told at once, nothing is pushed later behind their backs, and M-PESA is left in peace. */
@PaymentTest
class TokenOutageIT {

    /** The SDK's first request for a token, with its repetitions, and one probe every five seconds after that. */
    private static final int FIRST_TRIES = 3;

    private static final Duration PROBE_GAP = Duration.ofSeconds(5);

    @Value("http://127.0.0.1:${server.port}")
    private URI app;

    @Autowired
    private PaymentStory story;

    @Autowired
    private DarajaSimulator mpesa;

    @Autowired
    private Accounts accounts;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void fineWeatherAgain() {
        mpesa.weather().fine();
        awaitTokensAgain();
    }

    @Test
    @Tag("property-55")
    @Tag("property-71")
    void payersAreToldWithinThreeSecondsAndMpesaIsAskedForATokenEveryFiveSecondsAtMost() {
        jdbc.sql("delete from daraja_token").update();
        mpesa.expireTokens();
        mpesa.weather().fault(Area.TOKEN, GatewayFault.INTERNAL_ERROR);
        long tokensBefore = tokenRequests();
        long began = System.nanoTime();
        List<TherapySession> sessions = new ArrayList<>();
        List<String> phones = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            TherapySession session = story.anApprovedSession();
            String phone = story.aPhone();
            ApiUser.Answer answer = ApiUser.signedIn(app, email(session))
                    .initiate(session.id(), phone, UUID.randomUUID().toString());
            assertThat(answer.text("state")).as(answer.response().body()).isEqualTo("QUEUED");
            assertThat(answer.after()).isLessThan(Duration.ofSeconds(3));
            sessions.add(session);
            phones.add(phone);
        }
        Duration outage = Duration.ofNanos(System.nanoTime() - began);

        assertThat(tokenRequests() - tokensBefore)
                .as("token requests in " + outage)
                .isLessThanOrEqualTo(FIRST_TRIES + 1 + outage.dividedBy(PROBE_GAP));
        TherapySession first = sessions.get(0);
        assertThat(new FormUser(app, email(first), TestData.PASSWORD).page("/client/sessions/" + first.id() + "/pay"))
                .contains("M-PESA is not answering. Nothing was sent.");

        story.after(Duration.ofMinutes(6));
        mpesa.weather().fine();
        story.after(Duration.ofMinutes(10));

        assertThat(sessions)
                .allSatisfy(session -> assertThat(story.latest(session).state()).isEqualTo(AttemptState.NOT_SENT));
        // The very first may go out on a token the instance still holds; it is refused for it.
        assertThat(mpesa.pushes().stream().filter(ReceivedPush::accepted).map(ReceivedPush::msisdn))
                .doesNotContainAnyElementsOf(phones);
    }

    @Test
    @Tag("property-55")
    void whenTheTokenEndpointHangsThePageSaysWithinThreeSecondsThatMpesaIsSlow() {
        jdbc.sql("delete from daraja_token").update();
        mpesa.expireTokens();
        mpesa.weather().slow(Area.TOKEN, Duration.ofMinutes(10));
        TherapySession session = story.anApprovedSession();
        FormUser client = new FormUser(app, email(session), TestData.PASSWORD);
        String page = "/client/sessions/" + session.id() + "/pay";

        // The clock of the test stands still; for the payer three seconds pass meanwhile.
        CompletableFuture<String> shown = CompletableFuture.supplyAsync(
                () -> client.submit(page, page, Map.of("phone", story.aPhone())).body());
        Eventually.assertThatEventually(
                () -> story.view(session).latest().map(PaymentView.Attempt::state),
                state -> assertThat(state).hasValue(AttemptState.SENDING));
        mpesa.clock().advance(Duration.ofSeconds(3));

        assertThat(shown.join()).contains("M-PESA is slow to answer.");
    }

    /** After a failure the client itself keeps away from M-PESA for some seconds. */
    private void awaitTokensAgain() {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            TherapySession session = story.anApprovedSession();
            story.pay(session, story.aPhone());
            return story.latest(session).state() == AttemptState.PROMPTED;
        });
    }

    private String email(TherapySession session) {
        return accounts.find(session.clientId()).map(User::email).orElseThrow();
    }

    private long tokenRequests() {
        return mpesa.requests().stream()
                .filter(request -> request.path().startsWith("/oauth/"))
                .count();
    }
}
