package io.github.darajasdk.therapy.notification.internal;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.github.darajasdk.therapy.notification.Outbox.Medium;
import io.github.darajasdk.therapy.platform.Jobs;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Has notifications sent: one job for each carrier, made in the transaction that made the notification. */
@Component
class CarrierJobs {

    static final TaskDescriptor<Tries> SEND = TaskDescriptor.of("notification-send", Tries.class);

    private final List<Carrier> carriers;
    private final Jobs jobs;
    private final Clock clock;

    CarrierJobs(List<Carrier> carriers, Jobs jobs, Clock clock) {
        this.carriers = carriers;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** How often it failed. Counted here, because waiting for a free line is no failure and must not begin the count anew. */
    record Tries(int failed) {}

    /** Which notification goes which way; the name of its job. */
    record Way(Medium medium, UUID notification) {

        static Way parse(String name) {
            int colon = name.indexOf(':');
            return new Way(Medium.valueOf(name.substring(0, colon)), UUID.fromString(name.substring(colon + 1)));
        }

        @Override
        public String toString() {
            return medium + ":" + notification;
        }
    }

    void carry(UUID notification) {
        carriers.stream()
                .filter(Carrier::isOpen)
                .forEach(carrier -> jobs.schedule(first(new Way(carrier.medium(), notification)), clock.instant()));
    }

    /** Sends now what failed before, with all its tries ahead. */
    void again(Way way) {
        jobs.scheduleAnew(first(way), clock.instant());
    }

    private static TaskInstance<Tries> first(Way way) {
        return SEND.instance(way.toString()).data(new Tries(0)).build();
    }
}
