package io.github.darajasdk.therapy.reconciliation.internal;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.platform.Jobs;
import io.github.darajasdk.therapy.reconciliation.Period;
import io.github.darajasdk.therapy.reconciliation.RunId;
import io.github.darajasdk.therapy.reconciliation.RunTrigger;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What has runs done: each by one instance, again after a death, and those that a downtime kept from beginning. */
@Component
class RunJobs {

    static final TaskDescriptor<Void> RUN = TaskDescriptor.of("reconciliation-run");
    static final TaskDescriptor<Found> FOUND = TaskDescriptor.of("reconciliation-evidence", Found.class);
    static final TaskDescriptor<Void> DAILY = TaskDescriptor.of("reconciliation-daily");
    static final TaskDescriptor<Void> UPLOADS = TaskDescriptor.of("reconciliation-uploads");

    /** Every day's books are compared at this time of East Africa. */
    static final LocalTime DAILY_AT = LocalTime.of(23, 0);

    /** Evidence comes in swarms; so long is waited for the rest of one. */
    private static final Duration SWARM = Duration.ofMinutes(1);

    private final Jobs jobs;
    private final RunStore runs;
    private final Clock clock;

    RunJobs(Jobs jobs, RunStore runs, Clock clock) {
        this.jobs = jobs;
        this.runs = runs;
        this.clock = clock;
    }

    /** A period of one short code's books that something new is known of. */
    record Found(PaymentMode books, Instant from, Instant to) {}

    RunId begin(PaymentMode books, Period period, RunTrigger trigger, @Nullable UserId by) {
        Instant now = clock.instant();
        RunId run = runs.add(books, period, trigger, by, now);
        goOn(run);
        return run;
    }

    void goOn(RunId run) {
        jobs.scheduleAnew(RUN.instance(run.toString()).build(), clock.instant());
    }

    /** Has the day of a movement compared soon, once for all that arrives within a minute. */
    void evidenceArrived(PaymentMode books, Instant movedAt) {
        LocalDate day = movedAt.atZone(Period.EAST_AFRICA).toLocalDate();
        Period period = Period.days(day, day);
        Instant due =
                clock.instant().truncatedTo(ChronoUnit.MINUTES).plus(SWARM).plus(SWARM);
        found(books, period, day + " at " + due, due);
    }

    /** Has what a statement brought reported to the payments, and its period compared. */
    void statementArrived(PaymentMode books, Period period, long importId) {
        found(books, period, "statement " + importId, clock.instant());
    }

    private void found(PaymentMode books, Period period, String what, Instant due) {
        String name = books.environment() + " " + books.merchant() + " " + what;
        jobs.schedule(
                FOUND.instance(name)
                        .data(new Found(books, period.from(), period.to()))
                        .build(),
                due);
    }
}
