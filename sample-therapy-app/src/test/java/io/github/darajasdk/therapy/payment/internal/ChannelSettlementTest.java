package io.github.darajasdk.therapy.payment.internal;

import static io.github.darajasdk.therapy.payment.internal.Pieces.accepted;
import static io.github.darajasdk.therapy.payment.internal.Pieces.byMenu;
import static io.github.darajasdk.therapy.payment.internal.Pieces.callbackNo;
import static io.github.darajasdk.therapy.payment.internal.Pieces.callbackPaid;
import static io.github.darajasdk.therapy.payment.internal.Pieces.denied;
import static io.github.darajasdk.therapy.payment.internal.Pieces.foreignCallbackPaid;
import static io.github.darajasdk.therapy.payment.internal.Pieces.person;
import static io.github.darajasdk.therapy.payment.internal.Pieces.pushAnswer;
import static io.github.darajasdk.therapy.payment.internal.Pieces.query;
import static io.github.darajasdk.therapy.payment.internal.Pieces.record;
import static io.github.darajasdk.therapy.payment.internal.Pieces.wentBack;
import static io.github.darajasdk.therapy.payment.internal.SettlementWorld.PRICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Evidence;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the further channels and people's decisions amount to. */
class ChannelSettlementTest {

    private static final String RECEIPT = "UJE41K7QXA";

    private final SettlementWorld world = new SettlementWorld();

    @Test
    @Tag("property-46")
    void aClaimAloneMovesNothingAndIsForAPersonAfterTenMinutes() {
        Evidence claim = record("a", EvidenceSource.C2B, RECEIPT, PRICE, 20);
        world.sending("a").hear(accepted("a", 1)).at(Duration.ofSeconds(25)).hear(claim);

        assertThat(world.state("a")).isEqualTo(AttemptState.PROMPTED);
        assertThat(world.receipts()).isEmpty();
        assertThat(world.disposition(claim)).isEqualTo(EvidenceDisposition.PENDING);
        assertThat(world.wake(Duration.ofMinutes(9)).exceptionKinds()).isEmpty();
        assertThat(world.wake(Duration.ofMinutes(11)).exceptionKinds()).containsExactly("UNRESOLVED");
    }

    @Test
    void aClaimIsConfirmedByWhateverProvesItsReceipt() {
        for (EvidenceSource source : new EvidenceSource[] {
            EvidenceSource.PULL, EvidenceSource.STATEMENT, EvidenceSource.STATUS_RESULT, EvidenceSource.PERSON
        }) {
            SettlementWorld each = new SettlementWorld();
            Evidence claim = byMenu(EvidenceSource.C2B, RECEIPT, PRICE, 20);
            each.hear(claim).hear(byMenu(source, RECEIPT, PRICE, 90));

            assertThat(each.disposition(claim)).as("by %s", source).isEqualTo(EvidenceDisposition.APPLIED);
            assertThat(each.session()).isEqualTo(SessionStatus.CONFIRMED);
        }
    }

    @Test
    void aClaimThatMpesaDoesNotKnowIsRejectedOnlyAfterTenMinutes() {
        Evidence claim = byMenu(EvidenceSource.C2B, RECEIPT, PRICE, 20);

        world.hear(claim).hear(denied(null, RECEIPT, 80));
        assertThat(world.disposition(claim)).isEqualTo(EvidenceDisposition.PENDING);
        world.hear(denied(null, RECEIPT, 621));
        assertThat(world.disposition(claim)).isEqualTo(EvidenceDisposition.REJECTED);
        world.hear(byMenu(EvidenceSource.PULL, RECEIPT, PRICE, 700));

        assertThat(world.disposition(claim)).as("late truth wins").isEqualTo(EvidenceDisposition.APPLIED);
        assertThat(world.receipts(ReceiptDisposition.APPLIED)).isOne();
    }

    @Test
    void aReceiptIsMissingOnceTheRecordOfItsTimeWasReadAndDoesNotHoldIt() {
        world.prompted("a").at(Duration.ofSeconds(30)).hear(query("a", EvidenceMeaning.PAID, "0", 30));

        world.pulled(Duration.ofHours(-1), Duration.ofMinutes(9)).wake(Duration.ofMinutes(9));
        assertThat(world.exceptionKinds()).as("read too early").isEmpty();
        world.pulled(Duration.ofSeconds(10), Duration.ofMinutes(15)).wake(Duration.ofMinutes(15));
        assertThat(world.exceptionKinds()).as("begun too late").isEmpty();
        world.pulled(Duration.ofHours(-1), Duration.ofMinutes(15)).wake(Duration.ofMinutes(15));

        assertThat(world.exceptionKinds()).containsExactly("RECEIPT_MISSING");
    }

    @Test
    void moneyThatWentBackReopensTheSessionUnlessItIsHeldAlready() {
        world.prompted("a").hear(callbackPaid("a", RECEIPT, PRICE, 20)).hear(wentBack("a", RECEIPT, 300));
        assertThat(world.state("a")).isEqualTo(AttemptState.REVERSED);
        assertThat(world.session()).isEqualTo(SessionStatus.APPROVED);
        assertThat(world.exceptionKinds()).isEmpty();

        SettlementWorld held = new SettlementWorld().prompted("a").hear(callbackPaid("a", RECEIPT, PRICE, 20));
        held.session(SessionStatus.IN_PROGRESS).hear(wentBack("a", RECEIPT, 300));
        assertThat(held.session()).isEqualTo(SessionStatus.IN_PROGRESS);
        assertThat(held.exceptionKinds()).containsExactly("CONTRADICTION");
    }

    @Test
    void aPaidSessionThatIsCalledOffIsForAPersonWithAndWithoutReceipt() {
        world.prompted("a").hear(callbackPaid("a", RECEIPT, PRICE, 20));
        world.session(SessionStatus.CANCELLED).wake(Duration.ofMinutes(5));
        assertThat(world.exceptionKinds()).containsExactly("LATE");

        SettlementWorld provisional = new SettlementWorld().prompted("a");
        provisional.hear(query("a", EvidenceMeaning.PAID, "0", 30)).session(SessionStatus.CANCELLED);
        assertThat(provisional.wake(Duration.ofMinutes(5)).exceptionKinds()).containsExactly("LATE");
        provisional.hear(record("a", EvidenceSource.PULL, RECEIPT, PRICE, 900));
        assertThat(provisional.receipts(ReceiptDisposition.LATE)).isOne();
    }

    @Test
    void aSuccessThatWasSetAsideIsForAPerson() {
        world.prompted("a").hear(foreignCallbackPaid("a", "other", RECEIPT, 20));

        assertThat(world.state("a")).isEqualTo(AttemptState.PROMPTED);
        assertThat(world.exceptionKinds()).containsExactly("CONTRADICTION");
    }

    @Test
    void aCallbackOfAnotherAmountThanTheRecordIsAContradictionAndPaysNothing() {
        world.prompted("a").hear(callbackPaid("a", RECEIPT, PRICE + 1, 20));
        world.hear(record("a", EvidenceSource.PULL, RECEIPT, PRICE, 90));

        assertThat(world.receipts(ReceiptDisposition.WRONG_AMOUNT)).isOne();
        assertThat(world.session()).isEqualTo(SessionStatus.APPROVED);
        assertThat(world.exceptionKinds()).containsExactly("CONTRADICTION", "WRONG_AMOUNT");
    }

    /** The push's answer was lost, so its ids are not known; M-PESA's own record proves the callback before a query does. */
    @Test
    void aCallbackWhoseIdsAreNotKnownIsConfirmedByTheRecordOfItsReceipt() {
        for (EvidenceSource source :
                new EvidenceSource[] {EvidenceSource.PULL, EvidenceSource.STATEMENT, EvidenceSource.STATUS_RESULT}) {
            SettlementWorld each = new SettlementWorld();
            Evidence callback = callbackPaid("a", RECEIPT, PRICE, 20);
            each.sending("a")
                    .hear(pushAnswer("a", EvidenceMeaning.NO_ANSWER, 10))
                    .hear(callback);
            assertThat(each.disposition(callback)).as("so far").isEqualTo(EvidenceDisposition.PENDING);
            each.hear(record("a", source, RECEIPT, PRICE, 90));

            assertThat(each.disposition(callback)).as("by %s", source).isEqualTo(EvidenceDisposition.APPLIED);
            assertThat(each.receipts(ReceiptDisposition.APPLIED)).isOne();
        }
    }

    @Test
    void aCallbackWhoseIdsAreNotKnownIsNotConfirmedByTheRecordOfOtherMoney() {
        Evidence callback = callbackPaid("a", RECEIPT, PRICE + 1, 20);
        world.sending("a")
                .hear(pushAnswer("a", EvidenceMeaning.NO_ANSWER, 10))
                .hear(callback)
                .hear(record("a", EvidenceSource.PULL, RECEIPT, PRICE, 90));

        assertThat(world.disposition(callback)).isEqualTo(EvidenceDisposition.PENDING);
    }

    @Test
    void onlyAPersonGivesUpAndOnlyWhatIsTimedOut() {
        world.sending("a").hear(pushAnswer("a", EvidenceMeaning.NO_ANSWER, 20));
        assertThat(world.wake(Duration.ofDays(400)).state("a")).isEqualTo(AttemptState.TIMED_OUT);

        world.hear(person("a", EvidenceMeaning.UNKNOWN_TO_MPESA, 1_000));
        assertThat(world.state("a")).isEqualTo(AttemptState.ABANDONED);
        world.hear(record("a", EvidenceSource.STATEMENT, RECEIPT, PRICE, 2_000));

        assertThat(world.state("a")).as("late truth wins").isEqualTo(AttemptState.PAID);
        assertThat(world.illegalMoves()).isEmpty();
    }

    @Test
    void aPersonFindsAPaymentWithoutReceiptToBeNoneButNotOneWithReceipt() {
        world.prompted("a")
                .hear(query("a", EvidenceMeaning.PAID, "0", 30))
                .hear(person("a", EvidenceMeaning.NOT_PAID, 400));
        assertThat(world.state("a")).isEqualTo(AttemptState.FAILED);
        assertThat(world.session()).isEqualTo(SessionStatus.APPROVED);

        world.hear(record("a", EvidenceSource.PULL, RECEIPT, PRICE, 500));
        assertThat(world.state("a")).as("late truth wins").isEqualTo(AttemptState.PAID);
        assertThat(world.exceptionKinds()).contains("CONTRADICTION");
        assertThat(world.illegalMoves()).isEmpty();
    }

    @Test
    void whatMpesaTookThoughItSeemedNotToIsNotSentAgainAndMayFail() {
        world.sending("a").hear(pushAnswer("a", EvidenceMeaning.NOT_TAKEN, 2));
        assertThat(world.state("a")).isEqualTo(AttemptState.QUEUED);

        world.hear(callbackNo("a", "1032", EvidenceMeaning.NOT_PAID, 20))
                .hear(query("a", EvidenceMeaning.NOT_PAID, "1032", 30));

        assertThat(world.state("a")).isEqualTo(AttemptState.FAILED);
        assertThat(world.illegalMoves()).isEmpty();
    }
}
