package io.github.darajasdk.therapy.payment.internal;

import static io.github.darajasdk.therapy.payment.internal.Pieces.accepted;
import static io.github.darajasdk.therapy.payment.internal.Pieces.again;
import static io.github.darajasdk.therapy.payment.internal.Pieces.callback;
import static io.github.darajasdk.therapy.payment.internal.Pieces.callbackNo;
import static io.github.darajasdk.therapy.payment.internal.Pieces.callbackPaid;
import static io.github.darajasdk.therapy.payment.internal.Pieces.foreignCallbackPaid;
import static io.github.darajasdk.therapy.payment.internal.Pieces.pushAnswer;
import static io.github.darajasdk.therapy.payment.internal.Pieces.query;
import static io.github.darajasdk.therapy.payment.internal.Pieces.setAside;
import static io.github.darajasdk.therapy.payment.internal.Pieces.unreadable;
import static io.github.darajasdk.therapy.payment.internal.SettlementWorld.PRICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Evidence;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SettlementTest {

    private final SettlementWorld world = new SettlementWorld();

    @Test
    @Tag("property-21")
    @Tag("property-22")
    @Tag("property-23")
    void aCallbackThatFitsConfirmsTheSessionWithItsReceipt() {
        world.sending("a").hear(accepted("a", 1)).hear(callbackPaid("a", "UJE41K7QXN", PRICE, 20));

        assertThat(world.state("a")).isEqualTo(AttemptState.PAID);
        assertThat(world.attempt("a").provisional()).isFalse();
        assertThat(world.attempt("a").receipt()).isEqualTo("UJE41K7QXN");
        assertThat(world.receipts()).containsEntry("UJE41K7QXN", ReceiptDisposition.APPLIED);
        assertThat(world.session()).isEqualTo(SessionStatus.CONFIRMED);
    }

    @Test
    void aQueryThatSaysPaidConfirmsProvisionallyAndTheReceiptFollows() {
        world.sending("a").hear(accepted("a", 1)).hear(query("a", EvidenceMeaning.PAID, "0", 20));

        assertThat(world.state("a")).isEqualTo(AttemptState.PAID);
        assertThat(world.attempt("a").provisional()).isTrue();
        assertThat(world.session()).isEqualTo(SessionStatus.CONFIRMED);

        world.hear(callbackPaid("a", "UJE41K7QXN", PRICE, 60));

        assertThat(world.attempt("a").provisional()).isFalse();
        assertThat(world.receipts(ReceiptDisposition.APPLIED)).isOne();
    }

    @Test
    void aPaymentWithoutReceiptForTwoDaysIsShownToAPerson() {
        world.sending("a").hear(accepted("a", 1)).hear(query("a", EvidenceMeaning.PAID, "0", 20));
        world.wake(Duration.ofHours(47));
        assertThat(world.exceptionKinds()).isEmpty();

        world.wake(Duration.ofHours(48));

        assertThat(world.exceptionKinds()).containsExactly("RECEIPT_MISSING");
    }

    @Test
    @Tag("property-28")
    void aFinalNoFailsTheAttemptAndLeavesTheSessionApproved() {
        world.sending("a").hear(accepted("a", 1)).hear(callbackNo("a", "1032", EvidenceMeaning.NOT_PAID, 9));

        assertThat(world.state("a")).isEqualTo(AttemptState.FAILED);
        assertThat(world.session()).isEqualTo(SessionStatus.APPROVED);
    }

    @Test
    void aSoftNoStaysOpenUntilAQueryAtLeastThirtySecondsLaterSaysNoAgain() {
        world.sending("a").hear(accepted("a", 1)).hear(callbackNo("a", "1037", EvidenceMeaning.NOT_PAID_SOFT, 26));
        assertThat(world.state("a")).isEqualTo(AttemptState.PROMPTED);

        world.hear(query("a", EvidenceMeaning.NOT_PAID_SOFT, "1037", 55));
        assertThat(world.state("a")).as("29 s after the first no").isEqualTo(AttemptState.PROMPTED);

        world.hear(query("a", EvidenceMeaning.NOT_PAID_SOFT, "1037", 56));
        assertThat(world.state("a")).as("30 s after the first no").isEqualTo(AttemptState.FAILED);
    }

    @Test
    void aSoftNoIsNotConfirmedByTheSameCallbackComingAgain() {
        Evidence no = callbackNo("a", "1037", EvidenceMeaning.NOT_PAID_SOFT, 26);
        world.sending("a").hear(accepted("a", 1)).hear(no).hear(again(no, 90));

        assertThat(world.state("a")).isEqualTo(AttemptState.PROMPTED);
    }

    @Test
    @Tag("property-14")
    void silenceIsTimedOutAndNeverFailed() {
        world.sending("a").hear(accepted("a", 1));
        world.wake(Duration.ofSeconds(119));
        assertThat(world.state("a")).isEqualTo(AttemptState.PROMPTED);
        world.wake(Duration.ofSeconds(120));
        assertThat(world.state("a")).isEqualTo(AttemptState.TIMED_OUT);

        world.wake(Duration.ofDays(365));

        assertThat(world.state("a")).isEqualTo(AttemptState.TIMED_OUT);
        assertThat(world.exceptionKinds()).containsExactly("UNRESOLVED");
    }

    @Test
    void anAnswerStoredAfterTheTimeOutExplainsTheStateOnTheWayToIt() {
        world.sending("a").sending("b").at(Duration.ofSeconds(125));

        world.hear(accepted("a", 125)).hear(pushAnswer("b", EvidenceMeaning.NO_ANSWER, 125));

        assertThat(world.state("a")).isEqualTo(AttemptState.TIMED_OUT);
        assertThat(world.state("b")).isEqualTo(AttemptState.TIMED_OUT);
        assertThat(world.illegalMoves()).isEmpty();
    }

    @Test
    void lateTruthWinsOverFailedAndIsShownAsAContradictionWhenTheNoWasFinal() {
        Evidence no = callbackNo("a", "1032", EvidenceMeaning.NOT_PAID, 9);
        world.sending("a").hear(accepted("a", 1)).hear(no).hear(callbackPaid("a", "UJE41K7QXN", PRICE, 90));

        assertThat(world.state("a")).isEqualTo(AttemptState.PAID);
        assertThat(world.session()).isEqualTo(SessionStatus.CONFIRMED);
        assertThat(world.exceptionKinds()).containsExactly("CONTRADICTION");
        assertThat(world.disposition(no)).isEqualTo(EvidenceDisposition.CONTRADICTION);
    }

    @Test
    void anotherAmountThanAskedIsPaidButDoesNotConfirm() {
        world.sending("a").hear(accepted("a", 1)).hear(callbackPaid("a", "UJE41K7QXN", PRICE - 1, 20));

        assertThat(world.state("a")).isEqualTo(AttemptState.PAID);
        assertThat(world.session()).isEqualTo(SessionStatus.APPROVED);
        assertThat(world.receipts(ReceiptDisposition.WRONG_AMOUNT)).isOne();
        assertThat(world.exceptionKinds()).containsExactly("WRONG_AMOUNT");
    }

    @Test
    void aSessionConfirmedOnAQueryReopensWhenTheReceiptNamesAnotherAmount() {
        world.sending("a").hear(accepted("a", 1)).hear(query("a", EvidenceMeaning.PAID, "0", 20));
        assertThat(world.session()).isEqualTo(SessionStatus.CONFIRMED);

        world.hear(callbackPaid("a", "UJE41K7QXN", 1, 30));

        assertThat(world.session()).isEqualTo(SessionStatus.APPROVED);
    }

    @Test
    void twoAttemptsThatBothGetPaidApplyOneReceiptAndFlagTheOther() {
        world.sending("a").sending("b").hear(accepted("a", 1)).hear(accepted("b", 400));
        world.hear(callbackPaid("b", "UJE41K7QXB", PRICE, 420)).hear(callbackPaid("a", "UJE41K7QXA", PRICE, 500));

        assertThat(world.receipts())
                .containsEntry("UJE41K7QXB", ReceiptDisposition.APPLIED)
                .containsEntry("UJE41K7QXA", ReceiptDisposition.DUPLICATE);
        assertThat(world.exceptionKinds()).containsExactly("DUPLICATE");
    }

    @Test
    void moneyForACancelledSessionIsLate() {
        world.sending("a").hear(accepted("a", 1)).session(SessionStatus.CANCELLED);
        world.hear(callbackPaid("a", "UJE41K7QXN", PRICE, 30));

        assertThat(world.state("a")).isEqualTo(AttemptState.PAID);
        assertThat(world.session()).isEqualTo(SessionStatus.CANCELLED);
        assertThat(world.exceptionKinds()).containsExactly("LATE");
    }

    @Test
    @Tag("property-75")
    void theSameCallbackAgainIsADuplicateAndChangesNothing() {
        Evidence paid = callbackPaid("a", "UJE41K7QXN", PRICE, 20);
        Evidence repeated = again(paid, 21);
        world.sending("a").hear(accepted("a", 1)).hear(paid).hear(repeated);

        assertThat(world.disposition(repeated)).isEqualTo(EvidenceDisposition.DUPLICATE);
        assertThat(world.receipts(ReceiptDisposition.APPLIED)).isOne();
        assertThat(world.exceptionKinds()).isEmpty();
    }

    @Test
    void aCallbackThatNamesAnotherPromptIsSetAsideAndMovesNothing() {
        Evidence foreign = foreignCallbackPaid("a", "somebody-else", "UJE41K7QXN", 20);
        world.sending("a").hear(accepted("a", 1)).hear(foreign);

        assertThat(world.disposition(foreign)).isEqualTo(EvidenceDisposition.QUARANTINED);
        assertThat(world.state("a")).isEqualTo(AttemptState.PROMPTED);
        assertThat(world.receipts()).isEmpty();
    }

    @Test
    void eachIdOfACallbackMustBeTheAttemptsOwn() {
        Evidence otherMerchantRequest = callback("a", "a", "somebody-else", "UJE41K7QXM", 20);
        Evidence otherCheckoutRequest = callback("a", "somebody-else", "a", "UJE41K7QXC", 21);
        world.sending("a").hear(accepted("a", 1)).hear(otherMerchantRequest).hear(otherCheckoutRequest);

        assertThat(world.disposition(otherMerchantRequest)).isEqualTo(EvidenceDisposition.QUARANTINED);
        assertThat(world.disposition(otherCheckoutRequest)).isEqualTo(EvidenceDisposition.QUARANTINED);
        assertThat(world.state("a")).isEqualTo(AttemptState.PROMPTED);
    }

    @Test
    void whatMpesaSaysOfAnotherPromptMovesNothing() {
        Evidence about = query("a", "somebody-else", EvidenceMeaning.PAID, "0", 21);
        world.sending("a").hear(accepted("a", 1)).hear(about);

        assertThat(world.disposition(about)).isEqualTo(EvidenceDisposition.QUARANTINED);
        assertThat(world.state("a")).isEqualTo(AttemptState.PROMPTED);
    }

    @Test
    void aPromptIsNotKnownBecauseMpesaWasAskedAboutIt() {
        Evidence paid = callbackPaid("a", "UJE41K7QXN", PRICE, 20);
        world.sending("a").hear(pushAnswer("a", EvidenceMeaning.NO_ANSWER, 20)).hear(paid);

        world.hear(query("a", EvidenceMeaning.PENDING, "4999", 25));

        assertThat(world.state("a")).isEqualTo(AttemptState.UNCLEAR);
        assertThat(world.disposition(paid)).isEqualTo(EvidenceDisposition.PENDING);
    }

    @Test
    void moreMoneyThanAskedDoesNotConfirmEither() {
        world.sending("a").hear(accepted("a", 1)).hear(callbackPaid("a", "UJE41K7QXN", PRICE + 1, 20));

        assertThat(world.session()).isEqualTo(SessionStatus.APPROVED);
        assertThat(world.exceptionKinds()).containsExactly("WRONG_AMOUNT");
    }

    @Test
    void aCallbackThatOvertakesThePushAnswerIsKeptAndCountsOnceTheAnswerNamesThePrompt() {
        Evidence paid = callbackPaid("a", "UJE41K7QXN", PRICE, 1);
        world.sending("a").hear(paid);
        assertThat(world.state("a")).isEqualTo(AttemptState.SENDING);
        assertThat(world.disposition(paid)).isEqualTo(EvidenceDisposition.PENDING);

        world.hear(accepted("a", 2));

        assertThat(world.state("a")).isEqualTo(AttemptState.PAID);
        assertThat(world.session()).isEqualTo(SessionStatus.CONFIRMED);
    }

    @Test
    void whenThePushAnswerWasLostAQueryForTheIdsOfTheCallbackSettlesIt() {
        Evidence paid = callbackPaid("a", "UJE41K7QXN", PRICE, 20);
        world.sending("a").hear(pushAnswer("a", EvidenceMeaning.NO_ANSWER, 20)).hear(paid);
        assertThat(world.state("a")).isEqualTo(AttemptState.UNCLEAR);

        world.hear(query("a", EvidenceMeaning.PAID, "0", 25));

        assertThat(world.state("a")).isEqualTo(AttemptState.PAID);
        assertThat(world.attempt("a").provisional()).isFalse();
        assertThat(world.attempt("a").checkoutRequestId()).isEqualTo("ws_CO_a");
    }

    @Test
    @Tag("property-71")
    void whatMpesaDidNotTakeIsQueuedUntilItExpires() {
        world.sending("a").hear(pushAnswer("a", EvidenceMeaning.NOT_TAKEN, 1));
        assertThat(world.state("a")).isEqualTo(AttemptState.QUEUED);

        world.wake(Duration.ofMinutes(5));

        assertThat(world.state("a")).isEqualTo(AttemptState.NOT_SENT);
    }

    @Test
    void aRefusedPushFailsWithItsCode() {
        world.sending("a").hear(pushAnswer("a", EvidenceMeaning.REFUSED, 1));

        assertThat(world.state("a")).isEqualTo(AttemptState.FAILED);
    }

    @Test
    void successForAnAttemptThatWasNeverSentIsPaidAndAContradiction() {
        world.attempt("a", AttemptState.NOT_SENT, 1).hear(accepted("a", 1));
        world.hear(callbackPaid("a", "UJE41K7QXN", PRICE, 20));

        assertThat(world.state("a")).isEqualTo(AttemptState.PAID);
        assertThat(world.exceptionKinds()).containsExactly("CONTRADICTION");
    }

    @Test
    void aSuccessWhosePromptNobodyConfirmsIsShownToAPersonWhateverTheAttemptLooksLike() {
        world.attempt("a", AttemptState.NOT_SENT, 1).hear(callbackPaid("a", "UJE41K7QXN", PRICE, 20));
        world.wake(Duration.ofSeconds(619));
        assertThat(world.exceptionKinds()).isEmpty();

        world.wake(Duration.ofSeconds(620));

        assertThat(world.exceptionKinds()).containsExactly("UNRESOLVED");
        assertThat(world.state("a")).isEqualTo(AttemptState.NOT_SENT);
    }

    @Test
    void aPaymentIsSettledWhenItIsPaidEvenIfItWasCalledFailedBefore() {
        world.sending("a").hear(accepted("a", 1));
        world.at(Duration.ofSeconds(9)).hear(callbackNo("a", "1032", EvidenceMeaning.NOT_PAID, 9));
        world.at(Duration.ofSeconds(90)).hear(callbackPaid("a", "UJE41K7QXN", PRICE, 90));

        assertThat(world.attempt("a").settledAt()).isEqualTo(SettlementWorld.START.plusSeconds(90));
    }

    @Test
    void whatIsSetAsideIsNotUsedAnyMore() {
        world.sending("a").hear(pushAnswer("a", EvidenceMeaning.NO_ANSWER, 20));
        world.hear(setAside(callbackPaid("a", "UJE41K7QXN", PRICE, 20)));
        world.hear(query("a", EvidenceMeaning.PAID, "0", 25));
        assertThat(world.state("a")).as("its prompt is not known").isEqualTo(AttemptState.UNCLEAR);

        SettlementWorld known = new SettlementWorld().sending("a").hear(accepted("a", 1));
        known.hear(setAside(callbackPaid("a", "UJE41K7QXN", PRICE, 20)));
        assertThat(known.state("a")).isEqualTo(AttemptState.PROMPTED);
        assertThat(known.receipts()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsSetAside() {
        Evidence unreadable = unreadable("a", 20);
        world.sending("a").hear(accepted("a", 1)).hear(unreadable);

        assertThat(world.disposition(unreadable)).isEqualTo(EvidenceDisposition.QUARANTINED);
        assertThat(world.state("a")).isEqualTo(AttemptState.PROMPTED);
    }

    @Test
    void whatWasNeverSentExpiresAfterFiveMinutes() {
        world.attempt("a", AttemptState.CREATED, 0).wake(Duration.ofSeconds(299));
        assertThat(world.state("a")).isEqualTo(AttemptState.CREATED);

        world.wake(Duration.ofSeconds(300));

        assertThat(world.state("a")).isEqualTo(AttemptState.NOT_SENT);
    }

    @Test
    void aConfirmedSessionStaysConfirmedWhenItIsLookedAtAgain() {
        world.sending("a").hear(accepted("a", 1)).hear(callbackPaid("a", "UJE41K7QXN", PRICE, 20));

        world.wake(Duration.ofDays(3));

        assertThat(world.session()).isEqualTo(SessionStatus.CONFIRMED);
        assertThat(world.exceptionKinds()).isEmpty();
    }

    @Test
    void aClockThatGoesBackTakesNothingBack() {
        world.sending("a").hear(accepted("a", 1)).wake(Duration.ofSeconds(120));

        world.wake(Duration.ofSeconds(100));

        assertThat(world.state("a")).isEqualTo(AttemptState.TIMED_OUT);
        assertThat(world.illegalMoves()).isEmpty();
    }

    @Test
    void twoReceiptsForOnePromptAreAContradictionAndADuplicate() {
        world.sending("a").hear(accepted("a", 1));
        world.hear(callbackPaid("a", "UJE41K7QXA", PRICE, 20)).hear(callbackPaid("a", "UJE41K7QXB", PRICE, 30));

        assertThat(world.receipts(ReceiptDisposition.APPLIED)).isOne();
        assertThat(world.receipts(ReceiptDisposition.DUPLICATE)).isOne();
        assertThat(world.exceptionKinds()).containsExactly("CONTRADICTION", "DUPLICATE");
    }

    @Test
    void successAfterARefusedPushIsPaidAndAContradiction() {
        world.sending("a").hear(pushAnswer("a", EvidenceMeaning.REFUSED, 1));
        world.hear(callbackPaid("a", "UJE41K7QXN", PRICE, 20)).hear(query("a", EvidenceMeaning.PAID, "0", 25));

        assertThat(world.state("a")).isEqualTo(AttemptState.PAID);
        assertThat(world.exceptionKinds()).containsExactly("CONTRADICTION");
    }

    @Test
    void whatMpesaReversedIsNotPaidByOlderEvidence() {
        world.attempt("a", AttemptState.REVERSED, 1).hear(accepted("a", 1));
        world.hear(callbackPaid("a", "UJE41K7QXN", PRICE, 20));

        assertThat(world.state("a")).isEqualTo(AttemptState.REVERSED);
        assertThat(world.illegalMoves()).isEmpty();
    }

    @Test
    void aPromptOnceKnownStaysKnown() {
        world.prompted("a").hear(callbackPaid("a", "UJE41K7QXN", PRICE, 20));

        assertThat(world.state("a")).isEqualTo(AttemptState.PAID);
        assertThat(world.attempt("a").checkoutRequestId()).isEqualTo("ws_CO_a");
    }
}
