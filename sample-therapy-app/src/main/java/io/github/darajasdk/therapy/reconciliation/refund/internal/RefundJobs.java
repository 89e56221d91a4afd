package io.github.darajasdk.therapy.reconciliation.refund.internal;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.github.darajasdk.therapy.payment.Reversals;
import io.github.darajasdk.therapy.platform.Jobs;
import io.github.darajasdk.therapy.reconciliation.refund.RefundId;
import io.github.darajasdk.therapy.reconciliation.refund.RefundState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What happens later with refunds. Every job reads the present state first, so it may run twice, on any instance, after any
 * death; none of them sends a refund that another execution may have sent.
 */
@Configuration(proxyBeanMethods = false)
class RefundJobs {

    private static final Logger LOG = LoggerFactory.getLogger(RefundJobs.class);

    static final TaskDescriptor<Void> SEND = TaskDescriptor.of("refund-send");
    static final TaskDescriptor<Void> LOOK = TaskDescriptor.of("refund-look");
    static final TaskDescriptor<Void> SAFETY_PASS = TaskDescriptor.of("refund-safety-pass");

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    /** Sends one refund. Found in SENDING by a later run, the refund becomes UNCLEAR instead. */
    @Bean
    Task<Void> refundSendTask(RefundSending sending, Reversals reversals, RefundAnswerKeeper keeper) {
        return Tasks.custom(SEND)
                .onFailure(tryAgain())
                .onDeadExecution(lookAgain())
                .execute((job, context) -> {
                    sending.begin(id(job.getId()))
                            .ifPresent(
                                    mine -> keeper.keep(mine, reversals.request(RefundRules.reversal(mine.refund()))));
                    return done();
                });
    }

    /** Looks at one refund that was sent, with growing gaps, until its end is known. */
    @Bean
    Task<Void> refundLookTask(RefundAsking asking) {
        return Tasks.custom(LOOK)
                .onFailure(tryAgain())
                .onDeadExecution(lookAgain())
                .execute((job, context) -> {
                    Optional<Instant> next = asking.look(id(job.getId()));
                    return next.isPresent() ? at(next.get()) : done();
                });
    }

    /** Gives every refund that is not over its job again, should one ever have got lost. */
    @Bean
    Task<Void> refundSafetyPassTask(RefundStore refunds, Jobs jobs, Clock clock) {
        return Tasks.recurring(SAFETY_PASS, FixedDelay.of(Duration.ofMinutes(5)))
                .onFailureReschedule()
                .onDeadExecutionRevive()
                .execute((job, context) -> {
                    Instant now = clock.instant();
                    for (RefundId id : refunds.inState(RefundState.APPROVED)) {
                        jobs.schedule(SEND.instance(id.toString()).build(), now);
                    }
                    for (RefundId id : refunds.inState(
                            RefundState.SENDING, RefundState.UNCLEAR, RefundState.ACCEPTED, RefundState.TIMED_OUT)) {
                        jobs.schedule(LOOK.instance(id.toString()).build(), now);
                    }
                });
    }

    private static RefundId id(String text) {
        return new RefundId(UUID.fromString(text));
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

    private static DeadExecutionHandler<Void> lookAgain() {
        return (complete, operations) -> {
            LOG.warn(
                    "{} was left by an instance that is gone; looking at it again",
                    complete.getExecution().taskInstance);
            operations.reschedule(complete, complete.getTimeDone());
        };
    }

    private static CompletionHandler<Void> at(Instant next) {
        return (complete, operations) -> operations.reschedule(complete, next);
    }

    private static CompletionHandler<Void> done() {
        return (complete, operations) -> operations.remove();
    }
}
