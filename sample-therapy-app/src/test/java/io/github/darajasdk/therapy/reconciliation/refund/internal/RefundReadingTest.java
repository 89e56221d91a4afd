package io.github.darajasdk.therapy.reconciliation.refund.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.therapy.payment.ReversalNews;
import io.github.darajasdk.therapy.payment.ReversalNews.Meaning;
import io.github.darajasdk.therapy.payment.ReversalNews.Source;
import io.github.darajasdk.therapy.platform.Money;
import io.github.darajasdk.therapy.reconciliation.refund.Refund;
import io.github.darajasdk.therapy.reconciliation.refund.RefundId;
import io.github.darajasdk.therapy.reconciliation.refund.RefundReason;
import io.github.darajasdk.therapy.reconciliation.refund.RefundState;
import io.github.darajasdk.therapy.reconciliation.refund.internal.RefundEvidence.Disposition;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What news about a refund amounts to. */
class RefundReadingTest {

    private static final Instant SENT = Instant.parse("2026-11-20T09:00:00Z");
    private static final UUID CLAIM = new UUID(1, 1);
    private static final String RECEIPT = "UKK41K7QXN";
    private static final String REVERSAL = "UKK41K7QXO";

    private int pieces;

    @Test
    void silenceIsTimedOutAndNeverFailed() {
        List<RefundEvidence> taken = List.of(answer(Meaning.ACCEPTED, "AG_1"));

        assertThat(read(RefundState.SENDING, List.of(), Duration.ofDays(9)).state())
                .as("nobody stored an answer yet")
                .isEqualTo(RefundState.SENDING);
        assertThat(read(RefundState.SENDING, taken, Duration.ofMinutes(9)).state())
                .isEqualTo(RefundState.ACCEPTED);
        assertThat(read(RefundState.ACCEPTED, taken, Duration.ofDays(9)).state())
                .isEqualTo(RefundState.TIMED_OUT);
    }

    @Test
    void whatWasNotTakenGoesBackToThePeopleUnlessMpesaTellsOfIt() {
        RefundEvidence refused = answer(Meaning.NOT_TAKEN, null);

        assertThat(read(RefundState.SENDING, List.of(refused), Duration.ZERO).state())
                .isEqualTo(RefundState.REQUESTED);
        assertThat(read(RefundState.SENDING, List.of(refused, timeout()), Duration.ZERO)
                        .state())
                .as("it was taken after all")
                .isEqualTo(RefundState.UNCLEAR);
    }

    @Test
    void aResultThatNamesAnotherPaymentOrAmountIsSetAside() {
        RefundEvidence taken = answer(Meaning.ACCEPTED, "AG_1");
        RefundEvidence otherReceipt = result(Meaning.REVERSED, "AG_1", "UKK41K7QXX", 1_500L);
        RefundEvidence otherAmount = result(Meaning.REVERSED, "AG_1", RECEIPT, 15L);

        RefundReading.Outcome outcome =
                read(RefundState.ACCEPTED, List.of(taken, otherReceipt, otherAmount), Duration.ofSeconds(9));

        assertThat(outcome.state()).isEqualTo(RefundState.ACCEPTED);
        assertThat(outcome.dispositions().get(otherReceipt.id())).isEqualTo(Disposition.QUARANTINED);
        assertThat(outcome.dispositions().get(otherAmount.id())).isEqualTo(Disposition.QUARANTINED);
    }

    @Test
    void aNoOfAnotherConversationIsNotOurs() {
        RefundEvidence taken = answer(Meaning.ACCEPTED, "AG_1");

        assertThat(read(
                                RefundState.ACCEPTED,
                                List.of(taken, result(Meaning.NOT_REVERSED, "AG_2", null, null)),
                                Duration.ofSeconds(9))
                        .state())
                .isEqualTo(RefundState.ACCEPTED);
    }

    @Test
    void proofEndsEvenWhatWasWithdrawnOrNeverSent() {
        List<RefundEvidence> proof = List.of(result(Meaning.REVERSED, "AG_1", RECEIPT, 1_500L));

        for (RefundState state : RefundState.values()) {
            RefundState expected = state == RefundState.BY_HAND ? RefundState.BY_HAND : RefundState.REFUNDED;
            assertThat(read(state, proof, Duration.ZERO).state())
                    .as("%s", state)
                    .isEqualTo(expected);
        }
    }

    @Test
    void whatWasPaidByHandAndThenReversedIsAContradiction() {
        RefundEvidence proof = result(Meaning.REVERSED, "AG_1", RECEIPT, 1_500L);

        RefundReading.Outcome outcome = read(RefundState.BY_HAND, List.of(proof), Duration.ZERO);

        assertThat(outcome.dispositions().get(proof.id())).isEqualTo(Disposition.CONTRADICTION);
    }

    /** Up to five pieces of news in every order: the end is the same. */
    @Test
    void theEndDependsOnTheNewsAndNotOnItsOrder() {
        List<RefundEvidence> news = List.of(
                answer(Meaning.ACCEPTED, "AG_1"),
                result(Meaning.NOT_REVERSED, "AG_1", null, null),
                result(Meaning.ALREADY_REVERSED, "AG_1", null, null),
                timeout(),
                result(Meaning.REVERSED, "AG_1", RECEIPT, 1_500L));
        for (int subset = 1; subset < 1 << news.size(); subset++) {
            List<RefundEvidence> chosen = new ArrayList<>();
            for (int i = 0; i < news.size(); i++) {
                if ((subset & 1 << i) != 0) {
                    chosen.add(news.get(i));
                }
            }
            Set<RefundState> ends = new HashSet<>();
            permutations(chosen, 0, order -> ends.add(walk(order)));
            assertThat(ends).as("%s", chosen).hasSize(1);
        }
    }

    /** Each piece is settled as it comes, then the clock passes. */
    private static RefundState walk(List<RefundEvidence> order) {
        RefundState state = RefundState.SENDING;
        List<RefundEvidence> heard = new ArrayList<>();
        for (RefundEvidence piece : order) {
            heard.add(piece);
            RefundState next = read(state, heard, Duration.ofSeconds(30)).state();
            assertThat(next == state || state.mayBecome(next) || next == RefundState.TIMED_OUT)
                    .as("%s -> %s", state, next)
                    .isTrue();
            state = next;
        }
        return read(state, heard, Duration.ofHours(1)).state();
    }

    private static void permutations(
            List<RefundEvidence> list, int from, java.util.function.Consumer<List<RefundEvidence>> seen) {
        if (from == list.size()) {
            seen.accept(List.copyOf(list));
            return;
        }
        for (int i = from; i < list.size(); i++) {
            java.util.Collections.swap(list, from, i);
            permutations(list, from + 1, seen);
            java.util.Collections.swap(list, from, i);
        }
    }

    private static RefundReading.Outcome read(RefundState state, List<RefundEvidence> news, Duration later) {
        return RefundReading.read(refund(state), CLAIM, news, false, SENT.plus(later));
    }

    private static Refund refund(RefundState state) {
        return new Refund(
                new RefundId(new UUID(2, 2)),
                PaymentEnvironment.SIMULATOR,
                "600123",
                RECEIPT,
                Money.kes(1_500),
                Optional.empty(),
                RefundReason.DUPLICATE,
                state,
                SENT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(SENT),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private RefundEvidence answer(Meaning meaning, @Nullable String conversation) {
        return piece(CLAIM, Source.ANSWER, meaning, conversation, null, null, null);
    }

    private RefundEvidence result(
            Meaning meaning, String conversation, @Nullable String original, @Nullable Long amount) {
        String reversal = meaning == Meaning.REVERSED ? REVERSAL : null;
        return piece(new UUID(3, pieces++), Source.RESULT, meaning, conversation, reversal, original, amount);
    }

    private RefundEvidence timeout() {
        return piece(new UUID(3, pieces++), Source.TIMEOUT, Meaning.NOT_KNOWN, null, null, null, null);
    }

    private static RefundEvidence piece(
            UUID id,
            Source source,
            Meaning meaning,
            @Nullable String conversation,
            @Nullable String reversal,
            @Nullable String original,
            @Nullable Long amount) {
        ReversalNews news = new ReversalNews(
                source, meaning, conversation, null, null, null, reversal, original, amount, null, new byte[0]);
        return new RefundEvidence(id, news, SENT.plusSeconds(1), Disposition.PENDING);
    }
}
