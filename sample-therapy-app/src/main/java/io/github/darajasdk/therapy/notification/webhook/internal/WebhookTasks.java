package io.github.darajasdk.therapy.notification.webhook.internal;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.github.darajasdk.therapy.notification.webhook.internal.WebhookJobs.Delivery;
import io.github.darajasdk.therapy.platform.JobFailures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The jobs of webhooks. */
@Configuration(proxyBeanMethods = false)
class WebhookTasks {

    /** For failures of our own, such as a database that is away; what an endpoint says has its gaps elsewhere. */
    private static final List<Duration> GAPS =
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1));

    @Bean
    Task<Void> webhookDeliverTask(WebhookSending sending, JobFailures failures) {
        return Tasks.custom(WebhookJobs.DELIVER)
                .onFailure(failures.tryAgainAfter(GAPS))
                .onDeadExecution(failures.lookAgain())
                .execute((job, context) -> {
                    Optional<Instant> next = sending.send(Delivery.parse(job.getId()));
                    return (complete, operations) ->
                            next.ifPresentOrElse(at -> operations.reschedule(complete, at), operations::remove);
                });
    }

    @Bean
    RecurringTask<Void> forgetOldWebhooks(WebhookStore store, WebhookSettings settings, Clock clock) {
        return Tasks.recurring("forget-old-webhooks", FixedDelay.ofHours(6))
                .onFailureReschedule()
                .onDeadExecutionRevive()
                .execute((task, context) -> store.forget(clock.instant().minus(settings.keep())));
    }
}
