package io.github.darajasdk.therapy.payment.internal;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.platform.JobFailures;
import io.github.darajasdk.therapy.platform.Jobs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What happens later. Every job reads the present state first, so it may run twice, on any instance, after any death;
 * none of them sends a push that another execution may have sent.
 */
@Configuration(proxyBeanMethods = false)
class PaymentJobs {

    private static final Logger LOG = LoggerFactory.getLogger(PaymentJobs.class);

    static final TaskDescriptor<Void> PUSH = TaskDescriptor.of("payment-push");
    static final TaskDescriptor<Void> EVIDENCE_RETRY = TaskDescriptor.of("payment-evidence-retry");
    static final TaskDescriptor<Void> SAFETY_PASS = TaskDescriptor.of("payment-safety-pass");

    static final TaskDescriptor<Void> FORGET_KEYS = TaskDescriptor.of("payment-forget-keys");

    private static final int KEYS_PER_PASS = 10_000;
    /** Whoever looks after an open payment does not give up soon: some 22 hours, then a person is called. */
    private static final List<Duration> PATIENTLY = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12));

    private static final int WATCHED_PER_PASS = 100_000;

    /** Sends one attempt. Found in SENDING by a later run, the attempt becomes UNCLEAR instead. */
    @Bean
    Task<Void> pushTask(Sending sending, DarajaGateway daraja, AnswerKeeper keeper, JobFailures failures) {
        return Tasks.custom(PUSH)
                .onFailure(failures.tryAgainAfter(PATIENTLY))
                .onDeadExecution(failures.lookAgain())
                .execute((job, context) -> {
                    Optional<AttemptRow> mine = sending.begin(AttemptId.of(job.getId()));
                    if (mine.isEmpty()) {
                        return done();
                    }
                    AttemptRow after = keeper.keep(mine.get(), daraja.push(mine.get()));
                    Instant nextTry = after.nextTryAt();
                    return after.state() == AttemptState.QUEUED && nextTry != null ? at(nextTry) : done();
                });
    }

    /** Asks about one open attempt, with growing gaps, until it is known. */
    @Bean
    Task<Void> queryTask(Asking asking, QueryPace pace, JobFailures failures) {
        return Tasks.custom(QuerySchedule.QUERY)
                .onFailure(failures.tryAgainAfter(PATIENTLY))
                .onDeadExecution(failures.lookAgain())
                .execute((job, context) -> {
                    Optional<Instant> next = asking.ask(AttemptId.of(job.getId()));
                    // Held back because M-PESA throttles: asked as soon as it may be.
                    return next.map(regular -> at(earlier(regular, pace.askAgainAt())))
                            .orElseGet(PaymentJobs::done);
                });
    }

    /** Handles a piece of evidence again whose handling went wrong; after three tries it is set aside for a person. */
    @Bean
    Task<Void> evidenceRetryTask(CallbackIntake intake, JobFailures failures) {
        return Tasks.custom(EVIDENCE_RETRY)
                .onFailure(failures.tryAgainAfter(CallbackIntake.RETRIES))
                .onDeadExecution(failures.lookAgain())
                .execute((job, context) -> {
                    Optional<Duration> wait = intake.handleAgain(UUID.fromString(job.getId()));
                    return wait.isPresent()
                            ? (complete, operations) -> operations.reschedule(
                                    complete, complete.getTimeDone().plus(wait.get()))
                            : done();
                });
    }

    /** Gives every attempt that somebody must look after its job again, should one ever have got lost. */
    @Bean
    Task<Void> safetyPassTask(AttemptStore attempts, QuerySchedule queries, Jobs jobs, Clock clock) {
        return Tasks.recurring(SAFETY_PASS, FixedDelay.of(Duration.ofMinutes(5)))
                .onFailureReschedule()
                .onDeadExecutionRevive()
                .execute((job, context) -> {
                    Instant now = clock.instant();
                    for (AttemptRow attempt : attempts.watched(WATCHED_PER_PASS)) {
                        if (attempt.state() == AttemptState.CREATED || attempt.state() == AttemptState.QUEUED) {
                            Instant nextTry = attempt.nextTryAt();
                            jobs.schedule(
                                    PUSH.instance(attempt.id().toString()).build(),
                                    nextTry != null && nextTry.isAfter(now) ? nextTry : now);
                        }
                        if (attempt.state() != AttemptState.CREATED) {
                            queries.schedule(attempt.id(), now);
                        }
                    }
                });
    }

    /** Idempotency keys are kept for 48 hours; a run that finds many leaves the rest to the next. */
    @Bean
    Task<Void> forgetKeysTask(AttemptStore attempts, Clock clock) {
        return Tasks.recurring(FORGET_KEYS, FixedDelay.of(Duration.ofMinutes(10)))
                .onFailureReschedule()
                .onDeadExecutionRevive()
                .execute((job, context) -> {
                    Instant moment = clock.instant().minus(PaymentTiming.KEYS_KEPT);
                    int forgotten = attempts.forgetKeysFromBefore(moment, KEYS_PER_PASS);
                    LOG.debug("{} idempotency keys forgotten", forgotten);
                });
    }

    private static Instant earlier(Instant regular, Optional<Instant> other) {
        return other.filter(moment -> moment.isBefore(regular)).orElse(regular);
    }

    private static CompletionHandler<Void> at(Instant next) {
        return (complete, operations) -> operations.reschedule(complete, next);
    }

    private static CompletionHandler<Void> done() {
        return (complete, operations) -> operations.remove();
    }
}
