package io.github.darajasdk.therapy.payment.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.simulator.PushMatch;
import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.testing.AllAtOnce;
import io.github.darajasdk.therapy.testing.PaymentStory;
import io.github.darajasdk.therapy.testing.PaymentTest;
import io.github.darajasdk.therapy.testing.PostedCallbacks;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The third rule: what was acknowledged is stored, whatever goes wrong with it afterwards. */
@PaymentTest
@ExtendWith(OutputCaptureExtension.class)
class CallbackIntakeIT {

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

    private TherapySession session;
    private String phone;
    private AttemptRow attempt;

    @BeforeEach
    void aPromptOnAPhone() {
        session = story.anApprovedSession();
        phone = story.aPhone();
        mpesa.nextPush(PushMatch.number(phone))
                .customer(CustomerScript.neverEnds())
                .delivery(DeliveryScript.normal());
        story.pay(session, phone);
        story.awaitState(session, AttemptState.PROMPTED);
        attempt = attempts.ofSession(session.id()).get(0);
    }

    @Test
    @Tag("property-75")
    void twentyOfTheSameAtOnceAreOneAppliedAndOneNotification() {
        int n = 20;
        String body = paid("UKKTWENTY1");

        assertThat(AllAtOnce.run(n, i -> () -> callbacks.post(id(), body))).containsOnly(200);

        assertThat(dispositions())
                .hasSize(n)
                .containsOnlyOnce("APPLIED")
                .filteredOn("DUPLICATE"::equals)
                .hasSize(n - 1);
        assertThat(story.receipts(session, "APPLIED")).containsExactly("UKKTWENTY1");
        assertThat(story.openCases(session)).isEmpty();
        assertThat(notifications("PAYMENT_CONFIRMED")).isOne();
        assertThat(notifications("SESSION_PAID")).isOne();
    }

    @Test
    void whatCannotBeHandledIsStoredAcknowledgedTriedThreeTimesAgainAndSetAside(CapturedOutput output) {
        breakHandling();

        assertThat(callbacks.post(id(), paid("UKKBROKEN1"))).isEqualTo(200);

        assertThat(dispositions()).containsExactly("PENDING");
        assertThat(story.latest(session).state()).isEqualTo(AttemptState.PROMPTED);
        for (Duration gap : List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5))) {
            assertThat(dispositions()).containsExactly("PENDING");
            story.after(gap.minusSeconds(1));
            assertThat(dispositions()).as("before %s are over", gap).containsExactly("PENDING");
            story.after(Duration.ofSeconds(1));
        }
        assertThat(dispositions()).as("after three tries more").containsExactly("QUARANTINED");
        assertThat(story.openCases(session)).containsExactly("UNRESOLVED");
        assertThat(notes()).singleElement().asString().contains("unlucky").doesNotContain(phone);
        assertThat(output).contains("unlucky").doesNotContain(phone);
    }

    @Test
    void whatCouldNotBeHandledIsHandledLaterWithoutBeingToldAgain() {
        breakHandling();
        assertThat(callbacks.post(id(), paid("UKKLATER01"))).isEqualTo(200);
        mendHandling();

        story.after(Duration.ofSeconds(10));

        assertThat(story.latest(session).state()).isEqualTo(AttemptState.PAID);
        assertThat(story.status(session)).isEqualTo(SessionStatus.CONFIRMED);
        assertThat(dispositions()).containsExactly("APPLIED");
    }

    @Test
    void textThatTheDatabaseCannotHoldDoesNotLoseTheCallback() {
        String body = PostedCallbacks.notPaid(
                attempt.checkoutRequestId(), attempt.merchantRequestId(), 1032, "Cancelled\\u0000 by \\ud800 user");

        assertThat(callbacks.post(id(), body)).isEqualTo(200);

        assertThat(story.latest(session).state()).isEqualTo(AttemptState.FAILED);
        assertThat(story.latest(session).resultCode()).hasValue("1032");
        assertThat(jdbc.sql("select raw_body from payment_evidence where attempt_id = :id and source = 'CALLBACK'")
                        .param("id", id())
                        .query(byte[].class)
                        .single())
                .as("kept as it came")
                .isEqualTo(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void aPaymentThatWasCalledFailedIsPaidAtTheMomentItIsPaid() {
        callbacks.post(
                id(),
                PostedCallbacks.notPaid(attempt.checkoutRequestId(), attempt.merchantRequestId(), 1032, "Cancelled"));
        assertThat(story.latest(session).state()).isEqualTo(AttemptState.FAILED);
        story.after(Duration.ofSeconds(30));

        callbacks.post(id(), paid("UKKLATETR1"));

        assertThat(story.latest(session).paidAt()).hasValue(mpesa.clock().instant());
        assertThat(story.openCases(session)).containsExactly("CONTRADICTION");
    }

    @Test
    void moneyForAPaymentThatIsNotOnRecordIsAnOrphanAndShownToAPersonOnce() {
        UUID unknown = UUID.randomUUID();
        String body = PostedCallbacks.paid("ws_CO_unknown", "m-unknown", 700, "UKKORPHAN1");

        assertThat(callbacks.post(unknown, body)).isEqualTo(200);
        assertThat(callbacks.post(unknown, body)).isEqualTo(200);

        assertThat(jdbc.sql("select disposition || ' ' || amount_kes from mpesa_receipt where receipt = 'UKKORPHAN1'")
                        .query(String.class)
                        .list())
                .containsExactly("ORPHAN 700");
        assertThat(jdbc.sql("select kind from payment_exception where receipt = 'UKKORPHAN1'")
                        .query(String.class)
                        .list())
                .containsExactly("ORPHAN");
        assertThat(jdbc.sql("select disposition from payment_evidence where receipt = 'UKKORPHAN1'")
                        .query(String.class)
                        .list())
                .containsExactly("QUARANTINED", "QUARANTINED");
    }

    @Test
    void aReceiptThatIsBookedToAnotherPaymentIsSetAsideAndDoesNotHoldUpTheRest() {
        assertThat(callbacks.post(id(), paid("UKKSHARED1"))).isEqualTo(200);
        TherapySession other = story.anApprovedSession();
        String otherPhone = story.aPhone();
        mpesa.nextPush(PushMatch.number(otherPhone)).customer(CustomerScript.neverEnds());
        story.pay(other, otherPhone);
        story.awaitState(other, AttemptState.PROMPTED);
        AttemptRow second = attempts.ofSession(other.id()).get(0);

        assertThat(callbacks.post(
                        second.id().value(),
                        PostedCallbacks.paid(
                                second.checkoutRequestId(), second.merchantRequestId(), 1_500, "UKKSHARED1")))
                .isEqualTo(200);
        assertThat(story.latest(other).state()).isEqualTo(AttemptState.PROMPTED);

        assertThat(callbacks.post(
                        second.id().value(),
                        PostedCallbacks.paid(
                                second.checkoutRequestId(), second.merchantRequestId(), 1_500, "UKKITSOWN1")))
                .isEqualTo(200);
        assertThat(story.latest(other).state()).isEqualTo(AttemptState.PAID);
        assertThat(story.receipts(other, "APPLIED")).containsExactly("UKKITSOWN1");
    }

    private UUID id() {
        return attempt.id().value();
    }

    private String paid(String receipt) {
        return PostedCallbacks.paid(
                attempt.checkoutRequestId(),
                attempt.merchantRequestId(),
                attempt.amount().shillings(),
                receipt);
    }

    private List<String> dispositions() {
        return jdbc.sql("select disposition from payment_evidence where attempt_id = :id and source = 'CALLBACK'")
                .param("id", id())
                .query(String.class)
                .list();
    }

    private List<String> notes() {
        return jdbc.sql("select note from payment_evidence where attempt_id = :id and source = 'CALLBACK'")
                .param("id", id())
                .query(String.class)
                .list();
    }

    private long notifications(String kind) {
        return jdbc.sql("select count(*) from notification where session_id = :id and kind = :kind")
                .param("id", session.id().value())
                .param("kind", kind)
                .query(Long.class)
                .single();
    }

    /** Whatever would make this attempt paid fails from now on, after everything else of its handling is done. */
    private void breakHandling() {
        jdbc.sql("alter table payment_attempt add constraint unlucky check (id <> '%s' or state <> 'PAID')"
                        .formatted(id()))
                .update();
    }

    @AfterEach
    void mendHandling() {
        jdbc.sql("alter table payment_attempt drop constraint if exists unlucky")
                .update();
    }
}
