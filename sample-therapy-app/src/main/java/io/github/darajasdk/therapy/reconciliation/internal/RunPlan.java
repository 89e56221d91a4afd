package io.github.darajasdk.therapy.reconciliation.internal;

import io.github.darajasdk.therapy.reconciliation.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The steps that a period is compared in: spans of time, one after the other without a gap, with about equally many rows.
 *
 * @param rowsInAll rows of both books in the period
 */
record RunPlan(List<Step> steps, long rowsInAll) {

    /** Rows of both books in one step: large enough for a quick join, small enough to fit in memory and to be stopped. */
    private static final long ROWS_PER_STEP = 500_000;

    /** In so many parts the rows of a period are counted; a step is some of them. */
    private static final int PARTS = 1_000;

    /** One step of a run. */
    record Step(Period span, long rows) {}

    /** The length of the parts that a period's rows are counted in. */
    static Duration part(Period period) {
        return Duration.between(period.from(), period.to())
                .dividedBy(PARTS)
                .truncatedTo(ChronoUnit.SECONDS)
                .plusSeconds(1);
    }

    /**
     * Plans what is left to do.
     *
     * @param from up to here both books are compared already
     * @param parts rows of both books by the beginning of their part of the period
     */
    static RunPlan of(Period period, Instant from, SortedMap<Instant, Long> parts) {
        List<Step> steps = new ArrayList<>();
        Instant begun = from;
        long rows = 0;
        for (Map.Entry<Instant, Long> part : parts.tailMap(from).entrySet()) {
            if (rows > 0 && rows + part.getValue() > ROWS_PER_STEP) {
                steps.add(new Step(new Period(begun, part.getKey()), rows));
                begun = part.getKey();
                rows = 0;
            }
            rows += part.getValue();
        }
        if (begun.isBefore(period.to())) {
            steps.add(new Step(new Period(begun, period.to()), rows));
        }
        return new RunPlan(
                steps, parts.values().stream().mapToLong(Long::longValue).sum());
    }
}
