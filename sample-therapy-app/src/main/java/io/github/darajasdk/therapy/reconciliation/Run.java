package io.github.darajasdk.therapy.reconciliation;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One comparison of both books, as it stands. Once {@link RunState#FINISHED} it never changes.
 *
 * @param books which M-PESA and which short code
 * @param period an item belongs to it by the time of M-PESA's record; without a record by the time of our payment
 * @param startedBy the person; empty when no person asked for it
 * @param sources the channels that the records of this period came by: {@code STATEMENT}, {@code PULL}, …; empty until
 *     finished
 * @param totals counts and sums by rule; empty until finished
 */
public record Run(
        RunId id,
        PaymentMode books,
        Period period,
        RunTrigger trigger,
        Optional<UserId> startedBy,
        Instant requestedAt,
        Optional<Instant> finishedAt,
        RunState state,
        Progress progress,
        List<String> sources,
        List<Total> totals) {

    /**
     * How far the comparison is.
     *
     * @param rowsDone rows of either book that are compared
     * @param rowsInAll as counted at the start; the truth may be a little more
     * @param timeLeft by the pace so far; empty until there is one
     */
    public record Progress(long rowsDone, long rowsInAll, Optional<Duration> timeLeft) {}

    /**
     * What ended by one rule.
     *
     * @param items how many
     * @param mpesaCents sum on M-PESA's side, hundredths of a shilling, money that left counted negative
     * @param ourCents sum on our side, likewise
     */
    public record Total(MatchRule rule, long items, long mpesaCents, long ourCents) {

        /** What M-PESA has more than we; negative where we have more. */
        public long differenceCents() {
            return mpesaCents - ourCents;
        }
    }

    /** How many items ended so. */
    public long count(Outcome outcome) {
        return totals.stream()
                .filter(total -> total.rule().outcome() == outcome)
                .mapToLong(Total::items)
                .sum();
    }

    /** How many items a person should look at: the two sides do not agree, or one side has nothing. */
    public long toLookAt() {
        return count(Outcome.DISCREPANCY) + count(Outcome.ONLY_AT_MPESA) + count(Outcome.ONLY_HERE);
    }

    /** Customers' money at M-PESA in this period, reversals taken off; charges and other movements are not in it. */
    public long mpesaCents() {
        return totals.stream()
                .filter(total -> total.rule().outcome() != Outcome.NOT_A_PAYMENT)
                .mapToLong(Total::mpesaCents)
                .sum();
    }

    /** Customers' money by our book in this period, reversals taken off. */
    public long ourCents() {
        return totals.stream().mapToLong(Total::ourCents).sum();
    }
}
