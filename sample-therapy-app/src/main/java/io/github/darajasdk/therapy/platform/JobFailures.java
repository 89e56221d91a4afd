package io.github.darajasdk.therapy.platform;

import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What follows when a job fails or its instance dies: it is tried again after growing gaps, then set aside for a person. */
@Component
public class JobFailures {

    private static final Logger LOG = LoggerFactory.getLogger(JobFailures.class);
    private static final int MAX_ERROR = 500;

    private final QuarantinedJobs quarantine;

    public JobFailures(QuarantinedJobs quarantine) {
        this.quarantine = quarantine;
    }

    /**
     * Tries a failed job again after each of the gaps; when it fails after the last one too, it is set aside.
     *
     * @param gaps at least one, growing
     */
    public <T> FailureHandler<T> tryAgainAfter(List<Duration> gaps) {
        List<Duration> waits = List.copyOf(gaps);
        return (complete, operations) -> {
            Execution job = complete.getExecution();
            int failures = job.consecutiveFailures + 1;
            Throwable cause = complete.getCause().orElse(null);
            if (failures <= waits.size()) {
                Duration wait = waits.get(failures - 1);
                LOG.warn("{} failed, {} times by now; again in {}", job.taskInstance, failures, wait, cause);
                operations.reschedule(complete, complete.getTimeDone().plus(wait));
            } else {
                LOG.error("{} failed {} times; it is set aside for a person", job.taskInstance, failures, cause);
                quarantine.setAside(job.taskInstance, failures, describe(cause));
                operations.reschedule(complete, QuarantinedJobs.PARKED);
            }
        };
    }

    /** A job whose instance died is looked at by another at once; it reads the present state first. */
    public <T> DeadExecutionHandler<T> lookAgain() {
        return (complete, operations) -> {
            LOG.warn(
                    "{} was left by an instance that is gone; looking at it again",
                    complete.getExecution().taskInstance);
            operations.reschedule(complete, complete.getTimeDone());
        };
    }

    private static String describe(@Nullable Throwable cause) {
        String text = cause == null ? "unknown" : cause.getClass().getSimpleName() + ": " + cause.getMessage();
        String line = text.replace('\0', '?').replaceAll("\\s+", " ");
        return line.length() <= MAX_ERROR ? line : line.substring(0, MAX_ERROR);
    }
}
