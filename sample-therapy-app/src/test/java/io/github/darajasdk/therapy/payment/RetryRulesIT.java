package io.github.darajasdk.therapy.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.GatewayFault;
import io.github.darajasdk.simulator.PushMatch;
import io.github.darajasdk.simulator.Weather;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.PaymentRefusedException.Reason;
import io.github.darajasdk.therapy.testing.PaymentStory;
import io.github.darajasdk.therapy.testing.PaymentTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** When a payer may try again, and when a session is set free for that. */
@PaymentTest
class RetryRulesIT {

    @Autowired
    private PaymentStory story;

    @Autowired
    private DarajaSimulator mpesa;

    @Autowired
    private Payments payments;

    private TherapySession session;
    private String phone;

    @BeforeEach
    void anApprovedSessionAndItsPayer() {
        session = story.anApprovedSession();
        phone = story.aPhone();
    }

    @AfterEach
    void fineWeatherAgain() {
        mpesa.weather().fine();
    }

    @Test
    @Tag("property-29")
    void afterTheRuleOfTwoMinutesTheDoorOpensWithTheButton() {
        mpesa.nextPush(PushMatch.number(phone)).customer(CustomerScript.endsWith("17", "Rule limited."));
        story.pay(session, phone);
        story.awaitState(session, AttemptState.FAILED);
        assertThat(payments.view(session.id()).payableAt())
                .hasValue(mpesa.clock().instant().plusSeconds(125));

        story.after(Duration.ofSeconds(124));
        assertThat(payments.view(session.id()).payable()).isFalse();
        assertThat(refusal(() -> story.pay(session, phone))).isEqualTo(Reason.WAIT_BEFORE_RETRY);
        assertThat(story.pushes(phone)).isEqualTo(1);

        story.after(Duration.ofSeconds(1));
        assertThat(payments.view(session.id()).payable()).isTrue();
        story.pay(session, phone);
        story.awaitState(session, AttemptState.PROMPTED);
    }

    @Test
    @Tag("property-29")
    void aPhoneThatIsBusyWithAnotherPromptWaitsTwoMinutesAndIsNotPushedMeanwhile() {
        TherapySession other = story.anApprovedSession();
        story.pay(other, phone);
        story.awaitState(other, AttemptState.PROMPTED);
        story.pay(session, phone);
        story.awaitState(session, AttemptState.FAILED);
        assertThat(story.latest(session).resultCode()).hasValue("1001");
        assertThat(payments.view(session.id()).payableAt())
                .hasValue(mpesa.clock().instant().plusSeconds(120));
        long pushed = story.pushes(phone);

        assertThat(refusal(() -> story.pay(session, phone))).isEqualTo(Reason.WAIT_BEFORE_RETRY);
        assertThat(story.pushes(phone)).isEqualTo(pushed);
        mpesa.phone(phone).cancel();
        story.after(Duration.ofSeconds(120));
        story.pay(session, phone);
        story.awaitState(session, AttemptState.PROMPTED);
    }

    @Test
    void nothingIsSetFreeBeforeMpesaHasAnsweredAQuestionAskedAfterFiveMinutes() {
        PaymentView.Attempt silent = aSilentPrompt(phone);
        story.after(Duration.ofSeconds(200));
        mpesa.weather().fault(Weather.Area.QUERY, GatewayFault.QUOTA);
        for (int minute = 0; minute < 6; minute++) {
            story.after(Duration.ofMinutes(1));
        }
        assertThat(story.latest(session).releasable()).isFalse();
        assertThat(refusal(() -> payments.release(silent.id(), session.clientId())))
                .isEqualTo(Reason.RELEASE_NOT_ALLOWED);

        mpesa.weather().fine();
        story.untilAfter(
                Duration.ofMinutes(2),
                10,
                () -> assertThat(story.latest(session).releasable()).isTrue());
        assertThat(refusal(() -> payments.release(silent.id(), session.therapistId())))
                .as("somebody else's")
                .isEqualTo(Reason.SESSION_NOT_FOUND);
        assertThat(payments.release(silent.id(), session.clientId()).payable()).isTrue();
    }

    @Test
    void thePayerSetsASessionFreeOnce() {
        PaymentView.Attempt first = aSilentPrompt(phone);
        story.untilAfter(
                Duration.ofMinutes(1),
                10,
                () -> assertThat(story.latest(session).releasable()).isTrue());
        payments.release(first.id(), session.clientId());
        PaymentView.Attempt second = aSilentPrompt(story.aPhone());

        for (int minute = 0; minute < 10; minute++) {
            story.after(Duration.ofMinutes(1));
        }

        assertThat(story.latest(session).state()).isEqualTo(AttemptState.TIMED_OUT);
        assertThat(story.latest(session).releasable()).isFalse();
        assertThat(refusal(() -> payments.release(second.id(), session.clientId())))
                .isEqualTo(Reason.RELEASE_NOT_ALLOWED);
    }

    private PaymentView.Attempt aSilentPrompt(String on) {
        mpesa.nextPush(PushMatch.number(on)).customer(CustomerScript.neverEnds());
        story.pay(session, on);
        story.awaitState(session, AttemptState.PROMPTED);
        return story.latest(session);
    }

    private static Reason refusal(Runnable request) {
        return catchThrowableOfType(PaymentRefusedException.class, request::run).reason();
    }
}
