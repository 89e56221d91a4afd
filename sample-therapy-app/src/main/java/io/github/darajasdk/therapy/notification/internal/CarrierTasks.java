package io.github.darajasdk.therapy.notification.internal;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.github.darajasdk.therapy.notification.internal.CarrierJobs.Tries;
import io.github.darajasdk.therapy.notification.internal.CarrierJobs.Way;
import io.github.darajasdk.therapy.platform.JobFailures;
import io.github.darajasdk.therapy.platform.QuarantinedJobs;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The job that sends one notification by one carrier. */
@Configuration(proxyBeanMethods = false)
class CarrierTasks {

    private static final Logger LOG = LoggerFactory.getLogger(CarrierTasks.class);

    /** What follows a failure; after the last one a person is waited for. */
    static final List<Duration> GAPS =
            Stream.of(1, 5, 30, 120, 300, 600, 1440).map(Duration::ofMinutes).toList();

    /** When every line is taken. */
    private static final Duration BUSY = Duration.ofSeconds(2);

    @Bean
    Task<Tries> notificationSendTask(CarrierSending sending, JobFailures failures, QuarantinedJobs quarantine) {
        return Tasks.custom(CarrierJobs.SEND)
                .onFailure(tryAgain(quarantine))
                .onDeadExecution(failures.lookAgain())
                .execute((job, context) -> {
                    boolean done = sending.send(Way.parse(job.getId()));
                    return (complete, operations) -> {
                        if (done) {
                            operations.remove();
                        } else {
                            operations.reschedule(
                                    complete, complete.getTimeDone().plus(BUSY));
                        }
                    };
                });
    }

    private static FailureHandler<Tries> tryAgain(QuarantinedJobs quarantine) {
        return (complete, operations) -> {
            Execution job = complete.getExecution();
            int failed = ((Tries) job.taskInstance.getData()).failed() + 1;
            String why = complete.getCause().map(Throwable::getMessage).orElse("unknown");
            if (failed <= GAPS.size()) {
                Duration wait = GAPS.get(failed - 1);
                LOG.warn("{} failed, {} times by now; again in {}: {}", job.taskInstance, failed, wait, why);
                operations.reschedule(complete, complete.getTimeDone().plus(wait), new Tries(failed));
            } else {
                LOG.error("{} failed {} times; it is set aside for a person: {}", job.taskInstance, failed, why);
                quarantine.setAside(job.taskInstance, failed, why);
                operations.reschedule(complete, QuarantinedJobs.PARKED, new Tries(failed));
            }
        };
    }
}
