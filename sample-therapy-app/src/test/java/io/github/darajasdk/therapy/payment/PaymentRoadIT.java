package io.github.darajasdk.therapy.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.simulator.GatewayFault;
import io.github.darajasdk.simulator.PushMatch;
import io.github.darajasdk.simulator.Weather;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionStatus;
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

/** One payment at a time, over the whole road, with everything that can go wrong on it. */
@PaymentTest
class PaymentRoadIT {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Autowired
    private PaymentStory story;

    @Autowired
    private DarajaSimulator mpesa;

    @Autowired
    private Payments payments;

    @Autowired
    private Bookings bookings;

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
    @Tag("property-10")
    @Tag("property-13")
    @Tag("property-21")
    @Tag("property-22")
    @Tag("property-23")
    @Tag("property-56")
    void aPayerWhoTypesThePinIsConfirmedWithTheReceipt() {
        story.pay(session, phone);
        story.awaitState(session, AttemptState.PROMPTED);
        assertThat(mpesa.phone(phone).prompt()).hasValueSatisfying(prompt -> {
            assertThat(prompt.amount()).isEqualTo(session.price().shillings());
            assertThat(prompt.accountReference()).isEqualTo(session.bookingNumber() + "-1");
        });

        mpesa.phone(phone).enterPin("1234");

        story.awaitState(session, AttemptState.PAID);
        assertThat(story.debits(phone))
                .singleElement()
                .satisfies(
                        debit -> assertThat(story.receipts(session, "APPLIED")).containsExactly(debit.receipt()));
        assertThat(story.latest(session).receiptFollows()).isFalse();
        assertThat(story.status(session)).isEqualTo(SessionStatus.CONFIRMED);
        assertThat(story.openCases(session)).isEmpty();
    }

    @Test
    @Tag("property-27")
    @Tag("property-28")
    @Tag("property-29")
    void aPayerWhoCancelsMayTryAgainAtOnce() {
        story.pay(session, phone);
        story.awaitState(session, AttemptState.PROMPTED);

        mpesa.phone(phone).cancel();

        story.awaitState(session, AttemptState.FAILED);
        assertThat(story.latest(session).resultCode()).hasValue("1032");
        assertThat(story.status(session)).isEqualTo(SessionStatus.APPROVED);
        assertThat(payments.view(session.id()).payable()).isTrue();

        story.pay(session, phone);
        story.awaitState(session, AttemptState.PROMPTED);
        mpesa.phone(phone).enterPin("1234");
        story.awaitState(session, AttemptState.PAID);
        assertThat(story.debits(phone)).hasSize(1);
    }

    @Test
    void aWrongPinAndAnEmptyWalletAreToldApart() {
        story.pay(session, phone);
        story.awaitState(session, AttemptState.PROMPTED);
        mpesa.phone(phone).enterPin("9999");
        story.awaitState(session, AttemptState.FAILED);
        assertThat(story.latest(session).resultCode()).hasValue("2001");

        mpesa.subscriber(phone).balance(10);
        story.pay(session, phone);
        story.awaitState(session, AttemptState.PROMPTED);
        mpesa.phone(phone).enterPin("1234");
        story.awaitState(session, AttemptState.FAILED);

        assertThat(story.latest(session).resultCode()).hasValue("1");
        assertThat(payments.view(session.id()).payable()).as("after a top-up").isTrue();
        assertThat(story.debits(phone)).isEmpty();
    }

    @Test
    void anIgnoredPromptIsConfirmedByAQueryBeforeARetryIsOffered() {
        story.pay(session, phone);
        story.awaitState(session, AttemptState.PROMPTED);

        story.untilAfter(
                Duration.ofSeconds(10),
                12,
                () -> assertThat(story.latest(session).confirming()).isTrue());
        assertThat(payments.view(session.id()).payable())
                .as("while it is being confirmed")
                .isFalse();

        story.untilAfter(
                Duration.ofSeconds(10),
                12,
                () -> assertThat(story.latest(session).state()).isEqualTo(AttemptState.FAILED));
        assertThat(story.latest(session).resultCode()).hasValue("1037");
        assertThat(payments.view(session.id()).payable()).isTrue();
        assertThat(story.status(session)).isEqualTo(SessionStatus.APPROVED);
    }

    @Test
    @Tag("property-19")
    @Tag("property-74")
    void aLostCallbackIsFoundByAskingAndTheReceiptFollows() {
        mpesa.nextPush(PushMatch.number(phone)).delivery(DeliveryScript.loseCallback());
        story.pay(session, phone);
        story.awaitState(session, AttemptState.PROMPTED);
        mpesa.phone(phone).enterPin("1234");

        story.untilAfter(
                Duration.ofSeconds(8),
                10,
                () -> assertThat(story.latest(session).state()).isEqualTo(AttemptState.PAID));

        assertThat(story.latest(session).receiptFollows()).isTrue();
        assertThat(story.status(session)).isEqualTo(SessionStatus.CONFIRMED);
        assertThat(story.debits(phone)).hasSize(1);
    }

    @Test
    void aPushWhoseAnswerIsLostIsNeverSentAgainAndTheCallbackSettlesIt() {
        mpesa.nextPush(PushMatch.number(phone)).delivery(DeliveryScript.acceptThenCutConnection());
        story.pay(session, phone);
        story.awaitState(session, AttemptState.UNCLEAR);
        PaymentRefusedException refused =
                catchThrowableOfType(PaymentRefusedException.class, () -> story.pay(session, phone));
        assertThat(refused.reason()).isEqualTo(Reason.ANOTHER_ATTEMPT_OPEN);

        mpesa.phone(phone).enterPin("1234");

        story.untilAfter(
                SECOND, 30, () -> assertThat(story.latest(session).state()).isEqualTo(AttemptState.PAID));
        assertThat(story.pushes(phone)).as("pushes on the wire").isEqualTo(1);
        assertThat(story.receipts(session, "APPLIED")).hasSize(1);
        assertThat(story.status(session)).isEqualTo(SessionStatus.CONFIRMED);
    }

    @Test
    void aFirewallPageLeavesThePushUnclearAndItIsNotSentAgain() {
        mpesa.nextPush(PushMatch.number(phone)).delivery(DeliveryScript.http503Html());
        story.pay(session, phone);
        story.awaitState(session, AttemptState.UNCLEAR);

        story.untilAfter(
                Duration.ofSeconds(30),
                10,
                () -> assertThat(story.latest(session).state()).isEqualTo(AttemptState.TIMED_OUT));

        assertThat(story.pushes(phone)).isEqualTo(1);
        assertThat(story.status(session)).isEqualTo(SessionStatus.APPROVED);
    }

    @Test
    void aCallbackThatOvertakesTheAnswerIsNotLost() {
        mpesa.nextPush(PushMatch.number(phone))
                .customer(CustomerScript.approves())
                .delivery(DeliveryScript.callbackBeforeAnswer());
        story.pay(session, phone);

        story.untilAfter(
                SECOND, 10, () -> assertThat(story.latest(session).state()).isEqualTo(AttemptState.PAID));
        assertThat(story.latest(session).receiptFollows()).isFalse();
        assertThat(story.receipts(session, "APPLIED")).hasSize(1);
    }

    @Test
    @Tag("property-75")
    void aCallbackThatComesManyTimesPaysOnce() {
        mpesa.nextPush(PushMatch.number(phone)).delivery(DeliveryScript.duplicateCallback(8));
        story.pay(session, phone);
        story.awaitState(session, AttemptState.PROMPTED);
        mpesa.phone(phone).enterPin("1234");

        story.awaitState(session, AttemptState.PAID);
        story.untilAfter(SECOND, 10, () -> assertThat(story.callbacks(session)).isEqualTo(8));
        assertThat(story.receipts(session, "APPLIED")).hasSize(1);
        assertThat(story.openCases(session)).isEmpty();
    }

    @Test
    void anotherAmountThanAskedGoesToAPerson() {
        mpesa.nextPush(PushMatch.number(phone)).delivery(DeliveryScript.wrongAmount(1));
        story.pay(session, phone);
        story.awaitState(session, AttemptState.PROMPTED);
        mpesa.phone(phone).enterPin("1234");

        story.awaitState(session, AttemptState.PAID);
        assertThat(story.status(session)).isEqualTo(SessionStatus.APPROVED);
        assertThat(story.openCases(session)).containsExactly("WRONG_AMOUNT");
        assertThat(payments.view(session.id()).payable()).isFalse();
        assertThat(payments.view(session.id()).underReview()).isTrue();
    }

    @Test
    void aCallbackWithIdsOfAnotherPromptMovesNothing() {
        mpesa.nextPush(PushMatch.number(phone)).delivery(DeliveryScript.unknownIds());
        story.pay(session, phone);
        story.awaitState(session, AttemptState.PROMPTED);
        mpesa.phone(phone).enterPin("1234");

        story.untilAfter(
                Duration.ofMillis(200),
                10,
                () -> assertThat(story.quarantined(session)).isEqualTo(1));
        assertThat(story.receipts(session, "APPLIED")).isEmpty();
    }

    @Test
    @Tag("property-55")
    @Tag("property-71")
    void aPushThatMpesaProvablyDidNotTakeIsTriedAgainAfterThirtySeconds() {
        mpesa.weather().fault(Weather.Area.PUSH, GatewayFault.SPIKE_ARREST);
        story.pay(session, phone);
        story.awaitState(session, AttemptState.QUEUED);
        assertThat(story.latest(session).nextTryAt())
                .hasValue(mpesa.clock().instant().plusSeconds(30));

        mpesa.weather().fine();
        story.after(Duration.ofSeconds(31));

        story.awaitState(session, AttemptState.PROMPTED);
        assertThat(mpesa.phone(phone).prompt()).isPresent();
    }

    @Test
    void aQueuedPaymentCanBeCancelledAndExpiresByItself() {
        mpesa.weather().fault(Weather.Area.PUSH, GatewayFault.SPIKE_ARREST);
        story.pay(session, phone);
        story.awaitState(session, AttemptState.QUEUED);
        payments.cancelUnsent(story.latest(session).id(), session.clientId());
        assertThat(story.latest(session).state()).isEqualTo(AttemptState.NOT_SENT);
        assertThat(payments.view(session.id()).payable()).isTrue();

        story.pay(session, phone);
        story.awaitState(session, AttemptState.QUEUED);
        story.untilAfter(
                Duration.ofSeconds(31),
                12,
                () -> assertThat(story.latest(session).state()).isEqualTo(AttemptState.NOT_SENT));
        assertThat(mpesa.phone(phone).prompt()).isEmpty();
    }

    @Test
    @Tag("property-14")
    void silenceTimesOutAndAfterFiveMinutesThePayerMayReleaseTheSessionAndADoublePaymentIsFlagged() {
        mpesa.nextPush(PushMatch.number(phone))
                .customer(CustomerScript.neverEnds())
                .delivery(DeliveryScript.normal());
        story.pay(session, phone);
        story.awaitState(session, AttemptState.PROMPTED);
        PaymentView.Attempt first = story.latest(session);
        story.untilAfter(
                Duration.ofSeconds(20),
                12,
                () -> assertThat(story.latest(session).state()).isEqualTo(AttemptState.TIMED_OUT));
        assertThat(catchThrowableOfType(
                                PaymentRefusedException.class, () -> payments.release(first.id(), session.clientId()))
                        .reason())
                .isEqualTo(Reason.RELEASE_NOT_ALLOWED);

        story.untilAfter(
                Duration.ofSeconds(30),
                20,
                () -> assertThat(story.latest(session).releasable()).isTrue());
        assertThat(payments.release(first.id(), session.clientId()).payable()).isTrue();

        String other = story.aPhone();
        story.pay(session, other);
        story.awaitState(session, AttemptState.PROMPTED);
        mpesa.phone(other).enterPin("1234");
        story.awaitState(session, AttemptState.PAID);
        assertThat(story.status(session)).isEqualTo(SessionStatus.CONFIRMED);
        assertThat(story.attemptState(first.id())).isEqualTo(AttemptState.TIMED_OUT);
    }

    @Test
    void theSameIdempotencyKeyIsTheSameAttemptAndNeverASecondPrompt() {
        PaymentView first = story.pay(session, phone, "the-form-shown-once");
        PaymentView again = story.pay(session, phone, "the-form-shown-once");

        assertThat(again.latest().orElseThrow().id())
                .isEqualTo(first.latest().orElseThrow().id());
        story.awaitState(session, AttemptState.PROMPTED);
        assertThat(story.pushes(phone)).isEqualTo(1);
        assertThat(catchThrowableOfType(
                                PaymentRefusedException.class,
                                () -> story.pay(session, story.aPhone(), "the-form-shown-once"))
                        .reason())
                .isEqualTo(Reason.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void moneyForASessionCancelledMeanwhileIsLate() {
        story.pay(session, phone);
        story.awaitState(session, AttemptState.PROMPTED);
        bookings.cancel(session.id(), session.clientId());

        mpesa.phone(phone).enterPin("1234");

        story.awaitState(session, AttemptState.PAID);
        assertThat(story.status(session)).isEqualTo(SessionStatus.CANCELLED);
        assertThat(story.openCases(session)).containsExactly("LATE");
        assertThat(story.receipts(session, "LATE")).hasSize(1);
    }

    @Test
    @Tag("property-5")
    void onlyAnApprovedSessionOfOnesOwnCanBePaid() {
        TherapySession cancelled = story.anApprovedSession();
        bookings.cancel(cancelled.id(), cancelled.clientId());
        assertThat(refusal(() -> story.pay(cancelled, phone))).isEqualTo(Reason.SESSION_NOT_APPROVED);

        TherapySession another = story.anApprovedSession();
        assertThat(refusal(() -> payments.initiate(
                        new InitiatePayment(another.id(), session.clientId(), phone, "somebody-else"))))
                .isEqualTo(Reason.SESSION_NOT_FOUND);
        assertThat(refusal(() -> story.pay(session, "0812 345 678"))).isEqualTo(Reason.INVALID_PHONE);
        assertThat(story.pushes(phone)).isZero();
    }

    private static Reason refusal(Runnable payment) {
        return catchThrowableOfType(PaymentRefusedException.class, payment::run).reason();
    }
}
