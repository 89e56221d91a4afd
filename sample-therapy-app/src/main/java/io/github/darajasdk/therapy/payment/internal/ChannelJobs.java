package io.github.darajasdk.therapy.payment.internal;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.github.darajasdk.therapy.platform.Jobs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** When M-PESA's own records are asked. None of these jobs moves money; each may run twice. */
@Configuration(proxyBeanMethods = false)
class ChannelJobs {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelJobs.class);

    static final TaskDescriptor<Void> PULL_RECENT = TaskDescriptor.of("payment-pull-recent");
    static final TaskDescriptor<Void> PULL_RECORD = TaskDescriptor.of("payment-pull-record");
    static final TaskDescriptor<Void> CLAIM = TaskDescriptor.of("payment-claim");
    static final TaskDescriptor<Void> REGISTER = TaskDescriptor.of("payment-c2b-register");

    private static final Duration RECENT = Duration.ofHours(2);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    /** What customers paid lately: finds what callbacks lost while people still wait for it. */
    @Bean
    Task<Void> pullRecentTask(Pulling pulling) {
        return Tasks.recurring(PULL_RECENT, FixedDelay.of(Duration.ofMinutes(15)))
                .onFailureReschedule()
                .onDeadExecutionRevive()
                .execute((job, context) -> pulling.pullLast(RECENT));
    }

    /** All that M-PESA's record holds, once a day, for what was written into it late. */
    @Bean
    Task<Void> pullRecordTask(Pulling pulling) {
        return Tasks.recurring(PULL_RECORD, FixedDelay.of(Duration.ofDays(1)))
                .onFailureReschedule()
                .onDeadExecutionRevive()
                .execute((job, context) -> pulling.pullLast(Pulling.RECORD_HOLDS));
    }

    /** Looks at one claim until it is decided. */
    @Bean
    Task<Void> claimTask(Claims claims) {
        return Tasks.custom(CLAIM)
                .onFailure(tryAgain())
                .onDeadExecution((complete, operations) -> operations.reschedule(complete, complete.getTimeDone()))
                .execute((job, context) -> {
                    Optional<Instant> next = claims.look(UUID.fromString(job.getId()));
                    return next.isPresent() ? at(next.get()) : done();
                });
    }

    /** Tells M-PESA where to confirm payments. */
    @Bean
    Task<Void> registerForC2bTask(DarajaLines lines, RecordsGateway records, Clock clock) {
        return Tasks.custom(REGISTER)
                .onFailure(tryAgain())
                .onDeadExecution((complete, operations) -> operations.reschedule(complete, complete.getTimeDone()))
                .execute((job, context) -> {
                    boolean all = true;
                    for (DarajaLines.Line line : lines.all()) {
                        all &= records.registerForC2b(line);
                    }
                    return all ? done() : at(clock.instant().plus(AFTER_FAILURE));
                });
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> registeringForC2b(PaymentChannels channels, Jobs jobs, Clock clock) {
        return ready -> {
            if (channels.c2b().register()) {
                jobs.schedule(REGISTER.instance("all").build(), clock.instant());
            }
        };
    }

    private static FailureHandler<Void> tryAgain() {
        return (complete, operations) -> {
            LOG.error(
                    "{} failed, again in {} s",
                    complete.getExecution().taskInstance,
                    AFTER_FAILURE.toSeconds(),
                    complete.getCause().orElse(null));
            operations.reschedule(complete, complete.getTimeDone().plus(AFTER_FAILURE));
        };
    }

    private static CompletionHandler<Void> at(Instant next) {
        return (complete, operations) -> operations.reschedule(complete, next);
    }

    private static CompletionHandler<Void> done() {
        return (complete, operations) -> operations.remove();
    }
}
