package io.github.darajasdk.therapy.payment.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.simulator.CommandOutcome;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.simulator.Setting;
import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.Payments;
import io.github.darajasdk.therapy.payment.Verification;
import io.github.darajasdk.therapy.testing.PaymentStory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Money by every channel that M-PESA has, told by M-PESA itself. */
@ChannelTest
class ChannelsIT {

    private static final Duration FIRST_LOOK = Duration.ofSeconds(62);
    private static final Duration QUARTER = Duration.ofMinutes(15).plusSeconds(2);

    @Autowired
    private PaymentStory story;

    @Autowired
    private DarajaSimulator mpesa;

    @Autowired
    private Payments payments;

    @Autowired
    private CallbackUrls urls;

    @Autowired
    private Verification verification;

    @Autowired
    private JdbcClient jdbc;

    private TherapySession session;
    private String phone;

    @BeforeEach
    void aSession() {
        story.after(Duration.ZERO);
        session = story.anApprovedSession();
        phone = story.aPhone();
    }

    @AfterEach
    void asUsual() {
        mpesa.set(Setting.C2B_VALIDATION, false);
        mpesa.unlockInitiator();
    }

    @Test
    @Tag("property-75")
    void aPromptToldByCallbackAndConfirmationAndPullIsOneReceipt() {
        pay();
        story.after(QUARTER);

        String receipt = debit();
        story.eventually(() -> assertThat(channels(receipt))
                .containsExactlyInAnyOrder("CALLBACK:APPLIED", "C2B:APPLIED", "PULL:APPLIED"));
        assertThat(story.receipts(session, "APPLIED")).containsExactly(receipt);
        assertThat(story.openCases(session)).isEmpty();
    }

    @Test
    @Tag("property-46")
    @Tag("property-21")
    @Tag("property-22")
    void moneyByMenuIsBeingCheckedAndPaysOnceMpesaConfirmsItsReceipt() {
        String receipt = payByMenu(session.bookingNumber(), price());
        story.eventually(
                () -> assertThat(payments.view(session.id()).beingChecked()).isTrue());
        assertThat(story.status(session)).isEqualTo(SessionStatus.APPROVED);
        assertThat(payments.view(session.id()).payable()).as("not twice").isFalse();

        story.after(FIRST_LOOK);

        story.eventually(() -> assertThat(story.status(session)).isEqualTo(SessionStatus.CONFIRMED));
        assertThat(story.receipts(session, "APPLIED")).containsExactly(receipt);
        assertThat(payments.view(session.id()).beingChecked()).isFalse();
        assertThat(story.summary(session).receipt()).contains(receipt);
        assertThat(notifications("PAYMENT_CONFIRMED")).isOne();
        assertThat(notifications("SESSION_PAID")).isOne();
    }

    @Test
    void moneyByMenuIsConfirmedByThePullWhenNobodyAnswersQuestions() {
        mpesa.lockInitiator();
        String receipt = payByMenu(session.bookingNumber().toLowerCase(Locale.ROOT), price());

        story.after(QUARTER);

        story.eventually(() -> assertThat(story.status(session)).isEqualTo(SessionStatus.CONFIRMED));
        assertThat(story.receipts(session, "APPLIED")).containsExactly(receipt);
    }

    @Test
    void aPersonHasMpesaAskedAboutAReceiptNowAndOnceInTenSecondsHoweverOftenTheyPress() {
        pay();
        String receipt = debit();
        assertThat(verification.askAbout(session.id()).receipts()).isOne();
        assertThat(verification.askAbout(session.id()).receipts()).isOne();

        story.eventually(() -> assertThat(channels(receipt)).contains("STATUS_RESULT:APPLIED"));
        story.after(Duration.ofSeconds(11));
        assertThat(channels(receipt).stream().filter(told -> told.startsWith("STATUS_RESULT")))
                .hasSize(1);
    }

    @Test
    void aQuestionThatTimesOutIsAskedAgain() {
        mpesa.nextCommand("status").outcome(CommandOutcome.timesOut());
        String receipt = payByMenu(session.bookingNumber(), price());

        story.after(FIRST_LOOK);
        assertThat(story.status(session)).isEqualTo(SessionStatus.APPROVED);
        story.after(Duration.ofMinutes(2));

        story.eventually(() -> assertThat(story.receipts(session, "APPLIED")).containsExactly(receipt));
    }

    @Test
    void moneyUnderAMistypedNumberIsNobodysWhateverTellsIt() {
        char last = session.bookingNumber().charAt(session.bookingNumber().length() - 1);
        String mistyped =
                session.bookingNumber().substring(0, session.bookingNumber().length() - 1) + (last == '2' ? '3' : '2');
        String receipt = payByMenu(mistyped, price());

        story.after(QUARTER);

        story.eventually(() -> assertThat(disposition(receipt)).contains("ORPHAN"));
        assertThat(story.status(session)).isEqualTo(SessionStatus.APPROVED);
        assertThat(channels(receipt)).allMatch(told -> told.endsWith(":APPLIED"));
    }

    @Test
    void aPartOfThePriceIsNobodys() {
        String receipt = payByMenu(session.bookingNumber(), price() / 2);

        story.after(QUARTER);

        story.eventually(() -> assertThat(disposition(receipt)).contains("ORPHAN"));
        assertThat(story.status(session)).isEqualTo(SessionStatus.APPROVED);
    }

    @Test
    @Tag("property-23")
    @Tag("property-74")
    void aLostCallbackIsMadeUpForByQueryAndPull() {
        mpesa.nextPush().delivery(DeliveryScript.loseCallback());
        story.pay(session, phone);
        story.awaitState(session, AttemptState.PROMPTED);
        mpesa.phone(phone).enterPin("1234");

        story.after(QUARTER);

        story.eventually(() -> assertThat(story.receipts(session, "APPLIED")).containsExactly(debit()));
        assertThat(story.latest(session).receipt()).contains(debit());
        assertThat(story.latest(session).receiptFollows()).isFalse();
        assertThat(story.openCases(session)).isEmpty();
    }

    @Test
    void aPushOfWhichNothingWasHeardIsFoundByPull() {
        mpesa.nextPush().delivery(DeliveryScript.acceptThenCutConnection().and(DeliveryScript.loseCallback()));
        story.pay(session, phone);
        story.awaitState(session, AttemptState.UNCLEAR);
        mpesa.phone(phone).enterPin("1234");

        story.after(Duration.ofMinutes(2).plusSeconds(1));
        story.after(Duration.ofMinutes(3).plusSeconds(1));

        story.eventually(() -> assertThat(story.receipts(session, "APPLIED")).containsExactly(debit()));
        assertThat(story.status(session)).isEqualTo(SessionStatus.CONFIRMED);
        assertThat(story.pushes(phone)).isOne();
    }

    @Test
    void aSuccessThatTheRecordDoesNotHoldNeedsAPerson() {
        mpesa.nextPush().delivery(DeliveryScript.loseCallback().and(DeliveryScript.queryAnswers("0", "Success.")));
        story.pay(session, phone);
        story.awaitState(session, AttemptState.PROMPTED);
        story.untilAfter(
                Duration.ofSeconds(10),
                12,
                () -> assertThat(story.latest(session).receiptFollows()).isTrue());
        assertThat(story.debits(phone)).isEmpty();

        story.after(QUARTER);
        story.after(QUARTER);

        story.eventually(() -> assertThat(story.openCases(session)).contains("RECEIPT_MISSING"));
    }

    @Test
    @Tag("property-20")
    @Tag("property-46")
    void aForgedConfirmationPaysNothingAndIsRejectedWhenMpesaDoesNotKnowIt() {
        String url = urls.create(CallbackPurpose.C2B_CONFIRMATION, session.merchant())
                .toString();
        assertThat(mpesa.forgeCallback(url, confirmation("UKKFORGED1", session.bookingNumber(), price()))
                        .join())
                .isEqualTo(200);
        assertThat(payments.view(session.id()).beingChecked()).isTrue();

        story.after(FIRST_LOOK);
        story.after(Duration.ofMinutes(10));
        story.after(Duration.ofMinutes(10));

        story.eventually(() -> assertThat(channels("UKKFORGED1")).contains("C2B:REJECTED"));
        assertThat(disposition("UKKFORGED1")).isEmpty();
        assertThat(story.status(session)).isEqualTo(SessionStatus.APPROVED);
        assertThat(story.openCases(session)).isEmpty();
        assertThat(payments.view(session.id()).payable()).isTrue();
    }

    @Test
    void aConfirmationThatCannotBeReadIsKeptAside() {
        String url = urls.create(CallbackPurpose.C2B_CONFIRMATION, session.merchant())
                .toString();

        assertThat(mpesa.forgeCallback(url, "{\"TransID\":17").join()).isEqualTo(200);

        assertThat(jdbc.sql("select disposition from payment_evidence where source = 'C2B' and meaning = 'UNREADABLE'")
                        .query(String.class)
                        .list())
                .containsOnly("QUARANTINED")
                .isNotEmpty();
    }

    @Test
    void wherePaymentsAreValidatedWhatWouldBeNobodysIsRefusedBeforeMoneyMoves() {
        mpesa.set(Setting.C2B_VALIDATION, true);

        assertThat(tryByMenu("NOBODY", price())).isEmpty();
        assertThat(tryByMenu(session.bookingNumber(), price() - 1)).isEmpty();
        Optional<String> paid = tryByMenu(session.bookingNumber().toLowerCase(Locale.ROOT), price());
        assertThat(paid).isPresent();
        story.after(FIRST_LOOK);
        story.eventually(() -> assertThat(story.status(session)).isEqualTo(SessionStatus.CONFIRMED));
        assertThat(tryByMenu(session.bookingNumber(), price()))
                .as("paid already")
                .isEmpty();

        assertThat(story.debits(phone)).hasSize(1);
    }

    @Test
    void aQueryThatContradictsACallbackIsSeenAboveTheSetAmount() {
        mpesa.nextPush().delivery(DeliveryScript.queryAnswers("1032", "Request Cancelled by user."));
        pay();

        story.after(Duration.ofSeconds(16));

        story.eventually(() -> assertThat(story.openCases(session)).containsExactly("CONTRADICTION"));
        assertThat(story.latest(session).state()).isEqualTo(AttemptState.PAID);
    }

    private void pay() {
        story.pay(session, phone);
        story.awaitState(session, AttemptState.PROMPTED);
        mpesa.phone(phone).enterPin("1234");
        story.awaitState(session, AttemptState.PAID);
    }

    private String payByMenu(String account, long amount) {
        return tryByMenu(account, amount).orElseThrow();
    }

    private Optional<String> tryByMenu(String account, long amount) {
        Optional<String> receipt = mpesa.payByMenu(phone, session.merchant(), account, amount)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        receipt.ifPresent(
                paid -> story.eventually(() -> assertThat(channels(paid)).isNotEmpty()));
        return receipt;
    }

    private long price() {
        return session.price().shillings();
    }

    private String debit() {
        return story.debits(phone).get(0).receipt();
    }

    private List<String> channels(String receipt) {
        return jdbc.sql("select source || ':' || disposition from payment_evidence"
                        + " where receipt = :receipt and meaning = 'PAID'")
                .param("receipt", receipt)
                .query(String.class)
                .list();
    }

    private Optional<String> disposition(String receipt) {
        return jdbc.sql("select disposition from mpesa_receipt where receipt = :receipt")
                .param("receipt", receipt)
                .query(String.class)
                .optional();
    }

    private long notifications(String kind) {
        return jdbc.sql("select count(*) from notification where session_id = :session and kind = :kind")
                .param("session", session.id().value())
                .param("kind", kind)
                .query(Long.class)
                .single();
    }

    private static String confirmation(String receipt, String account, long amount) {
        return """
                {"TransactionType":"Pay Bill","TransID":"%s","TransTime":"20261120120500","TransAmount":"%d.00",
                "BusinessShortCode":"600123","BillRefNumber":"%s","InvoiceNumber":"","OrgAccountBalance":"1.00",
                "ThirdPartyTransID":"","MSISDN":"2547 ***** 126","FirstName":"JANE","MiddleName":"","LastName":""}""".formatted(receipt, amount, account);
    }
}
