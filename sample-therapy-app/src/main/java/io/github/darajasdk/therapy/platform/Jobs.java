package io.github.darajasdk.therapy.platform;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.time.Clock;
import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Things to do later, kept in the database: a job scheduled in a transaction exists exactly when that transaction
 * commits, survives restarts, and is run by whichever instance is up. What is due already is looked for right after
 * the commit; the rest within a second of its time.
 *
 * <p>A job is a bean of type {@link com.github.kagkarlsson.scheduler.task.Task}. <strong>Every task sets its own
 * {@code onFailure} and {@code onDeadExecution}</strong>: the defaults run it again at once, which for money is wrong.
 * A task may run twice (its instance died after doing the work), so it reads the present state first.
 */
@Component
public class Jobs {

    private final ObjectProvider<Scheduler> scheduler;
    private final Clock clock;

    /** @param scheduler asked for late, because it knows the tasks and some tasks schedule others */
    public Jobs(ObjectProvider<Scheduler> scheduler, Clock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /**
     * Schedules a job, in the current transaction if there is one.
     *
     * @return whether it is new; an existing instance of this name is left as it is
     */
    public <T> boolean schedule(TaskInstance<T> job, Instant at) {
        boolean added = scheduler.getObject().schedule(job, at, ScheduleOptions.WHEN_EXISTS_DO_NOTHING);
        lookWhenCommitted(at);
        return added;
    }

    /**
     * Schedules a job; an existing instance of this name gets the new time and data.
     *
     * @return whether it is arranged; false while that instance is running, which is left as it is
     */
    public <T> boolean scheduleAnew(TaskInstance<T> job, Instant at) {
        try {
            boolean arranged = scheduler.getObject().schedule(job, at, ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
            lookWhenCommitted(at);
            return arranged;
        } catch (TaskInstanceCurrentlyExecutingException running) {
            return false;
        }
    }

    /** Takes a job back. Does nothing when there is none. */
    public void cancel(TaskInstanceId job) {
        if (scheduler.getObject().getScheduledExecution(job).isPresent()) {
            scheduler.getObject().cancel(job);
        }
    }

    private void lookWhenCommitted(Instant at) {
        if (at.isAfter(clock.instant())) {
            return;
        }
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            scheduler.getObject().triggerCheckForDueExecutions();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                scheduler.getObject().triggerCheckForDueExecutions();
            }
        });
    }
}
