package io.github.darajasdk.therapy.payment.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.InitiatePayment;
import io.github.darajasdk.therapy.payment.PaymentRefusedException;
import io.github.darajasdk.therapy.payment.PaymentRefusedException.Reason;
import io.github.darajasdk.therapy.payment.PaymentView;
import io.github.darajasdk.therapy.payment.Payments;
import io.github.darajasdk.therapy.testing.AllAtOnce;
import io.github.darajasdk.therapy.testing.AnotherInstance;
import io.github.darajasdk.therapy.testing.PaymentStory;
import io.github.darajasdk.therapy.testing.PaymentTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Nobody can make a phone ring and ring. */
@PaymentTest
@TestPropertySource(
        properties = {
            "app.payment.limits.per-phone=3",
            "app.payment.limits.per-phone-per-day=4",
            "app.payment.limits.per-user=5",
            "app.payment.limits.per-session-per-day=6",
            "app.payment.limits.window=10m"
        })
class PushLimitsIT {

    @Autowired
    private PaymentStory story;

    @Autowired
    private DarajaSimulator mpesa;

    @Autowired
    private Payments payments;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ConfigurableApplicationContext application;

    @Test
    void aPhoneRingsThreeTimesInTenMinutesAndFourTimesADayWhoeverAsks() {
        String phone = story.aPhone();
        for (int i = 0; i < 3; i++) {
            ring(phone);
        }
        assertThat(refusal(story.anApprovedSession(), phone)).isEqualTo(Reason.TOO_MANY_ATTEMPTS);
        assertThat(story.pushes(phone)).isEqualTo(3);

        story.after(Duration.ofMinutes(10));
        ring(phone);
        story.after(Duration.ofMinutes(10));

        assertThat(refusal(story.anApprovedSession(), phone)).as("that day").isEqualTo(Reason.TOO_MANY_ATTEMPTS);
        story.after(Duration.ofHours(24));
        ring(phone);
    }

    private void ring(String phone) {
        TherapySession session = story.anApprovedSession();
        story.pay(session, phone);
        story.awaitState(session, AttemptState.PROMPTED);
        mpesa.phone(phone).cancel();
        story.awaitState(session, AttemptState.FAILED);
    }

    @Test
    void aUserMakesFivePhonesRingInTenMinutesAlsoWhenAskingAtOnce() {
        int n = 12;
        List<TherapySession> sessions = new ArrayList<>();
        List<String> phones = new ArrayList<>();
        TherapySession first = story.anApprovedSession();
        for (int i = 0; i < n; i++) {
            TherapySession session = story.anApprovedSession();
            jdbc.sql("update therapy_session set client_id = :client where id = :id")
                    .param("client", first.clientId().value())
                    .param("id", session.id().value())
                    .update();
            sessions.add(session);
            String phone = story.aPhone();
            phones.add(phone);
        }

        List<Boolean> started = AllAtOnce.run(
                n,
                i -> () -> isStarted(new InitiatePayment(
                        sessions.get(i).id(),
                        first.clientId(),
                        phones.get(i),
                        UUID.randomUUID().toString())));

        assertThat(started).filteredOn(yes -> yes).hasSize(5);
    }

    @Test
    void aSessionMakesPhonesRingSixTimesADayWhateverPhoneIsTyped() {
        TherapySession session = story.anApprovedSession();
        for (int i = 0; i < 6; i++) {
            String phone = story.aPhone();
            story.pay(session, phone);
            story.awaitState(session, AttemptState.PROMPTED);
            mpesa.phone(phone).cancel();
            story.awaitState(session, AttemptState.FAILED);
            story.after(Duration.ofMinutes(5));
        }

        assertThat(refusal(session, story.aPhone())).isEqualTo(Reason.TOO_MANY_ATTEMPTS);
        story.after(Duration.ofHours(24));
        story.pay(session, story.aPhone());
    }

    @Test
    void twoInstancesCountTogether() {
        try (AnotherInstance another = AnotherInstance.of(application)) {
            String phone = story.aPhone();
            List<TherapySession> sessions = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                sessions.add(story.anApprovedSession());
            }

            List<Boolean> started = AllAtOnce.run(
                    10,
                    i -> () -> isStarted(
                            i % 2 == 0 ? payments : another.bean(Payments.class),
                            new InitiatePayment(
                                    sessions.get(i).id(),
                                    sessions.get(i).clientId(),
                                    phone,
                                    UUID.randomUUID().toString())));

            assertThat(started).filteredOn(yes -> yes).hasSize(3);
        }
    }

    @Test
    void oneKeySentToTwoInstancesAtOnceIsOnePayment() {
        try (AnotherInstance another = AnotherInstance.of(application)) {
            TherapySession session = story.anApprovedSession();
            String phone = story.aPhone();
            String key = UUID.randomUUID().toString();

            List<PaymentView> answers = AllAtOnce.run(
                    8,
                    i -> () -> (i % 2 == 0 ? payments : another.bean(Payments.class))
                            .initiate(new InitiatePayment(session.id(), session.clientId(), phone, key)));

            assertThat(answers)
                    .extracting(view -> view.latest().orElseThrow().id())
                    .containsOnly(story.latest(session).id());
            assertThat(story.pushes(phone)).isEqualTo(1);
        }
    }

    private boolean isStarted(InitiatePayment payment) {
        return isStarted(payments, payment);
    }

    private static boolean isStarted(Payments payments, InitiatePayment payment) {
        try {
            payments.initiate(payment);
            return true;
        } catch (PaymentRefusedException e) {
            assertThat(e.reason()).isEqualTo(Reason.TOO_MANY_ATTEMPTS);
            return false;
        }
    }

    private Reason refusal(TherapySession session, String phone) {
        return catchThrowableOfType(PaymentRefusedException.class, () -> story.pay(session, phone))
                .reason();
    }
}
