package io.github.darajasdk.therapy.reconciliation.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.darajasdk.simulator.CommandOutcome;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.simulator.GatewayFault;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.PaymentStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.BookedReceipt;
import io.github.darajasdk.therapy.payment.Payments;
import io.github.darajasdk.therapy.payment.ReceiptBook;
import io.github.darajasdk.therapy.reconciliation.refund.RefundRefusedException.Reason;
import io.github.darajasdk.therapy.testing.PaymentStory;
import io.github.darajasdk.therapy.testing.PaymentTest;
import io.github.darajasdk.therapy.testing.RefundStory;
import io.github.darajasdk.therapy.testing.TestData;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Money goes back by request, proof, approval and one reversal; and comes to its end whatever gets lost. */
@PaymentTest
class RefundRoadIT {

    @Autowired
    private PaymentStory story;

    @Autowired
    private RefundStory back;

    @Autowired
    private DarajaSimulator mpesa;

    @Autowired
    private Refunds refunds;

    @Autowired
    private Payments payments;

    @Autowired
    private ReceiptBook receipts;

    @Autowired
    private Bookings bookings;

    @Autowired
    private TestData data;

    private UserId admin;
    private String phone;

    @BeforeEach
    void anAdministratorAndAPayer() {
        admin = data.anAdmin().id();
        phone = story.aPhone();
    }

    @Test
    void aCancelledPaidSessionAsksForARefundAndNothingLeavesByItself() {
        Refund refund = back.aRefundToApprove(phone);

        story.after(Duration.ofHours(1));

        assertThat(back.present(refund).state()).isEqualTo(RefundState.REQUESTED);
        assertThat(refund.reason()).isEqualTo(RefundReason.SESSION_CANCELLED);
        assertThat(refund.requestedBy()).isEmpty();
        assertThat(back.reversalsOnTheWire(refund.receipt())).isEmpty();
    }

    @Test
    void anApprovedRefundGivesTheWholeAmountBackAndIsShownAsRefunded() {
        Refund refund = back.aRefundToApprove(phone);

        refunds.approve(refund.id(), admin);

        back.awaitState(refund, RefundState.REFUNDED);
        assertThat(back.givenBack(refund.receipt())).hasSize(1);
        assertThat(mpesa.subscriber(phone).balance()).isEqualTo(50_000);
        assertThat(back.present(refund).reversalReceipt())
                .contains(back.givenBack(refund.receipt()).get(0).receipt());
        assertThat(receipts.find(refund.environment(), refund.receipt())
                        .orElseThrow()
                        .use())
                .isEqualTo(BookedReceipt.Use.REVERSED);
        assertThat(payments.view(refund.session().orElseThrow()).summary().status())
                .isEqualTo(PaymentStatus.REFUNDED);
        assertThat(refunds.history(refund.id()))
                .extracting(RefundStep::state)
                .containsExactly(
                        RefundState.REQUESTED,
                        RefundState.APPROVED,
                        RefundState.SENDING,
                        RefundState.ACCEPTED,
                        RefundState.REFUNDED);
    }

    @Test
    void moneyThatMpesasOwnRecordsHaveNotNamedDoesNotLeave() {
        TherapySession session = story.anApprovedSession();
        String receipt = back.pay(session, phone);
        bookings.cancel(session.id(), session.clientId());
        Refund refund = refunds.ofReceipt(session.environment(), receipt).orElseThrow();

        assertThat(refusal(() -> refunds.approve(refund.id(), admin))).isEqualTo(Reason.NOT_PROVEN);
        back.report(session, receipt, refund.amount().shillings() - 1);
        assertThat(refusal(() -> refunds.approve(refund.id(), admin)))
                .as("named with another amount")
                .isEqualTo(Reason.NOT_PROVEN);
        assertThat(back.reversalsOnTheWire(receipt)).isEmpty();
    }

    @Test
    void moneyThatPaysALivingSessionCannotEvenBeAskedBack() {
        TherapySession session = story.anApprovedSession();
        String receipt = back.pay(session, phone);

        assertThat(refusal(() -> refunds.request(
                        session.environment(), receipt, RefundReason.OTHER, admin, "they asked for it")))
                .isEqualTo(Reason.PAYS_A_SESSION);
    }

    @Test
    void aLostResultIsAskedForAndFound() {
        Refund refund = back.aRefundToApprove(phone);
        mpesa.nextCommand("reversal").delivery(DeliveryScript.loseCallback());

        refunds.approve(refund.id(), admin);
        back.awaitState(refund, RefundState.ACCEPTED);
        story.untilAfter(
                Duration.ofSeconds(31),
                10,
                () -> assertThat(back.present(refund).state()).isEqualTo(RefundState.REFUNDED));

        assertThat(back.givenBack(refund.receipt())).hasSize(1);
        assertThat(back.reversalsOnTheWire(refund.receipt())).hasSize(1);
    }

    @Test
    void aFinalNoEndsItAndOnlyThenMayItBePaidByHand() {
        Refund refund = back.aRefundToApprove(phone);
        assertThat(refusal(() -> refunds.paidByHand(refund.id(), admin, "cash")))
                .isEqualTo(Reason.MOVED_ON);
        mpesa.nextCommand("reversal").outcome(CommandOutcome.fails("21", "The initiator is not allowed"));

        refunds.approve(refund.id(), admin);
        back.awaitState(refund, RefundState.FAILED);
        refunds.paidByHand(refund.id(), admin, "sent from the office phone, UKK1234567");

        assertThat(back.present(refund).state()).isEqualTo(RefundState.BY_HAND);
        assertThat(back.reversalsOnTheWire(refund.receipt())).hasSize(1);
    }

    @Test
    void reversedBeforeIsVerifiedAndNotTakenForOurs() {
        Refund refund = back.aRefundToApprove(phone);
        mpesa.reverse(refund.receipt());

        refunds.approve(refund.id(), admin);
        back.awaitState(refund, RefundState.TIMED_OUT);
        String reversal = back.givenBack(refund.receipt()).get(0).receipt();
        refunds.foundReversed(refund.id(), reversal, admin, "in the portal's statement of today");

        assertThat(back.present(refund).state()).isEqualTo(RefundState.REFUNDED);
        assertThat(back.givenBack(refund.receipt())).hasSize(1);
    }

    @Test
    void whatMpesaRefusesAtTheDoorGoesBackToThePeople() {
        Refund refund = back.aRefundToApprove(phone);
        mpesa.nextCommand("reversal").delivery(DeliveryScript.fault(GatewayFault.QUOTA));

        refunds.approve(refund.id(), admin);
        back.awaitState(refund, RefundState.REQUESTED);
        story.after(Duration.ofMinutes(30));
        assertThat(back.reversalsOnTheWire(refund.receipt()))
                .as("nobody sends it again by himself")
                .hasSize(1);

        refunds.approve(refund.id(), admin);
        back.awaitState(refund, RefundState.REFUNDED);
        assertThat(back.givenBack(refund.receipt())).hasSize(1);
    }

    @Test
    void silenceIsShownToAPersonAndNeverBookedAsFailed() {
        Refund refund = back.aRefundToApprove(phone);
        mpesa.nextCommand("reversal").outcome(CommandOutcome.timesOut());

        refunds.approve(refund.id(), admin);
        back.awaitState(refund, RefundState.ACCEPTED);
        story.untilAfter(
                Duration.ofMinutes(3),
                8,
                () -> assertThat(back.present(refund).state()).isEqualTo(RefundState.TIMED_OUT));
        assertThat(refusal(() -> refunds.foundNotReversed(refund.id(), admin, "not in the statement")))
                .isEqualTo(Reason.TOO_EARLY);
        story.after(Duration.ofHours(25));
        assertThat(back.present(refund).state()).isEqualTo(RefundState.TIMED_OUT);
        refunds.foundNotReversed(refund.id(), admin, "not in the statement of either day");

        assertThat(back.present(refund).state()).isEqualTo(RefundState.FAILED);
        assertThat(back.reversalsOnTheWire(refund.receipt())).hasSize(1);
    }

    @Test
    void aWithdrawnRefundIsNotSentAndCanBeAskedForAgain() {
        Refund refund = back.aRefundToApprove(phone);

        refunds.withdraw(refund.id(), admin, "the client wants another date instead");
        assertThat(refusal(() -> refunds.approve(refund.id(), admin))).isEqualTo(Reason.MOVED_ON);
        RefundId again = refunds.request(
                refund.environment(), refund.receipt(), RefundReason.SESSION_CANCELLED, admin, "and now not");

        assertThat(again).isEqualTo(refund.id());
        assertThat(back.present(refund).state()).isEqualTo(RefundState.REQUESTED);
    }

    private static Reason refusal(Runnable action) {
        return catchThrowableOfType(RefundRefusedException.class, action::run).reason();
    }
}
