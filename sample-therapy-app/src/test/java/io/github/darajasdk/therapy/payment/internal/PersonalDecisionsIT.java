package io.github.darajasdk.therapy.payment.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.darajasdk.AccountReference;
import io.github.darajasdk.Amount;
import io.github.darajasdk.Credentials;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.DarajaEnvironment;
import io.github.darajasdk.Merchant;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.Passkey;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.stk.StkPushAccepted;
import io.github.darajasdk.stk.StkPushRequest;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.DecisionRefusedException;
import io.github.darajasdk.therapy.payment.MoneyReports;
import io.github.darajasdk.therapy.payment.PaymentDecisions;
import io.github.darajasdk.therapy.payment.ReportedMovement;
import io.github.darajasdk.therapy.payment.ReportedMovement.Kind;
import io.github.darajasdk.therapy.payment.ReportedMovement.Source;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import io.github.darajasdk.therapy.testing.PaymentStory;
import io.github.darajasdk.therapy.testing.TestData;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What only a person decides, when they may, and what M-PESA says afterwards. Also money whose session was called off. */
@ChannelTest
class PersonalDecisionsIT {

    private static final PaymentEnvironment SIMULATOR = PaymentEnvironment.SIMULATOR;
    private static final AtomicInteger RECEIPTS = new AtomicInteger(1000);

    @Autowired
    private PaymentDecisions decisions;

    @Autowired
    private PaymentStory story;

    @Autowired
    private DarajaSimulator mpesa;

    @Autowired
    private MoneyReports reports;

    @Autowired
    private Bookings bookings;

    @Autowired
    private QuerySchedule queries;

    @Autowired
    private TestData data;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private TherapySession session;
    private String phone;
    private UserId admin;

    @BeforeEach
    void aSession() {
        session = story.anApprovedSession();
        phone = story.aPhone();
        admin = data.anAdmin().id();
    }

    @Test
    void anAttemptIsGivenUpOnlyOnceEverySourceWasAskedTenMinutesAfterItWasSent() {
        mpesa.nextPush().delivery(DeliveryScript.loseCallback().and(DeliveryScript.queryAnswers("4999", "processing")));
        AttemptId attempt = story.pay(session, phone).latest().orElseThrow().id();
        story.awaitState(session, AttemptState.PROMPTED);
        refused(() -> decisions.abandon(attempt, admin, "too early"), "timed out");
        story.after(Duration.ofMinutes(3));
        story.awaitState(session, AttemptState.TIMED_OUT);
        refused(() -> decisions.abandon(attempt, admin, "too early"), "ten minutes");
        story.after(Duration.ofMinutes(8));
        refused(() -> decisions.abandon(attempt, admin, "not in the record"), "pulled");
        story.after(Duration.ofMinutes(16));

        decisions.abandon(attempt, admin, "nobody knows of it");

        assertThat(story.latest(session).state()).isEqualTo(AttemptState.ABANDONED);
        assertThat(story.openCases(session)).isEmpty();
        report(payment(Source.STATEMENT, receipt(), session.bookingNumber() + "-1", price()));
        assertThat(story.latest(session).state()).as("late truth wins").isEqualTo(AttemptState.PAID);
        assertThat(story.status(session)).isEqualTo(SessionStatus.CONFIRMED);
    }

    @Test
    void aSuccessWithoutReceiptIsTakenBackWhenTheRecordHoldsNoPayment() {
        AttemptId attempt = paidWithoutReceipt();

        decisions.declareUnpaid(attempt, admin, "not in the statement of today");

        assertThat(story.latest(session).state()).isEqualTo(AttemptState.FAILED);
        assertThat(story.status(session)).isEqualTo(SessionStatus.APPROVED);
        refused(() -> decisions.declareUnpaid(attempt, admin, "again"), "receipt");
    }

    @Test
    void aClaimIsBelievedOrNotByAPerson() {
        String believed = receipt();
        String disbelieved = receipt();
        TherapySession other = story.anApprovedSession();
        report(payment(Source.C2B, believed, session.bookingNumber(), price()));
        report(payment(Source.C2B, disbelieved, other.bookingNumber(), price()));

        decisions.acceptClaim(SIMULATOR, believed, admin, "seen on the portal");
        decisions.rejectClaim(SIMULATOR, disbelieved, admin, "not on the portal");

        assertThat(story.receipts(session, "APPLIED")).containsExactly(believed);
        assertThat(story.status(session)).isEqualTo(SessionStatus.CONFIRMED);
        assertThat(story.receipts(other, "APPLIED")).isEmpty();
        assertThat(story.status(other)).isEqualTo(SessionStatus.APPROVED);
        refused(() -> decisions.acceptClaim(SIMULATOR, disbelieved, admin, "after all"), "waits to be believed");
    }

    @Test
    void aClaimUnderNobodysNumberIsRejectedButCannotBeBelieved() {
        String receipt = receipt();
        report(payment(Source.C2B, receipt, "nobody", price()));

        refused(() -> decisions.acceptClaim(SIMULATOR, receipt, admin, "mine"), "names no session");
        decisions.rejectClaim(SIMULATOR, receipt, admin, "not on the portal");

        refused(() -> decisions.rejectClaim(SIMULATOR, receipt, admin, "again"), "waits to be believed");
    }

    @Test
    void anOrphanIsGivenToItsSession() {
        String receipt = receipt();
        report(payment(Source.PULL, receipt, "my therapist", price()));

        decisions.assign(SIMULATOR, receipt, session.id(), admin, "the client called");

        assertThat(story.receipts(session, "APPLIED")).containsExactly(receipt);
        assertThat(story.status(session)).isEqualTo(SessionStatus.CONFIRMED);
        assertThat(openOrphans(receipt)).isZero();
        refused(() -> decisions.assign(SIMULATOR, receipt, session.id(), admin, "again"), "no orphan");
    }

    @Test
    void anOrphanOfAnotherAmountPaysNothingEvenWhenItIsGivenToASession() {
        String receipt = receipt();
        report(payment(Source.PULL, receipt, session.bookingNumber(), price() - 500));

        decisions.assign(SIMULATOR, receipt, session.id(), admin, "a part of it");

        assertThat(story.receipts(session, "WRONG_AMOUNT")).containsExactly(receipt);
        assertThat(story.status(session)).isEqualTo(SessionStatus.APPROVED);
        assertThat(story.openCases(session)).containsExactly("WRONG_AMOUNT");
    }

    @Test
    void moneyOfASessionThatIsCalledOffIsForAPerson() {
        report(payment(Source.PULL, receipt(), session.bookingNumber(), price()));
        assertThat(story.status(session)).isEqualTo(SessionStatus.CONFIRMED);

        bookings.cancel(session.id(), session.clientId());

        assertThat(story.openCases(session)).containsExactly("LATE");
    }

    @Test
    void aPaymentWithoutReceiptIsForAPersonAsSoonAsItsSessionIsCalledOff() {
        paidWithoutReceipt();

        bookings.cancel(session.id(), session.clientId());
        assertThat(story.openCases(session)).containsExactly("LATE");
        String receipt = receipt();
        report(payment(Source.STATEMENT, receipt, session.bookingNumber() + "-1", price()));

        assertThat(story.receipts(session, "LATE")).containsExactly(receipt);
        assertThat(story.openCases(session))
                .as("the same money, now by its receipt")
                .containsExactly("LATE");
    }

    @Test
    void whatIsOpenAtAFormerShortCodeIsStillAskedForThere() {
        DarajaClient before = DarajaClient.builder()
                .environment(DarajaEnvironment.custom(mpesa.baseUri()))
                .credentials(Credentials.of(DarajaSimulator.CONSUMER_KEY, DarajaSimulator.CONSUMER_SECRET))
                .merchant(Merchant.paybill(
                        ShortCode.of(ChannelTest.FORMER_SHORT_CODE), Passkey.of(ChannelTest.FORMER_PASSKEY)))
                .clock(mpesa.clock())
                .build();
        mpesa.nextPush().delivery(DeliveryScript.loseCallback());
        StkPushAccepted accepted = before.stk()
                .push(StkPushRequest.builder()
                        .phoneNumber(Msisdn.of(phone))
                        .amount(Amount.kes(price()))
                        .accountReference(AccountReference.of(session.bookingNumber() + "-1"))
                        .description("Smiling Steps")
                        .callbackUrl(URI.create("http://127.0.0.1:9/lost"))
                        .build());
        before.close();
        AttemptId attempt = anAttemptAtTheFormerShortCode(accepted);
        mpesa.phone(phone).enterPin("1234");

        queries.schedule(attempt, mpesa.clock().instant().plusSeconds(15));
        story.after(Duration.ofSeconds(16));

        story.eventually(() -> assertThat(story.attemptState(attempt)).isEqualTo(AttemptState.PAID));
        assertThat(story.status(session)).isEqualTo(SessionStatus.CONFIRMED);
    }

    private AttemptId anAttemptAtTheFormerShortCode(StkPushAccepted accepted) {
        UUID attempt = UUID.randomUUID();
        jdbc.sql("update therapy_session set merchant = :merchant where id = :id")
                .param("merchant", ChannelTest.FORMER_SHORT_CODE)
                .param("id", session.id().value())
                .update();
        jdbc.sql("""
                        insert into payment_attempt (id, session_id, environment, merchant, number, payer_id, phone,
                            amount_kes, account_reference, idempotency_key, request_digest, state, sends,
                            checkout_request_id, merchant_request_id, created_at, expires_at, sent_at)
                        values (:id, :session, 'SIMULATOR', :merchant, 1, :payer, :phone, :amount, :reference, :key, 'x',
                            'PROMPTED', 1, :checkout, :merchantRequest, :now, :now, :now)""")
                .param("id", attempt)
                .param("session", session.id().value())
                .param("merchant", ChannelTest.FORMER_SHORT_CODE)
                .param("payer", session.clientId().value())
                .param("phone", phone)
                .param("amount", price())
                .param("reference", session.bookingNumber() + "-1")
                .param("key", attempt.toString())
                .param("checkout", accepted.checkoutRequestId().value())
                .param("merchantRequest", accepted.merchantRequestId().value())
                .param("now", Sql.at(mpesa.clock().instant()))
                .update();
        return new AttemptId(attempt);
    }

    private AttemptId paidWithoutReceipt() {
        mpesa.nextPush().delivery(DeliveryScript.loseCallback().and(DeliveryScript.queryAnswers("0", "Success.")));
        AttemptId attempt = story.pay(session, phone).latest().orElseThrow().id();
        story.awaitState(session, AttemptState.PROMPTED);
        story.untilAfter(
                Duration.ofSeconds(10),
                12,
                () -> assertThat(story.latest(session).receiptFollows()).isTrue());
        return attempt;
    }

    private void report(ReportedMovement movement) {
        transaction.executeWithoutResult(status -> reports.report(movement));
    }

    private ReportedMovement payment(Source source, String receipt, String reference, long amount) {
        return new ReportedMovement(
                SIMULATOR,
                session.merchant(),
                source,
                Kind.PAYMENT_IN,
                receipt,
                null,
                amount,
                null,
                reference,
                null,
                (receipt + reference).getBytes(StandardCharsets.UTF_8));
    }

    private long price() {
        return session.price().shillings();
    }

    private static String receipt() {
        return "UKK1D" + RECEIPTS.incrementAndGet();
    }

    private long openOrphans(String receipt) {
        return jdbc.sql("select count(*) from payment_exception where receipt = :receipt and resolved_at is null")
                .param("receipt", receipt)
                .query(Long.class)
                .single();
    }

    private static void refused(Runnable decision, String why) {
        assertThatThrownBy(decision::run)
                .isInstanceOf(DecisionRefusedException.class)
                .hasMessageContaining(why);
    }
}
