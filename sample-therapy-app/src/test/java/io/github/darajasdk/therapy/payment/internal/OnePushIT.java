package io.github.darajasdk.therapy.payment.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.simulator.GatewayFault;
import io.github.darajasdk.simulator.PushMatch;
import io.github.darajasdk.simulator.Weather;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.PaymentRefusedException;
import io.github.darajasdk.therapy.payment.PaymentRefusedException.Reason;
import io.github.darajasdk.therapy.payment.PaymentView;
import io.github.darajasdk.therapy.payment.Payments;
import io.github.darajasdk.therapy.testing.AllAtOnce;
import io.github.darajasdk.therapy.testing.PaymentStory;
import io.github.darajasdk.therapy.testing.PaymentTest;
import io.github.darajasdk.therapy.testing.PostedCallbacks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The first rule: one prompt for one payment, and none where it is unclear, wrong or not wanted any more. */
@PaymentTest
class OnePushIT {

    private static final Duration RETRY = PaymentTiming.QUEUED_RETRY.plusSeconds(1);

    @Autowired
    private PaymentStory story;

    @Autowired
    private DarajaSimulator mpesa;

    @Autowired
    private Payments payments;

    @Autowired
    private PostedCallbacks callbacks;

    @Autowired
    private AttemptStore attempts;

    @Autowired
    private Sending sending;

    @Autowired
    private Asking asking;

    @Autowired
    private JdbcClient jdbc;

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
    void eightAtOnceForOneSessionMakeOneAttemptAndOnePush() {
        List<Optional<Reason>> refusals =
                AllAtOnce.run(8, i -> () -> refusal(session, UUID.randomUUID().toString()));

        assertThat(refusals).containsOnlyOnce(Optional.empty());
        assertThat(refusals).filteredOn(Optional::isPresent).containsOnly(Optional.of(Reason.ANOTHER_ATTEMPT_OPEN));
        story.awaitState(session, AttemptState.PROMPTED);
        assertThat(attempts.ofSession(session.id())).hasSize(1);
        assertThat(story.pushes(phone)).isEqualTo(1);
    }

    @Test
    void oneKeyUsedForTwoSessionsAtOnceIsOneAttempt() {
        TherapySession other = story.anApprovedSession();
        jdbc.sql("update therapy_session set client_id = :client where id = :id")
                .param("client", session.clientId().value())
                .param("id", other.id().value())
                .update();
        TherapySession othersOwn = sameClient(other);

        List<Optional<Reason>> refusals =
                AllAtOnce.run(8, i -> () -> refusal(i % 2 == 0 ? session : othersOwn, "one-key-for-two-sessions"));

        assertThat(refusals).containsOnly(Optional.empty(), Optional.of(Reason.IDEMPOTENCY_KEY_REUSED));
        assertThat(attempts.ofSessions(List.of(session.id(), other.id()))).hasSize(1);
    }

    /** Why the payment was refused; empty if it was started, or was started already. */
    private Optional<Reason> refusal(TherapySession of, String key) {
        try {
            story.pay(of, phone, key);
            return Optional.empty();
        } catch (PaymentRefusedException e) {
            return Optional.of(e.reason());
        }
    }

    private TherapySession sameClient(TherapySession of) {
        return new TherapySession(
                of.id(),
                of.bookingNumber(),
                session.clientId(),
                of.therapistId(),
                of.startsAt(),
                of.length(),
                of.price(),
                of.status(),
                of.environment(),
                of.merchant(),
                of.createdAt());
    }

    @Test
    void aSessionOfAnotherMerchantIsNotPaidToThisOne() {
        merchant(session, "600999");

        assertThat(catchThrowableOfType(PaymentRefusedException.class, () -> story.pay(session, phone))
                        .reason())
                .isEqualTo(Reason.SESSION_NOT_APPROVED);
        assertThat(payments.view(session.id()).payable()).isFalse();
        assertThat(story.pushes(phone)).isZero();
    }

    @Test
    void anAttemptLeftOverFromAnotherMerchantIsNotSentToThisOne() {
        mpesa.weather().fault(Weather.Area.PUSH, GatewayFault.QUOTA);
        story.pay(session, phone);
        story.awaitState(session, AttemptState.QUEUED);
        jdbc.sql("delete from scheduled_tasks where task_instance = :id")
                .param("id", story.latest(session).id().toString())
                .update();
        AttemptRow left = attempts.ofSession(session.id()).get(0);
        TherapySession other = story.anApprovedSession();
        merchant(other, "600999");
        AttemptId moved = new AttemptId(UUID.randomUUID());
        attempts.insert(copy(left, moved, other));

        assertThat(sending.begin(moved)).isEmpty();

        assertThat(story.attemptState(moved)).isEqualTo(AttemptState.NOT_SENT);
    }

    private static AttemptRow copy(AttemptRow of, AttemptId id, TherapySession session) {
        return new AttemptRow(
                id,
                session.id(),
                session.environment(),
                "600999",
                1,
                of.payer(),
                of.phone(),
                of.amount(),
                session.bookingNumber() + "-1",
                id.toString(),
                of.requestDigest(),
                AttemptState.CREATED,
                false,
                0,
                null,
                null,
                null,
                null,
                null,
                of.createdAt(),
                of.expiresAt(),
                null,
                null,
                null,
                null,
                null);
    }

    private void merchant(TherapySession of, String merchant) {
        jdbc.sql("update therapy_session set merchant = :merchant where id = :id")
                .param("merchant", merchant)
                .param("id", of.id().value())
                .update();
    }

    @Test
    void whatIsQueuedIsNotSentOnceMoneyForTheSessionHasCome() {
        mpesa.nextPush(PushMatch.number(phone)).customer(CustomerScript.neverEnds());
        story.pay(session, phone);
        story.awaitState(session, AttemptState.PROMPTED);
        AttemptRow first = attempts.ofSession(session.id()).get(0);
        story.untilAfter(
                Duration.ofSeconds(60),
                10,
                () -> assertThat(story.latest(session).releasable()).isTrue());
        payments.release(first.id(), session.clientId());
        String other = story.aPhone();
        mpesa.weather().fault(Weather.Area.PUSH, GatewayFault.QUOTA);
        story.pay(session, other);
        story.awaitState(session, AttemptState.QUEUED);
        PaymentView.Attempt second = story.latest(session);

        assertThat(callbacks.post(
                        first.id().value(),
                        PostedCallbacks.paid(first.checkoutRequestId(), first.merchantRequestId(), 1, "UKKWRONG01")))
                .isEqualTo(200);
        assertThat(story.openCases(session)).contains("WRONG_AMOUNT");
        mpesa.weather().fine();
        story.after(RETRY);

        assertThat(story.attemptState(second.id())).isEqualTo(AttemptState.NOT_SENT);
        assertThat(mpesa.phone(other).prompt()).isEmpty();
    }

    @Test
    void whatMpesaSeemedToRefuseIsNotSentAgainOnceMpesaTellsOfIt() {
        mpesa.nextPush(PushMatch.number(phone))
                .delivery(DeliveryScript.fault(GatewayFault.QUOTA).afterAccepting());
        mpesa.weather().fault(Weather.Area.QUERY, GatewayFault.EMPTY_MESSAGE);
        story.pay(session, phone);
        story.awaitState(session, AttemptState.QUEUED);
        AttemptId attempt = story.latest(session).id();
        mpesa.phone(phone).enterPin("1234");
        story.untilAfter(
                Duration.ofMillis(1),
                10,
                () -> assertThat(story.callbacks(session)).isOne());

        story.after(RETRY);
        assertThat(story.pushes(phone)).as("pushes on the wire").isEqualTo(1);
        story.untilAfter(
                Duration.ofSeconds(60),
                8,
                () -> assertThat(story.attemptState(attempt)).isEqualTo(AttemptState.NOT_SENT));
        assertThat(payments.view(session.id()).payable())
                .as("while M-PESA is asked about it")
                .isFalse();
        assertThat(refusal(session, "once-more")).hasValue(Reason.ANOTHER_ATTEMPT_OPEN);
        mpesa.weather().fine();

        story.untilAfter(
                Duration.ofMinutes(5),
                8,
                () -> assertThat(story.attemptState(attempt)).isEqualTo(AttemptState.PAID));
        assertThat(story.pushes(phone)).isEqualTo(1);
        assertThat(story.receipts(session, "APPLIED")).hasSize(1);
        assertThat(story.openCases(session)).containsExactly("CONTRADICTION");
    }

    @Test
    void anAnswerStoredTwiceDoesNotMakeALaterPushLookAnswered() {
        mpesa.weather().fault(Weather.Area.PUSH, GatewayFault.QUOTA);
        story.pay(session, phone);
        story.awaitState(session, AttemptState.QUEUED);
        AttemptRow sent = attempts.ofSession(session.id()).get(0);
        NewEvidence notTaken = NewEvidence.answer(
                EvidenceSource.PUSH_ANSWER, EvidenceMeaning.NOT_TAKEN, null, null, null, null, "quota");
        sending.answered(sent, notTaken); // the first time was committed, but the connection broke before it was told
        mpesa.weather().fine();
        mpesa.nextPush(PushMatch.number(phone)).delivery(DeliveryScript.holdAnswer(Duration.ofMinutes(10)));
        story.afterWithoutWaiting(RETRY);
        story.awaitState(session, AttemptState.SENDING);

        asking.ask(sent.id());

        assertThat(story.attemptState(sent.id())).as("its push is on the wire").isEqualTo(AttemptState.SENDING);
        story.awaitState(session, AttemptState.UNCLEAR);
        assertThat(mpesa.phone(phone).prompt()).isPresent();
    }

    @Test
    void whoeverFindsAnAttemptBeingSentDoesNotSendIt() {
        mpesa.nextPush(PushMatch.number(phone)).delivery(DeliveryScript.holdAnswer(Duration.ofMinutes(10)));
        story.pay(session, phone);
        story.awaitState(session, AttemptState.SENDING);
        AttemptId attempt = story.latest(session).id();

        assertThat(sending.begin(attempt)).isEmpty();

        assertThat(story.attemptState(attempt)).isEqualTo(AttemptState.UNCLEAR);
        assertThat(sending.begin(attempt)).as("nor afterwards").isEmpty();
        assertThat(story.pushes(phone)).isEqualTo(1);
    }
}
