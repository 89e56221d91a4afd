package io.github.darajasdk.therapy.payment.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.simulator.PushMatch;
import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.testing.PaymentStory;
import io.github.darajasdk.therapy.testing.PaymentTest;
import io.github.darajasdk.therapy.testing.PostedCallbacks;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** The database is gone at the worst moment: all its connections cut, no new ones. */
@PaymentTest
@TestPropertySource(properties = "spring.datasource.hikari.connection-timeout=500")
class DatabaseAwayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private PaymentStory story;

    @Autowired
    private DarajaSimulator mpesa;

    @Autowired
    private PostedCallbacks callbacks;

    @Autowired
    private AttemptStore attempts;

    @Autowired
    private JdbcClient jdbc;

    @Value("${spring.datasource.url}")
    private String url;

    private TherapySession session;
    private String phone;

    @BeforeEach
    void anApprovedSessionAndItsPayer() {
        session = story.anApprovedSession();
        phone = story.aPhone();
    }

    @AfterEach
    void databaseIsBack() throws SQLException {
        come();
    }

    @Test
    @Tag("property-76")
    void aCallbackThatCannotBeStoredIsNotAcknowledged() throws SQLException {
        mpesa.nextPush(PushMatch.number(phone))
                .customer(CustomerScript.neverEnds())
                .delivery(DeliveryScript.normal());
        story.pay(session, phone);
        story.awaitState(session, AttemptState.PROMPTED);
        AttemptRow attempt = attempts.ofSession(session.id()).get(0);
        UUID id = attempt.id().value();
        String body = PostedCallbacks.paid(
                attempt.checkoutRequestId(),
                attempt.merchantRequestId(),
                attempt.amount().shillings(),
                "UKKNODATA1");

        go();
        int whileAway = callbacks.post(id, body);
        come();

        assertThat(whileAway).isEqualTo(503);
        await().atMost(PATIENCE).ignoreExceptions().until(() -> story.callbacks(session) == 0);
        assertThat(callbacks.post(id, body)).isEqualTo(200);
        assertThat(story.latest(session).state()).isEqualTo(AttemptState.PAID);
        assertThat(story.status(session)).isEqualTo(SessionStatus.CONFIRMED);
    }

    @Test
    void theAnswerToAPushIsKeptUntilTheDatabaseIsBackAndThePushIsNotRepeated() throws Exception {
        mpesa.nextPush(PushMatch.number(phone)).delivery(DeliveryScript.holdAnswer(Duration.ofSeconds(5)));
        CompletableFuture<Void> payer =
                CompletableFuture.runAsync(() -> story.pay(session, phone)).exceptionally(noDatabaseForHim -> null);
        await().atMost(PATIENCE).until(() -> mpesa.phone(phone).prompt().isPresent());

        go();
        mpesa.clock().advance(Duration.ofSeconds(5));
        payer.join();
        come();

        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(story.latest(session).state()).isEqualTo(AttemptState.PROMPTED));
        assertThat(attempts.ofSession(session.id()).get(0).checkoutRequestId()).isNotNull();
        mpesa.phone(phone).enterPin("1234");
        story.awaitState(session, AttemptState.PAID);
        assertThat(story.pushes(phone)).isEqualTo(1);
        assertThat(jdbc.sql("select count(*) from payment_evidence e join payment_attempt a on a.id = e.attempt_id"
                                + " where a.session_id = :id and e.source = 'PUSH_ANSWER'")
                        .param("id", session.id().value())
                        .query(Long.class)
                        .single())
                .isOne();
    }

    private void go() throws SQLException {
        onTheServer("alter database %1$s with allow_connections false");
        onTheServer("select pg_terminate_backend(pid) from pg_stat_activity where datname = '%1$s'");
    }

    private void come() throws SQLException {
        onTheServer("alter database %1$s with allow_connections true");
    }

    private void onTheServer(String sql) throws SQLException {
        int slash = url.lastIndexOf('/');
        String database = url.substring(slash + 1);
        try (Connection server = DriverManager.getConnection(url.substring(0, slash) + "/postgres", "postgres", "");
                Statement statement = server.createStatement()) {
            statement.execute(sql.formatted(database));
        }
    }
}
