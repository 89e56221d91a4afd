package io.github.darajasdk.therapy.notification.webhook.internal;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import io.github.darajasdk.therapy.platform.Jobs;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Has messages delivered: one job for each endpoint, made in the transaction that made the message. */
@Component
class WebhookJobs {

    static final TaskDescriptor<Void> DELIVER = TaskDescriptor.of("webhook-deliver");

    private final Jobs jobs;
    private final Clock clock;

    WebhookJobs(Jobs jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /** One message on its way to one endpoint; the name of its job. */
    record Delivery(UUID message, String endpoint) {

        static Delivery parse(String name) {
            int colon = name.indexOf(':');
            return new Delivery(UUID.fromString(name.substring(0, colon)), name.substring(colon + 1));
        }

        @Override
        public String toString() {
            return message + ":" + endpoint;
        }
    }

    /** Begins now; false while it is being sent. */
    boolean begin(Delivery delivery) {
        return jobs.scheduleAnew(DELIVER.instance(delivery.toString()).build(), clock.instant());
    }
}
