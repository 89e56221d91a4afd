package io.github.darajasdk.therapy.reconciliation.refund.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.github.darajasdk.simulator.CommandOutcome;
import io.github.darajasdk.simulator.CommandScript;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.payment.Reversals;
import io.github.darajasdk.therapy.reconciliation.refund.Refund;
import io.github.darajasdk.therapy.reconciliation.refund.RefundRefusedException;
import io.github.darajasdk.therapy.reconciliation.refund.RefundState;
import io.github.darajasdk.therapy.reconciliation.refund.Refunds;
import io.github.darajasdk.therapy.testing.AllAtOnce;
import io.github.darajasdk.therapy.testing.PaymentStory;
import io.github.darajasdk.therapy.testing.PaymentTest;
import io.github.darajasdk.therapy.testing.RefundStory;
import io.github.darajasdk.therapy.testing.TestData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The first rule, for money going back: whatever fails, one reversal on the wire for one refund. Counted at M-PESA. */
@PaymentTest
class OneReversalIT {

    @Autowired
    private PaymentStory story;

    @Autowired
    private RefundStory back;

    @Autowired
    private DarajaSimulator mpesa;

    @Autowired
    private Refunds refunds;

    @Autowired
    private RefundSending sending;

    @Autowired
    private Reversals reversals;

    @Autowired
    private Scheduler scheduler;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestData data;

    private UserId admin;
    private Refund refund;

    @BeforeEach
    void anAdministratorAndARefundToApprove() {
        admin = data.anAdmin().id();
        refund = back.aRefundToApprove(story.aPhone());
    }

    static Stream<DeliveryScript> unusableAnswers() {
        return Stream.of(
                DeliveryScript.acceptThenCutConnection(),
                DeliveryScript.holdAnswer(Duration.ofSeconds(30)),
                DeliveryScript.http503Html().afterAccepting(),
                DeliveryScript.malformedAnswer().afterAccepting());
    }

    @ParameterizedTest
    @MethodSource("unusableAnswers")
    void anAnswerThatCannotBeUsedIsFollowedByAResultAndNeverByASecondRequest(DeliveryScript answer) {
        mpesa.nextCommand("reversal").delivery(answer);

        refunds.approve(refund.id(), admin);

        story.untilAfter(
                Duration.ofSeconds(20),
                8,
                () -> assertThat(back.present(refund).state()).isEqualTo(RefundState.REFUNDED));
        story.after(Duration.ofHours(3));
        assertThat(back.reversalsOnTheWire(refund.receipt())).hasSize(1);
        assertThat(back.givenBack(refund.receipt())).hasSize(1);
    }

    @Test
    void withoutAnswerAndWithoutResultItStaysUnclearAndIsNeverSentAgain() {
        mpesa.nextCommand("reversal")
                .delivery(DeliveryScript.acceptThenCutConnection().and(DeliveryScript.loseCallback()));

        refunds.approve(refund.id(), admin);
        back.awaitState(refund, RefundState.UNCLEAR);
        story.after(Duration.ofMinutes(11));
        story.after(Duration.ofHours(30));

        assertThat(back.present(refund).state()).isEqualTo(RefundState.TIMED_OUT);
        assertThat(back.reversalsOnTheWire(refund.receipt())).hasSize(1);
        assertThat(back.givenBack(refund.receipt())).as("it was carried out").hasSize(1);
    }

    @Test
    void eightApprovalsAtOnceSendOne() {
        List<Boolean> approved =
                AllAtOnce.run(8, i -> () -> approves(data.anAdmin().id()));

        assertThat(approved).containsOnlyOnce(true);
        back.awaitState(refund, RefundState.REFUNDED);
        assertThat(back.reversalsOnTheWire(refund.receipt())).hasSize(1);
    }

    private boolean approves(UserId by) {
        try {
            refunds.approve(refund.id(), by);
            return true;
        } catch (RefundRefusedException e) {
            return false;
        }
    }

    @Test
    void eightInstancesAtOnceGetOneClaim() {
        approvedButNotPickedUp();

        List<Optional<RefundSending.Claimed>> claims =
                AllAtOnce.run(8, i -> (Callable<Optional<RefundSending.Claimed>>) () -> sending.begin(refund.id()));

        assertThat(claims).filteredOn(Optional::isPresent).hasSize(1);
    }

    @Test
    void aSenderThatDiedBeforeTheFirstByteLeavesItUnclearAndUnsent() {
        approvedButNotPickedUp();
        assertThat(sending.begin(refund.id())).isPresent();

        runTheJob();

        back.awaitState(refund, RefundState.UNCLEAR);
        story.after(Duration.ofHours(1));
        assertThat(back.reversalsOnTheWire(refund.receipt())).isEmpty();
    }

    @Test
    void aSenderThatDiedBeforeItStoredTheAnswerLeavesItToTheResult() {
        approvedButNotPickedUp();
        mpesa.nextCommand("reversal").delivery(DeliveryScript.delayCallback(Duration.ofMinutes(1)));
        RefundSending.Claimed claimed = sending.begin(refund.id()).orElseThrow();
        reversals.request(RefundRules.reversal(claimed.refund()));

        runTheJob();

        back.awaitState(refund, RefundState.UNCLEAR);
        story.untilAfter(
                Duration.ofSeconds(61),
                4,
                () -> assertThat(back.present(refund).state()).isEqualTo(RefundState.REFUNDED));
        assertThat(back.reversalsOnTheWire(refund.receipt())).hasSize(1);
    }

    @Test
    void anAnswerStoredTwiceIsOneAnswer() {
        approvedButNotPickedUp();
        RefundSending.Claimed claimed = sending.begin(refund.id()).orElseThrow();
        var answer = reversals.request(RefundRules.reversal(claimed.refund()));

        sending.answered(claimed, answer);
        sending.answered(claimed, answer);

        back.awaitState(refund, RefundState.REFUNDED);
        assertThat(jdbc.sql("select count(*) from refund_evidence where refund_id = :id and source = 'ANSWER'")
                        .param("id", refund.id().value())
                        .query(Long.class)
                        .single())
                .isOne();
    }

    /** Any mixture of faults, jobs run once too often, and jobs run by two at once. */
    @Test
    void oneRequestForEachOfManyRefundsUnderMixedFaults() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Refund> many = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            Refund one = back.aRefundToApprove(story.aPhone());
            many.add(one);
            boolean stolen = random.nextInt(3) == 0;
            if (!stolen) {
                script(mpesa.nextCommand("reversal"), random.nextInt(7));
            }
            refunds.approve(one.id(), admin);
            if (stolen) {
                AllAtOnce.run(2, thread -> () -> sending.begin(one.id()).isPresent());
            }
        }
        for (int i = 0; i < 6; i++) {
            story.after(Duration.ofMinutes(4));
        }
        for (Refund one : many) {
            assertThat(back.reversalsOnTheWire(one.receipt()).size())
                    .as("reversals on the wire for %s, seed %d", one, seed)
                    .isLessThanOrEqualTo(1);
            assertThat(back.present(one).state()).as("seed %d", seed).isNotEqualTo(RefundState.SENDING);
            if (back.present(one).state() == RefundState.REFUNDED) {
                assertThat(back.givenBack(one.receipt())).as("seed %d", seed).hasSize(1);
            }
        }
    }

    private static void script(CommandScript next, int fault) {
        switch (fault) {
            case 0 -> next.delivery(DeliveryScript.acceptThenCutConnection());
            case 1 -> next.delivery(DeliveryScript.loseCallback());
            case 2 -> next.delivery(DeliveryScript.duplicateCallback(3));
            case 3 -> next.delivery(DeliveryScript.http503Html());
            case 4 -> next.outcome(CommandOutcome.fails("21", "The initiator is not allowed"));
            case 5 -> next.outcome(CommandOutcome.timesOutButDone());
            default -> next.delivery(DeliveryScript.normal());
        }
    }

    /** As it stands when the instance that was to send it has died. */
    private void approvedButNotPickedUp() {
        jdbc.sql("update refund set state = 'APPROVED', approved_by = :by, approved_at = requested_at where id = :id")
                .param("by", admin.value())
                .param("id", refund.id().value())
                .update();
    }

    private void runTheJob() {
        scheduler.schedule(
                RefundJobs.SEND.instance(refund.id().toString()).build(),
                mpesa.clock().instant());
        scheduler.triggerCheckForDueExecutions();
    }
}
