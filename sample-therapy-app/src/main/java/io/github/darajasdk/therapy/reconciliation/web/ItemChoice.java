package io.github.darajasdk.therapy.reconciliation.web;

import io.github.darajasdk.therapy.reconciliation.ItemFilter;
import io.github.darajasdk.therapy.reconciliation.MatchRule;
import io.github.darajasdk.therapy.reconciliation.Outcome;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which items a person or a program chose to see, by one word.
 *
 * @param word {@code open} for all but what matched, {@code all}, or the name of an outcome or a rule
 */
record ItemChoice(String word, ItemFilter filter) {

    static final String OPEN = "open";
    static final String ALL = "all";

    /** Empty when the word means nothing. */
    static Optional<ItemChoice> of(String word) {
        if (word.equals(OPEN)) {
            return Optional.of(new ItemChoice(word, ItemFilter.notMatched()));
        }
        if (word.equals(ALL)) {
            return Optional.of(new ItemChoice(word, ItemFilter.all()));
        }
        Optional<ItemFilter> outcome = Stream.of(Outcome.values())
                .filter(one -> one.name().equals(word))
                .findFirst()
                .map(ItemFilter::outcome);
        return outcome.or(() -> Stream.of(MatchRule.values())
                        .filter(rule -> rule.name().equals(word))
                        .findFirst()
                        .map(rule -> new ItemFilter(Set.of(rule))))
                .map(filter -> new ItemChoice(word, filter));
    }
}
