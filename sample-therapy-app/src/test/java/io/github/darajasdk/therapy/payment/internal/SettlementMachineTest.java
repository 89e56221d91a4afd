package io.github.darajasdk.therapy.payment.internal;

import static io.github.darajasdk.therapy.payment.internal.SettlementWorld.PRICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Attempt;
import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Evidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.ActionChainArbitrary;
import net.jqwik.api.state.Transformer;

/**
 * A session's money lives through whatever may happen to it, in any order: pushes and their answers, truths and lies by
 * every channel, people's decisions, time. After each step everything that must always hold is looked at.
 */
@Tag("property-28")
@Tag("property-54")
@Tag("property-75")
class SettlementMachineTest {

    /** 20,000 steps in a normal run. */
    @Property(tries = 250, shrinking = ShrinkingMode.BOUNDED)
    void whateverHappensWhatMustHoldHolds(@ForAll("lives") ActionChain<Life> chain) {
        chain.withInvariant("money", Life::mustHold).run();
    }

    /** More than a million steps in the long form; one in the normal run, which has the property above. */
    @Property(tries = 1)
    void aMillionSteps(@ForAll Random random) {
        int lives = Boolean.getBoolean("tests.long") ? 12_500 : 1;
        List<Step> steps = List.of(Step.values());
        long taken = 0;
        for (int life = 0; life < lives; life++) {
            long seed = random.nextLong();
            Random choice = new Random(seed);
            Life living = new Life();
            List<String> history = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                Step step = steps.get(choice.nextInt(steps.size()));
                history.add(step.name());
                step.happenTo(living, choice.nextInt(1 << 20));
                try {
                    living.mustHold();
                } catch (AssertionError e) {
                    throw new AssertionError("seed " + seed + ", after " + history, e);
                }
                taken++;
            }
        }
        assertThat(taken).isGreaterThanOrEqualTo(100L * lives);
    }

    @Provide
    ActionChainArbitrary<Life> lives() {
        ActionChainArbitrary<Life> chains = ActionChain.startWith(Life::new);
        for (Step step : Step.values()) {
            chains = chains.withAction(step.weight(), step.action());
        }
        return chains.withMaxTransformations(80);
    }

    /** What may happen. */
    enum Step {
        NEW_ATTEMPT(3, (life, n) -> life.newAttempt()),
        ACCEPTED(4, (life, n) -> life.answer(n, Pieces::accepted)),
        NO_ANSWER(2, (life, n) -> life.answer(n, (a, at) -> Pieces.pushAnswer(a, EvidenceMeaning.NO_ANSWER, at))),
        NOT_TAKEN(1, (life, n) -> life.answer(n, (a, at) -> Pieces.pushAnswer(a, EvidenceMeaning.NOT_TAKEN, at))),
        REFUSED(1, (life, n) -> life.answer(n, (a, at) -> Pieces.pushAnswer(a, EvidenceMeaning.REFUSED, at))),
        CALLBACK_PAID(3, (life, n) -> life.about(n, (a, at) -> Pieces.callbackPaid(a, life.receipt(a), PRICE, at))),
        CALLBACK_OTHER_AMOUNT(
                1, (life, n) -> life.about(n, (a, at) -> Pieces.callbackPaid(a, life.receipt(a), PRICE + 1, at))),
        CALLBACK_OF_OTHERS(
                1, (life, n) -> life.about(n, (a, at) -> Pieces.foreignCallbackPaid(a, "other", life.receipt(a), at))),
        CALLBACK_CANCELLED(
                2, (life, n) -> life.about(n, (a, at) -> Pieces.callbackNo(a, "1032", EvidenceMeaning.NOT_PAID, at))),
        CALLBACK_SOFT(
                2,
                (life, n) -> life.about(n, (a, at) -> Pieces.callbackNo(a, "1037", EvidenceMeaning.NOT_PAID_SOFT, at))),
        CALLBACK_AGAIN(1, (life, n) -> life.again(n)),
        UNREADABLE(1, (life, n) -> life.about(n, Pieces::unreadable)),
        QUERY_PAID(2, (life, n) -> life.about(n, (a, at) -> Pieces.query(a, EvidenceMeaning.PAID, "0", at))),
        QUERY_PENDING(1, (life, n) -> life.about(n, (a, at) -> Pieces.query(a, EvidenceMeaning.PENDING, "4999", at))),
        QUERY_NO(1, (life, n) -> life.about(n, (a, at) -> Pieces.query(a, EvidenceMeaning.NOT_PAID, "1032", at))),
        QUERY_SOFT(
                2, (life, n) -> life.about(n, (a, at) -> Pieces.query(a, EvidenceMeaning.NOT_PAID_SOFT, "1037", at))),
        C2B(2, (life, n) -> life.about(n, (a, at) -> life.record(a, EvidenceSource.C2B, at))),
        PULL(2, (life, n) -> life.about(n, (a, at) -> life.record(a, EvidenceSource.PULL, at))),
        STATEMENT(1, (life, n) -> life.about(n, (a, at) -> life.record(a, EvidenceSource.STATEMENT, at))),
        MENU_CLAIM(1, (life, n) -> life.hear(Pieces.byMenu(EvidenceSource.C2B, "UJE41MENU" + n % 2, PRICE, life.at()))),
        MENU_PULL(1, (life, n) -> life.hear(Pieces.byMenu(EvidenceSource.PULL, "UJE41MENU" + n % 2, PRICE, life.at()))),
        MENU_DENIED(1, (life, n) -> life.hear(Pieces.denied(null, "UJE41MENU" + n % 2, life.at()))),
        WENT_BACK(1, (life, n) -> life.about(n, (a, at) -> Pieces.wentBack(a, life.receipt(a), at))),
        GIVEN_UP(1, (life, n) -> life.timedOut(n, EvidenceMeaning.UNKNOWN_TO_MPESA)),
        FOUND_UNPAID(1, (life, n) -> life.provisional(n)),
        PULLED(1, (life, n) -> life.pulled()),
        SECONDS(6, (life, n) -> life.pass(Duration.ofSeconds(1 + n % 40))),
        MINUTES(3, (life, n) -> life.pass(Duration.ofMinutes(1 + n % 12))),
        DAYS(1, (life, n) -> life.pass(Duration.ofHours(49))),
        CANCELLED(1, (life, n) -> life.session(SessionStatus.CANCELLED)),
        BEGUN(1, (life, n) -> life.session(SessionStatus.IN_PROGRESS));

        private final int weight;
        private final Happening happening;

        Step(int weight, Happening happening) {
            this.weight = weight;
            this.happening = happening;
        }

        int weight() {
            return weight;
        }

        void happenTo(Life life, int n) {
            happening.happen(life, n);
        }

        Action.Independent<Life> action() {
            return () -> {
                Arbitrary<Integer> choices = Arbitraries.integers().between(0, 11);
                return choices.map(n -> Transformer.mutate(name() + " " + n, life -> happenTo(life, n)));
            };
        }
    }

    interface Happening {
        void happen(Life life, int n);
    }

    interface Piece {
        Evidence of(String attempt, int second);
    }

    /** A session's money, with what happened to it before the last step. */
    static final class Life {

        private final SettlementWorld world = new SettlementWorld();
        private final List<String> attempts = new ArrayList<>();
        private final List<Evidence> told = new ArrayList<>();
        private final Map<String, AttemptState> before = new HashMap<>();
        private Map<String, ReceiptDisposition> receiptsBefore = new TreeMap<>();
        private Duration now = Duration.ZERO;
        private boolean onlyTimePassed;
        private int pieces;

        void newAttempt() {
            boolean blocked =
                    attempts.stream().anyMatch(name -> world.state(name).isOpen());
            if (attempts.size() < 3 && !blocked && world.session() == SessionStatus.APPROVED) {
                String name = "a" + attempts.size();
                attempts.add(name);
                world.sending(name, now);
                before.put(name, AttemptState.SENDING);
            }
            onlyTimePassed = false;
        }

        /** Each push is answered once. */
        void answer(int n, Piece piece) {
            about(
                    n,
                    (name, at) -> told.stream()
                                    .noneMatch(known -> known.source() == EvidenceSource.PUSH_ANSWER
                                            && SettlementWorld.id(name).equals(known.attemptId()))
                            ? piece.of(name, at)
                            : Pieces.query(name, EvidenceMeaning.PENDING, "4999", at));
        }

        void about(int n, Piece piece) {
            if (!attempts.isEmpty()) {
                hear(piece.of(attempts.get(n % attempts.size()), at()));
            }
        }

        void hear(Evidence piece) {
            Evidence fresh = Pieces.numbered(piece, pieces++);
            told.add(fresh);
            onlyTimePassed = false;
            world.hear(fresh);
        }

        void again(int n) {
            if (!told.isEmpty()) {
                hear(told.get(n % told.size()));
            }
        }

        Evidence record(String name, EvidenceSource source, int second) {
            return Pieces.record(name, source, receipt(name), PRICE, second);
        }

        String receipt(String name) {
            return "UJE41K7Q" + name.toUpperCase(Locale.ROOT);
        }

        void timedOut(int n, EvidenceMeaning meaning) {
            about(
                    n,
                    (name, at) -> world.state(name) == AttemptState.TIMED_OUT
                            ? Pieces.person(name, meaning, at)
                            : Pieces.query(name, EvidenceMeaning.PENDING, "4999", at));
        }

        void provisional(int n) {
            about(
                    n,
                    (name, at) -> world.attempt(name).provisional()
                            ? Pieces.person(name, EvidenceMeaning.NOT_PAID, at)
                            : Pieces.query(name, EvidenceMeaning.PENDING, "4999", at));
        }

        void pulled() {
            world.pulled(Duration.ofHours(-1), now).wake(now);
        }

        void pass(Duration time) {
            now = now.plus(time);
            onlyTimePassed = true;
            world.wake(now);
        }

        void session(SessionStatus status) {
            boolean may = status == SessionStatus.CANCELLED
                    ? world.session() == SessionStatus.APPROVED || world.session() == SessionStatus.CONFIRMED
                    : world.session() == SessionStatus.CONFIRMED;
            if (may) {
                world.session(status);
                onlyTimePassed = false;
                world.wake(now);
            }
        }

        int at() {
            return Math.toIntExact(now.toSeconds());
        }

        void mustHold() {
            assertThat(world.illegalMoves()).as("every move is an arrow").isEmpty();
            long applied = world.receipts(ReceiptDisposition.APPLIED);
            assertThat(applied).as("one payment pays").isLessThanOrEqualTo(1);
            boolean provisional =
                    attempts.stream().anyMatch(name -> world.attempt(name).provisional());
            switch (world.session()) {
                case CONFIRMED ->
                    assertThat(applied == 1 || provisional)
                            .as("confirmed is paid")
                            .isTrue();
                case APPROVED ->
                    assertThat(applied == 1 || provisional).as("unpaid is open").isFalse();
                default -> {
                    // called off or under way: what money does then is for a person
                }
            }
            receiptsBefore.forEach(
                    (receipt, disposition) -> assertThat(world.receipts().get(receipt))
                            .as("what a receipt was taken for stays, until the money goes back")
                            .isIn(disposition, ReceiptDisposition.REVERSED));
            world.receipts().forEach((receipt, disposition) -> {
                switch (disposition) {
                    case DUPLICATE, WRONG_AMOUNT, LATE ->
                        assertThat(world.exceptionKinds()).contains(disposition.name());
                    case APPLIED, ORPHAN, REVERSED -> {
                        // nothing for a person to do
                    }
                }
            });
            for (String name : attempts) {
                mustHold(world.attempt(name), before.get(name));
                before.put(name, world.state(name));
            }
            receiptsBefore = new TreeMap<>(world.receipts());
            decidingAgainChangesNothing();
        }

        private void mustHold(Attempt attempt, AttemptState was) {
            AttemptState is = attempt.state();
            if (was != is && onlyTimePassed) {
                assertThat(is).as("the clock alone").isIn(AttemptState.TIMED_OUT, AttemptState.NOT_SENT);
            }
            if (is == AttemptState.FAILED && was != AttemptState.FAILED) {
                assertThat(told)
                        .as("failed on an answer only")
                        .anyMatch(piece -> attempt.id().equals(piece.attemptId())
                                && (AttemptReading.isFinalNo(piece)
                                        || piece.meaning() == EvidenceMeaning.NOT_PAID_SOFT));
            }
            if (is == AttemptState.ABANDONED) {
                assertThat(told)
                        .as("given up by a person only")
                        .anyMatch(piece -> piece.meaning() == EvidenceMeaning.UNKNOWN_TO_MPESA
                                && attempt.id().equals(piece.attemptId()));
            }
            if (was == AttemptState.PAID && is != AttemptState.PAID) {
                assertThat(is).as("paid ends").isIn(AttemptState.REVERSED, AttemptState.FAILED);
            }
            if (is == AttemptState.PAID && !attempt.provisional()) {
                assertThat(world.receipts()).containsKey(attempt.receipt());
            }
        }

        private void decidingAgainChangesNothing() {
            SettlementWorld again = world.copy();
            again.wake(now);
            assertThat(again.state()).as("settling twice is settling once").isEqualTo(world.state());
        }
    }
}
