package io.github.darajasdk.therapy.reconciliation.internal;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.reconciliation.Item;
import io.github.darajasdk.therapy.reconciliation.ItemFilter;
import io.github.darajasdk.therapy.reconciliation.Period;
import io.github.darajasdk.therapy.reconciliation.Reconciliation;
import io.github.darajasdk.therapy.reconciliation.Run;
import io.github.darajasdk.therapy.reconciliation.RunEvent.RunCancelled;
import io.github.darajasdk.therapy.reconciliation.RunId;
import io.github.darajasdk.therapy.reconciliation.RunTrigger;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Behind {@link Reconciliation}. */
@Service
class RunService implements Reconciliation {

    private static final int MOST_RUNS = 500;
    private static final int MOST_ITEMS = 1_000;

    private final RunStore runs;
    private final ItemStore items;
    private final RunJobs jobs;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RunService(RunStore runs, ItemStore items, RunJobs jobs, ApplicationEventPublisher events, Clock clock) {
        this.runs = runs;
        this.items = items;
        this.jobs = jobs;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional
    public RunId start(PaymentMode books, Period period, UserId by) {
        return jobs.begin(books, period, RunTrigger.MANUAL, by);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Run> find(RunId run) {
        return runs.find(run);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Run> runs(@Nullable RunId before, int limit) {
        return runs.newest(before, checked(limit, MOST_RUNS));
    }

    @Override
    @Transactional
    public void cancel(RunId run, UserId by) {
        if (runs.cancel(run, by)) {
            events.publishEvent(new RunCancelled(run, by, clock.instant()));
        }
    }

    @Override
    @Transactional
    public void resume(RunId run, UserId by) {
        if (runs.resume(run)) {
            jobs.goOn(run);
        }
    }

    @Override
    public List<Item> items(RunId run, ItemFilter filter, long after, int limit) {
        return items.page(run, filter, after, checked(limit, MOST_ITEMS));
    }

    @Override
    public Optional<Item> item(RunId run, long number) {
        return items.find(run, number);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Item> itemsOf(SessionId session, int limit) {
        return items.ofSession(session, checked(limit, MOST_ITEMS));
    }

    @Override
    public void stream(RunId run, ItemFilter filter, Consumer<Item> to) {
        items.stream(run, filter, to);
    }

    private static int checked(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw new IllegalArgumentException("a page has 1 to " + most + " entries, not " + limit);
        }
        return limit;
    }
}
