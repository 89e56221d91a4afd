package io.github.darajasdk.therapy.reconciliation.internal;

import io.github.darajasdk.therapy.platform.LiveUpdates;
import io.github.darajasdk.therapy.reconciliation.Reconciliation;
import io.github.darajasdk.therapy.reconciliation.Run;
import io.github.darajasdk.therapy.reconciliation.RunEvent.RunFinished;
import io.github.darajasdk.therapy.reconciliation.RunId;
import io.github.darajasdk.therapy.reconciliation.RunState;
import io.github.darajasdk.therapy.reconciliation.RunTrigger;
import io.github.darajasdk.therapy.reconciliation.internal.RunPlan.Step;
import io.github.darajasdk.therapy.reconciliation.internal.RunTotals.Sums;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does a run: step by step through its period, then what was left over, then the sums. Each step is one transaction that
 * also notes how far the run is, so a stop or a death between two steps loses nothing and doubles nothing.
 */
@Component
class RunWork {

    private static final Logger LOG = LoggerFactory.getLogger(RunWork.class);

    private final RunStore runs;
    private final Matching matching;
    private final PullCoverage coverage;
    private final Leftovers leftovers;
    private final RunTotals totals;
    private final StatementNews news;
    private final TransactionTemplate transactions;
    private final LiveUpdates live;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RunWork(
            RunStore runs,
            Matching matching,
            PullCoverage coverage,
            Leftovers leftovers,
            RunTotals totals,
            StatementNews news,
            TransactionTemplate transactions,
            LiveUpdates live,
            ApplicationEventPublisher events,
            Clock clock) {
        this.runs = runs;
        this.matching = matching;
        this.coverage = coverage;
        this.leftovers = leftovers;
        this.totals = totals;
        this.news = news;
        this.transactions = transactions;
        this.live = live;
        this.events = events;
        this.clock = clock;
    }

    /** Works on a run until it is finished or somebody stops it. Does nothing for a run that is finished or stopped. */
    void work(RunId id) {
        Run run = runs.find(id).orElse(null);
        if (run == null || (run.state() != RunState.QUEUED && run.state() != RunState.RUNNING)) {
            return;
        }
        news.report(run.books(), run.period());
        SortedMap<Instant, Long> rows = matching.count(run.books(), run.period(), RunPlan.part(run.period()));
        RunPlan plan = RunPlan.of(run.period(), runs.doneUntil(id), rows);
        if (!runs.begin(id, plan.rowsInAll())) {
            return;
        }
        for (Step step : plan.steps()) {
            if (!done(run, step)) {
                LOG.info(
                        "reconciliation run {} was stopped at {}",
                        id,
                        step.span().from());
                return;
            }
        }
        if (finish(run)) {
            LOG.info("reconciliation run {} is finished", id);
        }
    }

    private boolean done(Run run, Step step) {
        long begun = System.nanoTime();
        boolean done = Boolean.TRUE.equals(transactions.execute(status -> {
            runs.writeItemsOf(run.id());
            matching.compare(run.id(), run.books(), step.span());
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            boolean mine =
                    runs.advance(run.id(), step.span().from(), step.span().to(), step.rows(), took);
            if (!mine) {
                status.setRollbackOnly();
            }
            return mine;
        }));
        live.changed(Reconciliation.topic(run.id()));
        return done;
    }

    private boolean finish(Run run) {
        boolean done = Boolean.TRUE.equals(transactions.execute(status -> {
            runs.writeItemsOf(run.id());
            coverage.gather(run.books());
            leftovers.decide(run.id(), run.books(), run.period());
            Sums sums = totals.of(run.id(), run.books(), run.period());
            if (run.trigger() == RunTrigger.EVIDENCE && saysNothingNew(run, sums.totals())) {
                runs.discard(run.id());
                return true;
            }
            runs.addTotals(run.id(), sums.totals());
            Instant now = clock.instant();
            boolean mine = runs.finish(run.id(), String.join(",", sums.sources()), now);
            if (mine) {
                events.publishEvent(new RunFinished(run.id(), now));
            } else {
                status.setRollbackOnly();
            }
            return mine;
        }));
        live.changed(Reconciliation.topic(run.id()));
        return done;
    }

    private boolean saysNothingNew(Run run, List<Run.Total> now) {
        Comparator<Run.Total> order = Comparator.comparing(Run.Total::rule);
        return runs.lastLike(run)
                .map(last -> runs.totals(last).stream().sorted(order).toList())
                .filter(before -> before.equals(now.stream().sorted(order).toList()))
                .isPresent();
    }
}
