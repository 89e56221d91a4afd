package io.github.darajasdk.therapy.platform;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
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
    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final Clock clock;

    /** @param scheduler asked for late, because it knows the tasks and some tasks schedule others */
    public Jobs(ObjectProvider<Scheduler> scheduler, JdbcClient jdbc, Serializer serializer, Clock clock) {
        this.scheduler = scheduler;
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.clock = clock;
    }

    /**
     * Schedules a job, in the current transaction if there is one. Two transactions may schedule the same job at once: the
     * later one waits for the end of the other and goes on. Through the scheduler it would fail on the key and be lost
     * with all else that it did.
     *
     * @return whether it is new; an existing instance of this name is left as it is
     */
    public <T> boolean schedule(TaskInstance<T> job, Instant at) {
        int added = jdbc.sql("""
                        insert into scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
                        values (:task, :instance, :data, :at, false, 1)
                        on conflict (task_name, task_instance) do nothing""")
                .param("task", job.getTaskName())
                .param("instance", job.getId())
                .param("data", serializer.serialize(job.getData()), Types.BINARY)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        lookWhenCommitted(at);
        return added == 1;
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
