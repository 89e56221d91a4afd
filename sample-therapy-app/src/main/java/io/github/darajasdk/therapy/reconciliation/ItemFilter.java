package io.github.darajasdk.therapy.reconciliation;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which items of a run to show.
 *
 * @param rules items that ended by one of these
 */
public record ItemFilter(Set<MatchRule> rules) {

    public ItemFilter {
        rules = Set.copyOf(rules);
    }

    public static ItemFilter all() {
        return new ItemFilter(EnumSet.allOf(MatchRule.class));
    }

    public static ItemFilter outcome(Outcome outcome) {
        return new ItemFilter(MatchRule.of(outcome));
    }

    /** What somebody may have to do something about: all but what matched. */
    public static ItemFilter notMatched() {
        Set<MatchRule> rules = EnumSet.allOf(MatchRule.class);
        rules.removeAll(MatchRule.of(Outcome.MATCHED));
        return new ItemFilter(rules);
    }
}
