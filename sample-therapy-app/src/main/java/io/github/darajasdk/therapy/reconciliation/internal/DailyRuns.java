package io.github.darajasdk.therapy.reconciliation.internal;

import io.github.darajasdk.therapy.reconciliation.Period;
import io.github.darajasdk.therapy.reconciliation.RunTrigger;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A run for every day, 23:00 to 23:00 East Africa Time; after a downtime one for each day that was missed. */
@Component
class DailyRuns {

    /** Older gaps are for a person to compare, with the statement of that time. */
    private static final Duration FARTHEST_BACK = Duration.ofDays(31);

    private static final Duration DAY = Duration.ofDays(1);

    private final RunStore runs;
    private final RunJobs jobs;
    private final PaymentMode mode;
    private final Clock clock;

    DailyRuns(RunStore runs, RunJobs jobs, PaymentMode mode, Clock clock) {
        this.runs = runs;
        this.jobs = jobs;
        this.mode = mode;
        this.clock = clock;
    }

    @Transactional
    public void catchUp() {
        runs.lockDaily();
        Instant until = lastClose();
        Set<PaymentMode> books = new LinkedHashSet<>(runs.booksSince(until.minus(FARTHEST_BACK)));
        books.add(mode);
        for (PaymentMode each : books) {
            Instant from = runs.lastDaily(each)
                    .filter(last -> last.isAfter(until.minus(FARTHEST_BACK)))
                    .orElse(until.minus(DAY));
            for (Instant day = from; day.isBefore(until); day = day.plus(DAY)) {
                jobs.begin(each, new Period(day, day.plus(DAY)), RunTrigger.DAILY, null);
            }
        }
    }

    /** The last 23:00; East Africa has no summer time, so days have 24 hours. */
    private Instant lastClose() {
        ZonedDateTime now = clock.instant().atZone(Period.EAST_AFRICA);
        ZonedDateTime today = now.truncatedTo(ChronoUnit.DAYS).with(RunJobs.DAILY_AT);
        return (today.isAfter(now) ? today.minusDays(1) : today).toInstant();
    }
}
