package io.github.darajasdk.therapy.platform;

import static io.github.darajasdk.therapy.testing.Eventually.assertThatEventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.github.darajasdk.therapy.testing.AppTest;
import io.github.darajasdk.therapy.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@AppTest
@Import(JobsIT.Noting.class)
class JobsIT {

    @Autowired
    Jobs jobs;

    @Autowired
    Scheduler scheduler;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    Noting noting;

    @Autowired
    QuarantinedJobs quarantine;

    @Test
    void aJobIsRunOnceItsTransactionHasCommittedAndNotBefore() {
        TaskInstance<String> job = job("committed");

        transactions.executeWithoutResult(status -> {
            jobs.schedule(job, clock.instant());
            assertThat(noting.ran).doesNotContain("committed");
        });

        assertThatEventually(() -> noting.ran, ran -> assertThat(ran).containsOnlyOnce("committed"));
    }

    @Test
    void aJobOfATransactionThatWasRolledBackNeverExisted() {
        TaskInstance<String> job = job("rolled back");

        transactions.executeWithoutResult(status -> {
            jobs.schedule(job, clock.instant());
            status.setRollbackOnly();
        });

        assertThat(rows(job)).isZero();
    }

    @Test
    void aJobWaitsForTheApplicationsClock() {
        TaskInstance<String> job = job("later");
        jobs.schedule(job, clock.instant().plus(Duration.ofMinutes(10)));
        assertThat(rows(job)).isEqualTo(1);

        clock.advance(Duration.ofMinutes(9));
        scheduler.triggerCheckForDueExecutions();
        TaskInstance<String> now = job("now");
        jobs.schedule(now, clock.instant());
        assertThatEventually(() -> noting.ran, ran -> assertThat(ran).contains("now"));
        assertThat(noting.ran).doesNotContain("later");

        clock.advance(Duration.ofMinutes(1));
        scheduler.triggerCheckForDueExecutions();
        assertThatEventually(() -> noting.ran, ran -> assertThat(ran).contains("later"));
    }

    @Test
    void theSameNameIsOneJobUnlessScheduledAnew() {
        TaskInstance<String> job = job("twice");

        assertThat(jobs.schedule(job, clock.instant().plus(Duration.ofHours(1))))
                .isTrue();
        assertThat(jobs.schedule(job, clock.instant().plus(Duration.ofHours(2))))
                .isFalse();
        assertThat(scheduler.getScheduledExecution(job).orElseThrow().getExecutionTime())
                .isEqualTo(clock.instant().plus(Duration.ofHours(1)));

        jobs.scheduleAnew(job, clock.instant().plus(Duration.ofHours(3)));
        assertThat(scheduler.getScheduledExecution(job).orElseThrow().getExecutionTime())
                .isEqualTo(clock.instant().plus(Duration.ofHours(3)));
        assertThat(rows(job)).isEqualTo(1);
    }

    @Test
    void whatATransactionDidIsKeptWhenAnotherOneSchedulesTheSameJobAtTheSameTime() throws Exception {
        TaskInstance<String> same = job("the same");
        TaskInstance<String> own = job("its own");
        Instant later = clock.instant().plus(Duration.ofHours(1));
        CompletableFuture<Boolean> second = new CompletableFuture<>();

        transactions.executeWithoutResult(first -> {
            assertThat(jobs.schedule(same, later)).isTrue();
            second.completeAsync(() -> transactions.execute(status -> {
                jobs.schedule(own, later);
                return jobs.schedule(same, later);
            }));
            assertThatEventually(
                    this::waitingForThisOne, waiting -> assertThat(waiting).isEqualTo(1));
        });

        assertThat(second.get(10, TimeUnit.SECONDS)).as("it exists already").isFalse();
        assertThat(rows(own)).isEqualTo(1);
        assertThat(rows(same)).isEqualTo(1);
    }

    /** Other connections that wait for the end of this transaction. */
    private int waitingForThisOne() {
        return jdbc.sql(
                        "select count(*) from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))")
                .query(Integer.class)
                .single();
    }

    @Test
    void aJobTakenBackIsGoneAndTakingBackNothingIsFine() {
        TaskInstance<String> job = job("taken back");
        jobs.schedule(job, clock.instant().plus(Duration.ofHours(1)));

        jobs.cancel(job);
        jobs.cancel(job);

        assertThat(rows(job)).isZero();
    }

    @Test
    @Tag("property-72")
    void aPoisonedJobIsTriedAfterGrowingGapsThenSetAsideWhileOthersFlowAndReplayedByAPerson() {
        TaskInstance<Void> poisoned =
                Noting.POISONED.instance(UUID.randomUUID().toString()).build();
        jobs.schedule(poisoned, clock.instant());
        awaitFailures(poisoned, 1);
        for (int failures = 2; failures <= Noting.GAPS.size() + 1; failures++) {
            Duration gap = Noting.GAPS.get(failures - 2);
            clock.advance(gap.minusSeconds(1));
            scheduler.triggerCheckForDueExecutions();
            assertThat(quarantined(poisoned)).isFalse();
            assertThat(failures(poisoned)).as("before the gap is over").isEqualTo(failures - 1);
            clock.advance(Duration.ofSeconds(1));
            scheduler.triggerCheckForDueExecutions();
            awaitFailures(poisoned, failures);
        }

        assertThatEventually(
                () -> quarantined(poisoned), aside -> assertThat(aside).isTrue());
        assertThat(quarantine.list())
                .filteredOn(job -> job.instance().equals(poisoned.getId()))
                .singleElement()
                .satisfies(job -> assertThat(job.lastError()).isEqualTo("IllegalStateException: poison"));
        assertThat(jobs.schedule(poisoned, clock.instant()))
                .as("what is set aside is not scheduled once more by accident")
                .isFalse();
        TaskInstance<String> other = job("flows on");
        jobs.schedule(other, clock.instant());
        assertThatEventually(() -> noting.ran, ran -> assertThat(ran).contains("flows on"));

        Noting.mended = true;
        assertThat(quarantine.replay(poisoned.getTaskName(), poisoned.getId())).isTrue();
        scheduler.triggerCheckForDueExecutions();
        assertThatEventually(() -> noting.ran, ran -> assertThat(ran).contains("mended"));
        assertThat(quarantined(poisoned)).isFalse();
        assertThat(quarantine.replay(poisoned.getTaskName(), poisoned.getId())).isFalse();
    }

    private void awaitFailures(TaskInstance<?> job, int expected) {
        assertThatEventually(
                () -> failures(job), failures -> assertThat(failures).isEqualTo(expected));
    }

    private int failures(TaskInstance<?> job) {
        return jdbc.sql("select coalesce(max(consecutive_failures), 0) from scheduled_tasks"
                        + " where task_name = :name and task_instance = :instance")
                .param("name", job.getTaskName())
                .param("instance", job.getId())
                .query(Integer.class)
                .single();
    }

    private boolean quarantined(TaskInstance<?> job) {
        return quarantine.list().stream().anyMatch(aside -> aside.instance().equals(job.getId()));
    }

    private static TaskInstance<String> job(String word) {
        return Noting.TASK.instance(UUID.randomUUID().toString(), word);
    }

    private long rows(TaskInstance<String> job) {
        return jdbc.sql("select count(*) from scheduled_tasks where task_name = :name and task_instance = :instance")
                .param("name", job.getTaskName())
                .param("instance", job.getId())
                .query(Long.class)
                .single();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Noting {

        static final List<String> RAN = new CopyOnWriteArrayList<>();
        static final Task<String> TASK = Tasks.oneTime("note", String.class)
                .onFailure((complete, operations) -> operations.stop())
                .onDeadExecution((complete, operations) -> operations.stop())
                .execute((instance, context) -> RAN.add(instance.getData()));

        static final TaskDescriptor<Void> POISONED = TaskDescriptor.of("poisoned");
        static final List<Duration> GAPS =
                List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5));
        static volatile boolean mended;

        final List<String> ran = RAN;

        @Bean
        Task<Void> poisoned(JobFailures failures) {
            return Tasks.custom(POISONED)
                    .onFailure(failures.tryAgainAfter(GAPS))
                    .onDeadExecution(failures.lookAgain())
                    .execute((job, context) -> {
                        if (!mended) {
                            throw new IllegalStateException("poison");
                        }
                        RAN.add("mended");
                        return (complete, operations) -> operations.remove();
                    });
        }

        @Bean
        Task<String> note() {
            return TASK;
        }
    }
}
