package io.github.darajasdk.therapy.platform.internal;

import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.github.darajasdk.therapy.platform.QuarantinedJobs;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** A job is in quarantine while it is parked; a note about one that has been scheduled again is only history. */
@Repository
class JdbcQuarantinedJobs implements QuarantinedJobs {

    private final JdbcClient jdbc;
    private final Clock clock;

    JdbcQuarantinedJobs(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<QuarantinedJob> list() {
        return jdbc.sql("""
                        select q.* from quarantined_job q join scheduled_tasks s using (task_name, task_instance)
                        where s.execution_time = :parked order by q.since, q.task_name, q.task_instance""")
                .param("parked", at(PARKED))
                .query((row, number) -> new QuarantinedJob(
                        row.getString("task_name"),
                        row.getString("task_instance"),
                        row.getInt("failures"),
                        row.getString("last_error"),
                        row.getObject("since", OffsetDateTime.class).toInstant()))
                .list();
    }

    @Override
    @Transactional
    public boolean replay(String task, String instance) {
        int released = jdbc.sql("""
                        update scheduled_tasks
                        set execution_time = :now, consecutive_failures = 0, version = version + 1
                        where task_name = :task and task_instance = :instance and execution_time = :parked and not picked""")
                .param("now", at(clock.instant()))
                .param("task", task)
                .param("instance", instance)
                .param("parked", at(PARKED))
                .update();
        jdbc.sql("delete from quarantined_job where task_name = :task and task_instance = :instance")
                .param("task", task)
                .param("instance", instance)
                .update();
        return released == 1;
    }

    @Override
    public void setAside(TaskInstanceId job, int failures, String lastError) {
        jdbc.sql("""
                        insert into quarantined_job (task_name, task_instance, failures, last_error, since)
                        values (:task, :instance, :failures, :error, :now)
                        on conflict (task_name, task_instance) do update
                        set failures = excluded.failures, last_error = excluded.last_error, since = excluded.since""")
                .param("task", job.getTaskName())
                .param("instance", job.getId())
                .param("failures", failures)
                .param("error", lastError)
                .param("now", at(clock.instant()))
                .update();
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
