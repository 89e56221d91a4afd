package io.github.darajasdk.therapy.platform;

import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.time.Instant;
import java.util.List;

/** Jobs that failed so often that a person has to look. They keep nobody else waiting. */
public interface QuarantinedJobs {

    /** Where a job waits that nobody runs: later than any real time. */
    Instant PARKED = Instant.parse("9999-01-01T00:00:00Z");

    /** The longest waiting first. */
    List<QuarantinedJob> list();

    /**
     * Has a job tried again now, as if it had never failed, in the current transaction if there is one.
     *
     * @return false when it is not in quarantine (any more)
     */
    boolean replay(String task, String instance);

    /** Notes why a job is being set aside; called by whoever parks it. */
    void setAside(TaskInstanceId job, int failures, String lastError);

    /**
     * A job in quarantine.
     *
     * @param instance what the job is about, mostly an id
     * @param failures how often it failed in a row
     * @param lastError the last failure, in one line
     */
    record QuarantinedJob(String task, String instance, int failures, String lastError, Instant since) {}
}
