package io.github.darajasdk.therapy.reconciliation.web;

import io.github.darajasdk.therapy.reconciliation.Outcome;
import io.github.darajasdk.therapy.reconciliation.Run;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The sums of a run as its page lays them out: what is the customers' money by outcome and rule, and apart from it the
 * movements that are nobody's payment.
 *
 * @param payments outcomes that have items; their differences add up to the difference of the books
 * @param others charges, transfers, payouts, what failed
 */
public record RunSums(List<Group> payments, List<Run.Total> others) {

    /** What ended by one outcome. */
    public record Group(Outcome outcome, List<Run.Total> rules) {

        public long items() {
            return rules.stream().mapToLong(Run.Total::items).sum();
        }

        public long mpesaCents() {
            return rules.stream().mapToLong(Run.Total::mpesaCents).sum();
        }

        public long ourCents() {
            return rules.stream().mapToLong(Run.Total::ourCents).sum();
        }

        public long differenceCents() {
            return mpesaCents() - ourCents();
        }
    }

    static RunSums of(Run run) {
        List<Group> groups = Arrays.stream(Outcome.values())
                .filter(outcome -> outcome != Outcome.NOT_A_PAYMENT)
                .map(outcome -> new Group(outcome, rules(run, outcome)))
                .filter(group -> !group.rules().isEmpty())
                .toList();
        return new RunSums(groups, rules(run, Outcome.NOT_A_PAYMENT));
    }

    private static List<Run.Total> rules(Run run, Outcome outcome) {
        return run.totals().stream()
                .filter(total -> total.rule().outcome() == outcome)
                .sorted(Comparator.comparing(Run.Total::rule))
                .toList();
    }

    public long items() {
        return payments.stream().mapToLong(Group::items).sum();
    }

    /** All that M-PESA's books moved in the period, nobody's payments included. */
    public long mpesaMovedCents() {
        return payments.stream().mapToLong(Group::mpesaCents).sum()
                + others.stream().mapToLong(Run.Total::mpesaCents).sum();
    }
}
