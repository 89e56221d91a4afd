package io.github.darajasdk.therapy.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.simulator.PushMatch;
import io.github.darajasdk.therapy.account.Accounts;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.testing.ApiUser;
import io.github.darajasdk.therapy.testing.ApiUser.Answer;
import io.github.darajasdk.therapy.testing.Eventually;
import io.github.darajasdk.therapy.testing.PaymentStory;
import io.github.darajasdk.therapy.testing.PaymentTest;
import io.github.darajasdk.therapy.testing.TestData;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The payment road over the JSON interface, and who may walk it. */
@PaymentTest
class PaymentApiIT {

    @Value("http://127.0.0.1:${server.port}")
    private URI app;

    @Autowired
    private PaymentStory story;

    @Autowired
    private DarajaSimulator mpesa;

    @Autowired
    private Accounts accounts;

    @Autowired
    private TestData data;

    @Autowired
    private JdbcClient jdbc;

    private TherapySession session;
    private String phone;
    private ApiUser client;

    @BeforeEach
    void aClientWithASessionToPay() {
        session = story.anApprovedSession();
        phone = story.aPhone();
        client = as(session.clientId());
    }

    @Test
    @Tag("property-8")
    @Tag("property-51")
    void aPaymentIsStartedWatchedAndPaid() {
        Answer started = client.initiate(session.id(), "0" + phone.substring(3), key());

        assertThat(started.status()).isEqualTo(202);
        assertThat(started.text("state")).isEqualTo("PROMPTED");
        assertThat(started.text("phoneNumber")).doesNotContain(phone.substring(4, 9));
        assertThat(started.header("Location")).isEqualTo("/api/mpesa/attempts/" + started.text("attemptId"));

        mpesa.phone(phone).enterPin("1234");
        Eventually.assertThatEventually(
                () -> client.get(started.header("Location")),
                answer -> assertThat(answer.text("state")).isEqualTo("PAID"));
        Answer status = client.get("/api/mpesa/status/" + session.id());
        assertThat(status.text("status")).isEqualTo("PAID");
        assertThat(status.json().path("attempt").path("receipt").asString())
                .isEqualTo(story.debits(phone).get(0).receipt());
    }

    @Test
    @Tag("property-51")
    void theAnswerComesInTimeAlsoWhenMpesaHangs() {
        mpesa.nextPush(PushMatch.number(phone)).delivery(DeliveryScript.holdAnswer(Duration.ofSeconds(60)));

        Answer started = client.initiate(session.id(), phone, key());

        assertThat(started.status()).isEqualTo(202);
        assertThat(started.text("state")).isEqualTo("SENDING");
        assertThat(started.after()).isBetween(Duration.ofMillis(2_300), Duration.ofMillis(3_500));
    }

    @Test
    void theSameKeyIsTheSameAttemptInItsPresentStateAndAnotherBodyIsRefused() {
        String key = key();
        Answer first = client.initiate(session.id(), phone, key);
        mpesa.phone(phone).cancel();
        Eventually.assertThatEventually(
                () -> client.get(first.header("Location")),
                answer -> assertThat(answer.text("state")).isEqualTo("FAILED"));
        Answer retried = client.initiate(session.id(), phone, key());
        assertThat(retried.json().path("number").asInt()).isEqualTo(2);

        Answer again = client.initiate(session.id(), phone, key);

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.text("attemptId")).isEqualTo(first.text("attemptId"));
        assertThat(again.text("state")).isEqualTo("FAILED");
        assertThat(again.text("resultCode")).isEqualTo("1032");
        assertThat(client.initiate(session.id(), story.aPhone(), key).problem())
                .isEqualTo("422 IDEMPOTENCY_KEY_REUSED");
        assertThat(story.pushes(phone)).isEqualTo(2);
    }

    @Test
    void aKeyMayBeUsedAnewAfterTwoDaysAndNoSooner() {
        String key = key();
        Answer first = client.initiate(session.id(), phone, key);
        mpesa.phone(phone).cancel();
        Eventually.assertThatEventually(
                () -> client.get(first.header("Location")),
                answer -> assertThat(answer.text("state")).isEqualTo("FAILED"));

        story.after(Duration.ofHours(48).minusMinutes(1));
        client = as(session.clientId());
        assertThat(client.initiate(session.id(), phone, key).text("attemptId")).isEqualTo(first.text("attemptId"));

        mpesa.clock().advance(Duration.ofMinutes(1));
        Answer anew = client.initiate(session.id(), phone, key);
        assertThat(anew.text("attemptId")).isNotEqualTo(first.text("attemptId"));
        assertThat(anew.json().path("number").asInt()).isEqualTo(2);

        // One pass leaves what another job holds just then to the next.
        story.after(Duration.ofHours(49));
        story.untilAfter(
                Duration.ofMinutes(11),
                5,
                () -> assertThat(jdbc.sql("select count(*) from payment_attempt where idempotency_key is not null")
                                .query(Long.class)
                                .single())
                        .as("keys left")
                        .isZero());
    }

    @Test
    @Tag("property-5")
    @Tag("property-9")
    void whatIsRefusedSaysWhyInAWordThatStays() {
        assertThat(client.initiate(session.id(), "0812", key()).problem()).isEqualTo("422 INVALID_PHONE");
        assertThat(client.initiate(UUID.randomUUID(), phone, key()).problem()).isEqualTo("404 SESSION_NOT_FOUND");
        assertThat(client.initiate(session.id(), phone, "short").problem()).isEqualTo("400 IDEMPOTENCY_KEY_MALFORMED");
        assertThat(client.post("/api/mpesa/initiate", Map.of()).problem()).isEqualTo("400 BAD_REQUEST");
        assertThat(client.post("/api/mpesa/initiate", "{", Map.of("Idempotency-Key", key()))
                        .problem())
                .isEqualTo("400 BAD_REQUEST");
        TherapySession pending = data.aRequestedSession();
        assertThat(as(pending.clientId()).initiate(pending.id(), phone, key()).problem())
                .isEqualTo("409 SESSION_NOT_APPROVED");
        jdbc.sql("update therapy_session set price = 250001 where id = :id")
                .param("id", session.id().value())
                .update();
        assertThat(client.initiate(session.id(), phone, key()).problem()).isEqualTo("422 AMOUNT_TOO_LARGE");
        assertThat(story.pushes(phone)).isZero();
    }

    @Test
    void aWaitIsToldWithItsEnd() {
        mpesa.nextPush(PushMatch.number(phone)).customer(CustomerScript.endsWith("17", "Rule limited."));
        Answer first = client.initiate(session.id(), phone, key());
        Eventually.assertThatEventually(
                () -> client.get(first.header("Location")),
                answer -> assertThat(answer.text("state")).isEqualTo("FAILED"));

        Answer refused = client.initiate(session.id(), phone, key());

        assertThat(refused.problem()).isEqualTo("409 WAIT_BEFORE_RETRY");
        assertThat(refused.header("Retry-After")).isEqualTo("125");
        assertThat(refused.text("retryAt"))
                .isEqualTo(mpesa.clock().instant().plusSeconds(125).toString());
    }

    @Test
    void aPromptIsFoundByMpesasNameForIt() {
        Answer started = client.initiate(session.id(), phone, key());
        String prompt = jdbc.sql("select checkout_request_id from payment_attempt where id = :id")
                .param("id", UUID.fromString(started.text("attemptId")))
                .query(String.class)
                .single();

        Answer found = client.post("/api/mpesa/lookup", Map.of("checkoutRequestId", prompt));

        assertThat(found.text("attemptId")).isEqualTo(started.text("attemptId"));
        assertThat(as(story.anApprovedSession().clientId())
                        .post("/api/mpesa/lookup", Map.of("checkoutRequestId", prompt))
                        .problem())
                .isEqualTo("404 NOT_FOUND");
    }

    @Test
    @Tag("property-19")
    void mpesaIsAskedOutOfTurnButNotAgainAtOnce() {
        Answer started = client.initiate(session.id(), phone, key());
        story.awaitState(session, AttemptState.PROMPTED);
        mpesa.clock().advance(Duration.ofSeconds(11));

        assertThat(client.post(started.header("Location") + "/query", Map.of()).status())
                .isEqualTo(202);
        Eventually.assertThatEventually(
                () -> queries(), asked -> assertThat(asked).isEqualTo(1));
        client.post(started.header("Location") + "/query", Map.of());

        story.after(Duration.ofSeconds(1));
        assertThat(queries()).isEqualTo(1);
    }

    @Test
    void settingASessionFreeNeedsTheStatementAndTheTime() {
        String attempt = client.initiate(session.id(), phone, key()).header("Location");

        assertThat(client.post(attempt + "/release", Map.of()).problem()).isEqualTo("422 STATEMENT_MISSING");
        assertThat(client.post(attempt + "/release", Map.of("notCharged", true)).problem())
                .isEqualTo("409 RELEASE_NOT_ALLOWED");
    }

    @Test
    @Tag("property-50")
    void whoHasNoPartInASessionSeesNothingOfIt() {
        String attempt = client.initiate(session.id(), phone, key()).header("Location");
        String status = "/api/mpesa/status/" + session.id();
        ApiUser stranger = as(story.anApprovedSession().clientId());
        ApiUser otherTherapist = as(data.aTherapist().id());
        ApiUser therapist = as(session.therapistId());
        ApiUser admin = as(data.anAdmin().id());

        for (String path : new String[] {attempt, status}) {
            assertThat(ApiUser.nobody(app).get(path).problem()).isEqualTo("401 NOT_SIGNED_IN");
            assertThat(stranger.get(path).problem()).isEqualTo("404 NOT_FOUND");
            assertThat(otherTherapist.get(path).problem()).isEqualTo("404 NOT_FOUND");
            assertThat(therapist.get(path).status()).isEqualTo(200);
            assertThat(admin.get(path).status()).isEqualTo(200);
        }
        assertThat(ApiUser.nobody(app).initiate(session.id(), phone, key()).problem())
                .isEqualTo("401 NOT_SIGNED_IN");
        assertThat(stranger.initiate(session.id(), phone, key()).problem()).isEqualTo("404 SESSION_NOT_FOUND");
        assertThat(therapist.initiate(session.id(), phone, key()).problem()).isEqualTo("404 SESSION_NOT_FOUND");
        assertThat(stranger.post(attempt + "/query", Map.of()).problem()).isEqualTo("404 NOT_FOUND");
        assertThat(stranger.post(attempt + "/release", Map.of("notCharged", true))
                        .problem())
                .isEqualTo("404 NOT_FOUND");
        assertThat(therapist
                        .post(attempt + "/release", Map.of("notCharged", true))
                        .problem())
                .isEqualTo("404 SESSION_NOT_FOUND");
    }

    private long queries() {
        return mpesa.requests().stream()
                .filter(request -> request.path().startsWith("/mpesa/stkpushquery/")
                        && request.body().contains(story.checkoutRequest(session)))
                .count();
    }

    private ApiUser as(UserId user) {
        return ApiUser.signedIn(app, accounts.find(user).map(User::email).orElseThrow());
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
