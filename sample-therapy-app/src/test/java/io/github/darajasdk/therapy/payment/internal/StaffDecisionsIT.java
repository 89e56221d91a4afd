package io.github.darajasdk.therapy.payment.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.simulator.GatewayFault;
import io.github.darajasdk.simulator.Weather;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.MoneyReports;
import io.github.darajasdk.therapy.payment.ReportedMovement;
import io.github.darajasdk.therapy.payment.ReportedMovement.Kind;
import io.github.darajasdk.therapy.payment.ReportedMovement.Source;
import io.github.darajasdk.therapy.payment.review.CaseKind;
import io.github.darajasdk.therapy.payment.review.CaseRefusedException;
import io.github.darajasdk.therapy.payment.review.CaseRefusedException.Reason;
import io.github.darajasdk.therapy.payment.review.CaseStep.Action;
import io.github.darajasdk.therapy.payment.review.PaymentCase;
import io.github.darajasdk.therapy.payment.review.PaymentCases;
import io.github.darajasdk.therapy.payment.review.StaffDecisions;
import io.github.darajasdk.therapy.testing.PaymentStory;
import io.github.darajasdk.therapy.testing.TestData;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What an administrator does about a case: it is carried out, and who did it and why stays with the case. */
@ChannelTest
class StaffDecisionsIT {

    private static final AtomicInteger RECEIPTS = new AtomicInteger(1000);

    @Autowired
    private StaffDecisions decisions;

    @Autowired
    private PaymentCases cases;

    @Autowired
    private PaymentStory story;

    @Autowired
    private DarajaSimulator mpesa;

    @Autowired
    private MoneyReports reports;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private TestData data;

    @Autowired
    private JdbcClient jdbc;

    private TherapySession session;
    private UserId admin;

    @BeforeEach
    void aSession() {
        session = story.anApprovedSession();
        admin = data.anAdmin().id();
    }

    @AfterEach
    void fineWeather() {
        mpesa.weather().fine();
    }

    @Test
    void aMissingReceiptIsWrittenDownFromMpesasRecord() {
        PaymentCase missing = paidWithoutReceipt();
        String anothers = receipt();
        report(payment(Source.PULL, anothers, story.anApprovedSession().bookingNumber(), price()));

        refused(() -> decisions.confirmReceipt(missing.id(), "no receipt", admin, "typed"), Reason.BAD_RECEIPT);
        refused(() -> decisions.confirmReceipt(missing.id(), receipt(), admin, " "), Reason.REASON_MISSING);
        refused(() -> decisions.confirmReceipt(missing.id(), anothers, admin, "typed"), Reason.RECEIPT_IS_TAKEN);
        assertThat(story.latest(session).receiptFollows()).isTrue();
        String receipt = receipt();
        decisions.confirmReceipt(missing.id(), receipt, admin, "on the portal at 10:20");

        assertThat(story.receipts(session, "APPLIED")).containsExactly(receipt);
        assertThat(story.latest(session).receiptFollows()).isFalse();
        assertThat(story.openCases(session)).isEmpty();
        assertKept(missing, Action.RECEIPT_CONFIRMED, "on the portal at 10:20");
    }

    @Test
    void aPaymentThatTheRecordDoesNotHoldIsMarkedFailed() {
        PaymentCase missing = paidWithoutReceipt();

        decisions.markFailed(missing.id(), admin, "not in the statement");

        assertThat(story.latest(session).state()).isEqualTo(AttemptState.FAILED);
        assertThat(story.status(session)).isEqualTo(SessionStatus.APPROVED);
        assertKept(missing, Action.MARKED_FAILED, "not in the statement");
    }

    @Test
    void anAttemptIsGivenUpOnceNobodyKnowsOfIt() {
        mpesa.nextPush().delivery(DeliveryScript.loseCallback().and(DeliveryScript.queryAnswers("4999", "processing")));
        story.pay(session, story.aPhone());
        story.awaitState(session, AttemptState.PROMPTED);
        mpesa.weather().fault(Weather.Area.OTHER, GatewayFault.HTML_503);
        story.after(Duration.ofMinutes(11));
        PaymentCase unresolved = openCase(of -> of.kind() == CaseKind.UNRESOLVED);
        refused(() -> decisions.abandon(unresolved.id(), admin, "not pulled"), Reason.NOT_ASKED_EVERYWHERE);
        mpesa.weather().fine();
        story.after(Duration.ofMinutes(16));

        decisions.abandon(unresolved.id(), admin, "nobody knows of it");

        assertThat(story.latest(session).state()).isEqualTo(AttemptState.ABANDONED);
        assertKept(unresolved, Action.ABANDONED, "nobody knows of it");
    }

    @Test
    void moneyOfNobodyIsGivenToTheSessionItWasMeantFor() {
        String receipt = receipt();
        report(payment(Source.PULL, receipt, "my therapist", price()));
        PaymentCase orphan = orphan(receipt);
        refused(() -> decisions.link(orphan.id(), "NOSUCHBK", admin, "guessed"), Reason.UNKNOWN_SESSION);

        decisions.link(orphan.id(), session.bookingNumber() + "-2", admin, "the client called");

        assertThat(story.receipts(session, "APPLIED")).containsExactly(receipt);
        assertThat(story.status(session)).isEqualTo(SessionStatus.CONFIRMED);
        assertKept(orphan, Action.LINKED, "the client called");
    }

    @Test
    void aConfirmationThatNothingElseConfirmsIsBelieved() {
        mpesa.weather().fault(Weather.Area.OTHER, GatewayFault.HTML_503);
        String receipt = receipt();
        report(payment(Source.C2B, receipt, session.bookingNumber(), price()));
        story.after(Duration.ofMinutes(30));
        PaymentCase claimed = openCase(of -> of.evidence().isPresent());

        decisions.acceptClaim(claimed.id(), admin, "seen on the portal");

        assertThat(story.receipts(session, "APPLIED")).containsExactly(receipt);
        assertThat(story.status(session)).isEqualTo(SessionStatus.CONFIRMED);
        assertKept(claimed, Action.CLAIM_ACCEPTED, "seen on the portal");
    }

    @Test
    @Tag("property-72")
    void aCallbackThatWasSetAsideByMistakeSettlesWhenItIsHandledAgain() {
        mpesa.nextPush().customer(CustomerScript.human());
        story.pay(session, story.aPhone());
        story.awaitState(session, AttemptState.PROMPTED);
        UUID callback = paidCallbackInQuarantine();
        story.after(Duration.ofSeconds(20));
        PaymentCase doesNotFit = openCase(of -> of.evidence().equals(Optional.of(callback)));

        decisions.replay(doesNotFit.id(), callback, admin, "the defect is mended");

        story.awaitState(session, AttemptState.PAID);
        assertThat(story.status(session)).isEqualTo(SessionStatus.CONFIRMED);
        assertKept(doesNotFit, Action.REPLAYED, "the defect is mended");
    }

    @Test
    void whatBelongsToAnotherPaymentIsNotHandledAgainUnderThisCase() {
        mpesa.nextPush().customer(CustomerScript.human());
        story.pay(session, story.aPhone());
        story.awaitState(session, AttemptState.PROMPTED);
        UUID callback = paidCallbackInQuarantine();
        String receipt = receipt();
        report(payment(Source.PULL, receipt, "my therapist", price()));
        PaymentCase orphan = orphan(receipt);

        refused(() -> decisions.replay(orphan.id(), callback, admin, "by the wrong door"), Reason.MOVED_ON);

        assertThat(story.quarantined(session)).isOne();
        assertThat(cases.history(orphan.id())).isEmpty();
    }

    private UUID paidCallbackInQuarantine() {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into payment_evidence (id, environment, merchant, attempt_id, source, authenticity, meaning,
                            checkout_request_id, merchant_request_id, result_code, receipt, amount_kes, raw_body, body_digest,
                            received_at, disposition, note, tries)
                        select :id, environment, merchant, id, 'CALLBACK', 'PAYMENT_TOKEN', 'PAID', checkout_request_id,
                            merchant_request_id, '0', :receipt, amount_kes, 'body', 'digest', created_at, 'QUARANTINED',
                            'a defect that is mended by now', 4
                        from payment_attempt where session_id = :session""")
                .param("id", id)
                .param("receipt", receipt())
                .param("session", session.id().value())
                .update();
        return id;
    }

    /** Paid, says a query that lies; no record of M-PESA names the receipt. */
    private PaymentCase paidWithoutReceipt() {
        mpesa.nextPush().delivery(DeliveryScript.loseCallback().and(DeliveryScript.queryAnswers("0", "Success.")));
        story.pay(session, story.aPhone());
        story.awaitState(session, AttemptState.PROMPTED);
        story.untilAfter(
                Duration.ofMinutes(5),
                12,
                () -> assertThat(story.openCases(session)).contains("RECEIPT_MISSING"));
        return openCase(of -> of.kind() == CaseKind.RECEIPT_MISSING);
    }

    private PaymentCase openCase(Predicate<PaymentCase> which) {
        return cases.about(session.environment(), Optional.of(session.id()), Optional.empty()).stream()
                .filter(PaymentCase::isOpen)
                .filter(which)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no such case is open"));
    }

    private PaymentCase orphan(String receipt) {
        return cases.about(session.environment(), Optional.empty(), Optional.of(receipt))
                .get(0);
    }

    private void assertKept(PaymentCase about, Action action, String why) {
        assertThat(cases.history(about.id()))
                .filteredOn(step -> step.action() == action)
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.by()).isEqualTo(admin);
                    assertThat(step.reason()).isEqualTo(why);
                });
    }

    private void report(ReportedMovement movement) {
        transaction.executeWithoutResult(status -> reports.report(movement));
    }

    private ReportedMovement payment(Source source, String receipt, String reference, long amount) {
        return new ReportedMovement(
                session.environment(),
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
        return "UKK2S" + RECEIPTS.incrementAndGet();
    }

    private static void refused(Runnable decision, Reason reason) {
        assertThatThrownBy(decision::run)
                .isInstanceOfSatisfying(
                        CaseRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
