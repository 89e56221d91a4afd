package io.github.darajasdk.therapy.payment.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.MoneyReports;
import io.github.darajasdk.therapy.payment.ReportedMovement;
import io.github.darajasdk.therapy.payment.ReportedMovement.Kind;
import io.github.darajasdk.therapy.payment.ReportedMovement.Source;
import io.github.darajasdk.therapy.payment.ReportedMovementListener;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import io.github.darajasdk.therapy.testing.PaymentStory;
import io.github.darajasdk.therapy.testing.PaymentTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Whatever record or message tells of money: the receipt is the key, and in doubt a person decides. */
@PaymentTest
@Import(MoneyReportsIT.Heard.class)
@Tag("property-75")
class MoneyReportsIT {

    private static final AtomicInteger RECEIPTS = new AtomicInteger(1000);

    @Autowired
    private PaymentStory story;

    @Autowired
    private DarajaSimulator mpesa;

    @Autowired
    private MoneyReports reports;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Heard heard;

    private TherapySession session;

    @BeforeEach
    void aSession() {
        session = story.anApprovedSession();
    }

    @ParameterizedTest
    @EnumSource(names = {"PULL", "STATEMENT", "STATUS_RESULT"})
    void exactMoneyUnderTheBookingNumberPaysTheSession(Source source) {
        String receipt = receipt();

        report(payment(source, receipt, session.bookingNumber(), price()));

        assertThat(story.status(session)).isEqualTo(SessionStatus.CONFIRMED);
        assertThat(story.receipts(session, "APPLIED")).containsExactly(receipt);
        assertThat(story.summary(session).receipt()).contains(receipt);
        assertThat(story.openCases(session)).isEmpty();
    }

    @Test
    void smallLettersAndBlanksAreForgiven() {
        String typed = " " + session.bookingNumber().toLowerCase(Locale.ROOT).replaceFirst("ss", "ss ");

        report(payment(Source.PULL, receipt(), typed, price()));

        assertThat(story.status(session)).isEqualTo(SessionStatus.CONFIRMED);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 100})
    void anotherAmountUnderTheBookingNumberIsNobodysAndPaysNothing(long more) {
        String receipt = receipt();

        report(payment(Source.PULL, receipt, session.bookingNumber(), price() + more));

        assertThat(story.status(session)).isEqualTo(SessionStatus.APPROVED);
        assertThat(orphan(receipt)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SS", "rent", "SS7KQ2M-100", "0712345678", "'; drop table payment_evidence; --"})
    void moneyUnderAReferenceThatIsNoneOfOursIsNobodys(String typed) {
        String receipt = receipt();

        report(payment(Source.PULL, receipt, typed, price()));

        assertThat(orphan(receipt)).isTrue();
    }

    @Test
    void anAttemptThatWasNeverMadeIsATypingErrorAndPaysNothing() {
        String receipt = receipt();

        report(payment(Source.PULL, receipt, session.bookingNumber() + "-3", price()));

        assertThat(story.status(session)).isEqualTo(SessionStatus.APPROVED);
        assertThat(orphan(receipt)).isTrue();
    }

    @Test
    void oneReceiptByThreeChannelsIsOneRow() {
        String phone = story.aPhone();
        story.pay(session, phone);
        story.awaitState(session, AttemptState.PROMPTED);
        mpesa.phone(phone).enterPin("1234");
        story.awaitState(session, AttemptState.PAID);
        String receipt = story.debits(phone).get(0).receipt();
        String reference = session.bookingNumber() + "-1";

        report(payment(Source.C2B, receipt, reference, price()));
        report(payment(Source.PULL, receipt, reference, price()));
        report(payment(Source.PULL, receipt, reference, price()));
        report(payment(Source.STATEMENT, receipt, reference, price()));

        assertThat(story.receipts(session, "APPLIED")).containsExactly(receipt);
        assertThat(channels(receipt)).containsExactlyInAnyOrder("CALLBACK", "C2B", "PULL", "STATEMENT");
        assertThat(undecided(receipt)).isZero();
        assertThat(story.openCases(session)).isEmpty();
    }

    @Test
    void aReceiptIsFilledInWhenTheCallbackWasLost() {
        String phone = story.aPhone();
        mpesa.nextPush().delivery(DeliveryScript.loseCallback());
        story.pay(session, phone);
        story.awaitState(session, AttemptState.PROMPTED);
        mpesa.phone(phone).enterPin("1234");
        story.untilAfter(
                Duration.ofSeconds(10),
                10,
                () -> assertThat(story.latest(session).receiptFollows()).isTrue());
        String receipt = story.debits(phone).get(0).receipt();

        report(payment(Source.PULL, receipt, session.bookingNumber() + "-1", price()));

        assertThat(story.latest(session).receiptFollows()).isFalse();
        assertThat(story.latest(session).receipt()).contains(receipt);
        assertThat(story.receipts(session, "APPLIED")).containsExactly(receipt);
    }

    @Test
    void aClaimAloneConfirmsNothingAndARecordOfItDoes() {
        String receipt = receipt();

        report(payment(Source.C2B, receipt, session.bookingNumber(), price()));
        assertThat(story.status(session)).isEqualTo(SessionStatus.APPROVED);
        assertThat(story.receipts(session, "APPLIED")).isEmpty();
        assertThat(undecided(receipt)).isOne();

        report(payment(Source.PULL, receipt, session.bookingNumber(), price()));
        assertThat(story.status(session)).isEqualTo(SessionStatus.CONFIRMED);
        assertThat(undecided(receipt)).isZero();
    }

    @Test
    void aClaimOfAnotherAmountThanTheRecordIsAContradiction() {
        String receipt = receipt();

        report(payment(Source.C2B, receipt, session.bookingNumber(), price()));
        report(payment(Source.PULL, receipt, session.bookingNumber(), price() - 1));

        assertThat(story.status(session)).isEqualTo(SessionStatus.APPROVED);
        assertThat(story.receipts(session, "WRONG_AMOUNT")).containsExactly(receipt);
        assertThat(story.openCases(session)).containsExactly("CONTRADICTION", "WRONG_AMOUNT");
    }

    @Test
    void anOrphanThatACallbackExplainsAfterAllPaysItsSession() {
        String phone = story.aPhone();
        mpesa.nextPush().delivery(DeliveryScript.delayCallback(Duration.ofSeconds(8)));
        story.pay(session, phone);
        story.awaitState(session, AttemptState.PROMPTED);
        mpesa.phone(phone).enterPin("1234");
        await().until(() -> !story.debits(phone).isEmpty());
        String receipt = story.debits(phone).get(0).receipt();
        report(payment(Source.PULL, receipt, "mangled", price()));
        assertThat(orphan(receipt)).isTrue();

        story.after(Duration.ofSeconds(9));
        story.awaitState(session, AttemptState.PAID);

        assertThat(story.receipts(session, "APPLIED")).containsExactly(receipt);
        assertThat(orphan(receipt)).isFalse();
        assertThat(undecided(receipt)).isZero();
    }

    @Test
    void aSecondPaymentByMenuIsADuplicate() {
        String first = receipt();
        String second = receipt();

        report(payment(Source.PULL, first, session.bookingNumber(), price()));
        report(payment(Source.PULL, second, session.bookingNumber(), price()));

        assertThat(story.receipts(session, "APPLIED")).containsExactly(first);
        assertThat(story.receipts(session, "DUPLICATE")).containsExactly(second);
        assertThat(story.openCases(session)).containsExactly("DUPLICATE");
    }

    @Test
    void moneyThatWentBackMakesTheSessionUnpaidAgain() {
        String receipt = receipt();
        report(payment(Source.PULL, receipt, session.bookingNumber(), price()));
        ReportedMovement reversal = reversal(receipt);

        report(reversal);
        report(reversal);

        assertThat(story.status(session)).isEqualTo(SessionStatus.APPROVED);
        assertThat(story.receipts(session, "REVERSED")).containsExactly(receipt);
        assertThat(story.receipts(session, "APPLIED")).isEmpty();
    }

    @Test
    void aReversalThatIsReadBeforeItsPaymentTakesItBackAllTheSame() {
        String receipt = receipt();

        report(reversal(receipt));
        report(payment(Source.STATEMENT, receipt, session.bookingNumber(), price()));

        assertThat(story.status(session)).isEqualTo(SessionStatus.APPROVED);
        assertThat(story.receipts(session, "REVERSED")).containsExactly(receipt);
        assertThat(undecided(receipt)).isZero();
    }

    @Test
    void anOrphanThatWentBackNeedsNobodyAnyMore() {
        String receipt = receipt();
        report(payment(Source.PULL, receipt, "nobody", price()));

        report(reversal(receipt));

        assertThat(disposition(receipt)).isEqualTo("REVERSED");
        assertThat(orphan(receipt)).isFalse();
        assertThat(undecided(receipt)).isZero();
    }

    @Test
    void eachMovementIsToldToTheRecordsOncePerChannelButNotTheStatementsOwnRows() {
        String receipt = receipt();
        heard.movements.clear();

        report(payment(Source.C2B, receipt, session.bookingNumber(), price()));
        report(payment(Source.PULL, receipt, session.bookingNumber(), price()));
        report(payment(Source.PULL, receipt, session.bookingNumber(), price()));
        report(payment(Source.STATEMENT, receipt, session.bookingNumber(), price()));

        assertThat(heard.movements).extracting(ReportedMovement::source).containsExactly(Source.C2B, Source.PULL);
    }

    @Test
    void outsideATransactionNothingIsTaken() {
        assertThatThrownBy(() -> reports.report(payment(Source.PULL, receipt(), session.bookingNumber(), price())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction");
    }

    private void report(ReportedMovement movement) {
        transaction.executeWithoutResult(status -> reports.report(movement));
    }

    private long price() {
        return price(session);
    }

    private static long price(TherapySession session) {
        return session.price().shillings();
    }

    private static String receipt() {
        return "UKK1R" + RECEIPTS.incrementAndGet();
    }

    private ReportedMovement payment(Source source, String receipt, String reference, long amount) {
        return new ReportedMovement(
                PaymentEnvironment.SIMULATOR,
                session.merchant(),
                source,
                Kind.PAYMENT_IN,
                receipt,
                null,
                amount,
                null,
                reference,
                null,
                (receipt + reference + amount).getBytes(StandardCharsets.UTF_8));
    }

    private ReportedMovement reversal(String of) {
        String own = receipt();
        return new ReportedMovement(
                PaymentEnvironment.SIMULATOR,
                session.merchant(),
                Source.STATEMENT,
                Kind.REVERSAL,
                own,
                of,
                price(),
                null,
                null,
                null,
                own.getBytes(StandardCharsets.UTF_8));
    }

    private String disposition(String receipt) {
        return jdbc.sql("select disposition from mpesa_receipt where receipt = :receipt")
                .param("receipt", receipt)
                .query(String.class)
                .single();
    }

    /** Booked to nobody, with an open case. */
    private boolean orphan(String receipt) {
        return jdbc.sql("""
                        select exists (select from mpesa_receipt r join payment_exception e using (environment, receipt)
                            where r.receipt = :receipt and r.disposition = 'ORPHAN' and r.session_id is null
                              and e.kind = 'ORPHAN' and e.resolved_at is null)""").param("receipt", receipt).query(Boolean.class).single();
    }

    private List<String> channels(String receipt) {
        return jdbc.sql("select source from payment_evidence where receipt = :receipt")
                .param("receipt", receipt)
                .query(String.class)
                .list();
    }

    private long undecided(String receipt) {
        return jdbc.sql("select count(*) from payment_evidence where receipt = :receipt and disposition = 'PENDING'")
                .param("receipt", receipt)
                .query(Long.class)
                .single();
    }

    /** Stands for the records that reconciliation keeps. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Heard {

        final List<ReportedMovement> movements = new CopyOnWriteArrayList<>();

        @Bean
        ReportedMovementListener heardMovements() {
            return movements::add;
        }
    }
}
