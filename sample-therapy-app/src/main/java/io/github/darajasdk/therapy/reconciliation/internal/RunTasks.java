package io.github.darajasdk.therapy.reconciliation.internal;

import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.github.darajasdk.therapy.reconciliation.Period;
import io.github.darajasdk.therapy.reconciliation.RunEvent.RunFailed;
import io.github.darajasdk.therapy.reconciliation.RunId;
import io.github.darajasdk.therapy.reconciliation.RunTrigger;
import io.github.darajasdk.therapy.reconciliation.internal.RunJobs.Found;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** The jobs of reconciliation. Each reads the present state first, so it may run twice, on any instance, after any death. */
@Configuration(proxyBeanMethods = false)
class RunTasks {

    private static final Logger LOG = LoggerFactory.getLogger(RunTasks.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    /** A run that fails so often in a row is told of: somebody has to mend the cause. */
    private static final int TELL_AFTER = 3;

    /** Does a run, or goes on with one whose instance died. */
    @Bean
    Task<Void> reconciliationRunTask(RunWork work, ApplicationEventPublisher events, TransactionTemplate transactions) {
        return Tasks.custom(RunJobs.RUN)
                .onFailure(tryAgainAndTell(events, transactions))
                .onDeadExecution(goOn())
                .execute((job, context) -> {
                    work.work(new RunId(Long.parseLong(job.getId())));
                    return (complete, operations) -> operations.remove();
                });
    }

    /** Reports to the payments what a statement brought, and has the period compared. */
    @Bean
    Task<Found> reconciliationEvidenceTask(RunJobs jobs, StatementNews news) {
        return Tasks.custom(RunJobs.FOUND)
                .onFailure(tryAgain())
                .onDeadExecution(goOn())
                .execute((job, context) -> {
                    Found found = job.getData();
                    Period period = new Period(found.from(), found.to());
                    news.report(found.books(), period);
                    jobs.begin(found.books(), period, RunTrigger.EVIDENCE, null);
                    return (complete, operations) -> operations.remove();
                });
    }

    @Bean
    Task<Void> reconciliationDailyTask(DailyRuns daily) {
        return Tasks.recurring(RunJobs.DAILY, Schedules.daily(Period.EAST_AFRICA, RunJobs.DAILY_AT))
                .onFailureReschedule()
                .onDeadExecutionRevive()
                .execute((job, context) -> daily.catchUp());
    }

    /** Removes uploads that nobody came back for. */
    @Bean
    Task<Void> reconciliationUploadsTask(UploadService uploads) {
        return Tasks.recurring(RunJobs.UPLOADS, FixedDelay.of(Duration.ofHours(1)))
                .onFailureReschedule()
                .onDeadExecutionRevive()
                .execute((job, context) -> uploads.clean());
    }

    private static FailureHandler<Void> tryAgainAndTell(
            ApplicationEventPublisher events, TransactionTemplate transactions) {
        FailureHandler<Void> again = tryAgain();
        return (complete, operations) -> {
            again.onFailure(complete, operations);
            Execution job = complete.getExecution();
            if (job.consecutiveFailures + 1 >= TELL_AFTER) {
                RunId run = new RunId(Long.parseLong(job.taskInstance.getId()));
                transactions.executeWithoutResult(
                        status -> events.publishEvent(new RunFailed(run, complete.getTimeDone())));
            }
        };
    }

    private static <T> FailureHandler<T> tryAgain() {
        return (complete, operations) -> {
            LOG.error(
                    "{} failed, again in {} s",
                    complete.getExecution().taskInstance,
                    AFTER_FAILURE.toSeconds(),
                    complete.getCause().orElse(null));
            operations.reschedule(complete, complete.getTimeDone().plus(AFTER_FAILURE));
        };
    }

    private static <T> DeadExecutionHandler<T> goOn() {
        return (complete, operations) -> {
            LOG.warn("{} was left by an instance that is gone; going on", complete.getExecution().taskInstance);
            operations.reschedule(complete, complete.getTimeDone());
        };
    }
}
