package io.github.darajasdk.therapy.payment.internal;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Leaves a sign of life in the database, by which a start after a restore sees how old the backup was; and reads M-PESA's
 * records over the gap then, until that ends the recovery.
 */
@Configuration(proxyBeanMethods = false)
class RecoveryJobs {

    static final TaskDescriptor<Void> BEAT = TaskDescriptor.of("heartbeat");

    private static final Duration EVERY = Duration.ofSeconds(10);

    @Bean
    Task<Void> heartbeatTask(RecoveryStore store, DarajaLines lines, PaymentMode mode, Pulling pulling, Clock clock) {
        return Tasks.recurring(BEAT, FixedDelay.of(EVERY))
                .onFailureReschedule()
                .onDeadExecutionRevive()
                .execute((job, context) -> {
                    Instant now = clock.instant();
                    store.beat(now);
                    store.open()
                            .ifPresent(gap -> lines.find(mode.environment(), mode.merchant())
                                    .ifPresent(line -> pulling.pullForgotten(line, gap)));
                });
    }
}
