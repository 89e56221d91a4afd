package io.github.darajasdk.therapy.reconciliation.internal;

import static io.github.darajasdk.therapy.testing.Eventually.assertThatEventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.payment.ReportedMovement;
import io.github.darajasdk.therapy.payment.ReportedMovementListener;
import io.github.darajasdk.therapy.reconciliation.Outcome;
import io.github.darajasdk.therapy.reconciliation.Period;
import io.github.darajasdk.therapy.reconciliation.Reconciliation;
import io.github.darajasdk.therapy.reconciliation.Run;
import io.github.darajasdk.therapy.reconciliation.RunId;
import io.github.darajasdk.therapy.reconciliation.RunState;
import io.github.darajasdk.therapy.reconciliation.RunTrigger;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import io.github.darajasdk.therapy.settings.PaymentMode;
import io.github.darajasdk.therapy.testing.AppTest;
import io.github.darajasdk.therapy.testing.TestClock;
import io.github.darajasdk.therapy.testing.TestData;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs as the application does them: as jobs, on its clock. */
@AppTest
class ReconciliationRunsIT {

    private static final AtomicInteger SHORT_CODES = new AtomicInteger(7_000_000);

    @Autowired
    Reconciliation reconciliation;

    @Autowired
    RunStore runs;

    @Autowired
    RunWork work;

    @Autowired
    DailyRuns daily;

    @Autowired
    List<ReportedMovementListener> listeners;

    @Autowired
    Scheduler scheduler;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    TestClock clock;

    @Autowired
    TestData data;

    private final PaymentMode books =
            new PaymentMode(PaymentEnvironment.SIMULATOR, Integer.toString(SHORT_CODES.incrementAndGet()));

    @Test
    void aRunAskedForByAPersonIsDoneInTheBackgroundAndSaysWhoAskedWhen() {
        pulled("UKK0000001", clock.instant());
        UserId admin = data.anAdmin().id();

        RunId id = reconciliation.start(books, today(), admin);

        Run run = finished(id);
        assertThat(run.trigger()).isEqualTo(RunTrigger.MANUAL);
        assertThat(run.startedBy()).contains(admin);
        assertThat(run.requestedAt()).isEqualTo(clock.instant());
        assertThat(run.count(Outcome.ONLY_AT_MPESA)).isEqualTo(1);
        assertThat(run.progress().rowsDone()).isEqualTo(run.progress().rowsInAll());
        assertThat(reconciliation.runs(null, 1)).extracting(Run::id).containsExactly(id);
    }

    @Test
    void aCancelledRunStandsStillUntilItIsResumedAndThenCountsEverythingOnce() {
        pulled("UKK0000011", clock.instant().minusSeconds(1));
        pulled("UKK0000012", clock.instant());
        UserId admin = data.anAdmin().id();
        RunId id = runs.add(books, today(), RunTrigger.MANUAL, admin, clock.instant());

        reconciliation.cancel(id, admin);
        work.work(id);
        assertThat(reconciliation.find(id).orElseThrow().state()).isEqualTo(RunState.CANCELLED);

        reconciliation.resume(id, admin);
        assertThat(finished(id).count(Outcome.ONLY_AT_MPESA)).isEqualTo(2);
        work.work(id);
        assertThat(reconciliation.find(id).orElseThrow().count(Outcome.ONLY_AT_MPESA))
                .isEqualTo(2);
    }

    @Test
    void aRunWhoseInstanceDiedHalfwayGoesOnWhereItStood() {
        Instant noon = today().from().plus(Duration.ofHours(12));
        pulled("UKK0000021", noon.minusSeconds(1));
        pulled("UKK0000022", noon.plusSeconds(1));
        RunId id = runs.add(books, today(), RunTrigger.MANUAL, data.anAdmin().id(), clock.instant());
        assertThat(runs.begin(id, 4)).isTrue();
        transactions.executeWithoutResult(
                status -> assertThat(runs.advance(id, today().from(), noon, 1, Duration.ofSeconds(3)))
                        .isTrue());
        Run.Progress progress = reconciliation.find(id).orElseThrow().progress();
        assertThat(progress.rowsDone())
                .as("by rows, whatever the time they lie at")
                .isEqualTo(1);
        assertThat(progress.rowsInAll()).isEqualTo(4);
        assertThat(progress.timeLeft()).contains(Duration.ofSeconds(9));

        work.work(id);

        assertThat(reconciliation.find(id).orElseThrow().count(Outcome.ONLY_AT_MPESA))
                .as("the half that was done is not done again")
                .isEqualTo(1);
    }

    @Test
    void everyDayAtElevenThereIsARunAndAfterADowntimeOneForEachDayThatWasMissed() {
        clock.set(Instant.parse("2026-11-25T20:00:00Z"));
        PaymentMode own = transactions.execute(status -> {
            daily.catchUp();
            return newest(RunTrigger.DAILY).get(0).books();
        });
        int before = dailyRuns(own).size();

        daily.catchUp();
        assertThat(dailyRuns(own)).as("once a day").hasSize(before);

        clock.set(Instant.parse("2026-11-28T21:30:00Z"));
        daily.catchUp();
        assertThat(dailyRuns(own)).hasSize(before + 3);
        assertThat(dailyRuns(own))
                .extracting(run -> run.period().to())
                .startsWith(
                        Instant.parse("2026-11-28T20:00:00Z"),
                        Instant.parse("2026-11-27T20:00:00Z"),
                        Instant.parse("2026-11-26T20:00:00Z"));
    }

    @Test
    void evidenceThatArrivesHasItsDayComparedAndARunThatSaysNothingNewIsNotKept() {
        clock.advance(Duration.ofMinutes(10));
        Period day = today();
        pulled("UKK0000031", clock.instant());
        clock.advance(Duration.ofMinutes(3));
        scheduler.triggerCheckForDueExecutions();
        assertThatEventually(this::evidenceRuns, found -> assertThat(found).hasSize(1));
        assertThatEventually(
                this::evidenceRuns, found -> assertThat(found.get(0).state()).isEqualTo(RunState.FINISHED));
        assertThat(evidenceRuns().get(0).period()).isEqualTo(day);

        RunId again = runs.add(books, day, RunTrigger.EVIDENCE, null, clock.instant());
        work.work(again);

        assertThat(reconciliation.find(again)).isEmpty();
    }

    private List<Run> evidenceRuns() {
        return newest(RunTrigger.EVIDENCE).stream()
                .filter(run -> run.books().equals(books))
                .toList();
    }

    private List<Run> dailyRuns(PaymentMode of) {
        return newest(RunTrigger.DAILY).stream()
                .filter(run -> run.books().equals(of))
                .toList();
    }

    /** What earlier tests have scheduled makes runs of its own as the clock goes on. */
    private List<Run> newest(RunTrigger trigger) {
        return reconciliation.runs(null, 500).stream()
                .filter(run -> run.trigger() == trigger)
                .toList();
    }

    private Run finished(RunId id) {
        assertThatEventually(
                () -> reconciliation.find(id).orElseThrow(),
                run -> assertThat(run.state()).isEqualTo(RunState.FINISHED));
        return reconciliation.find(id).orElseThrow();
    }

    private Period today() {
        return Period.days(
                clock.instant().atZone(Period.EAST_AFRICA).toLocalDate(),
                clock.instant().atZone(Period.EAST_AFRICA).toLocalDate());
    }

    private void pulled(String receipt, Instant at) {
        ReportedMovement movement = new ReportedMovement(
                books.environment(),
                books.merchant(),
                ReportedMovement.Source.PULL,
                ReportedMovement.Kind.PAYMENT_IN,
                receipt,
                null,
                1_500,
                "254701234149",
                "NOBODY",
                at,
                new byte[0]);
        transactions.executeWithoutResult(status -> listeners.forEach(listener -> listener.onReported(movement)));
    }
}
