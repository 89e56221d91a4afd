package io.github.darajasdk.spring.web;

import io.github.darajasdk.callback.C2bValidationAnswer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Answers M-PESA's question whether a payment may go through, in time: with the validator's decision, or without one.
 *
 * <p>Thread-safe. Close it with the application.
 */
public final class C2bValidations implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(C2bValidations.class);
    private static final int MOST_AT_ONCE = 32;

    private final @Nullable C2bValidator validator;
    private final Duration deadline;
    private final C2bValidationAnswer undecided;
    private final ThreadPoolExecutor workers;

    /**
     * Makes the decision point.
     *
     * @param validator decides, or null to answer every question with {@code undecided}
     * @param deadline how long it may take
     * @param undecided the answer in the place of a decision
     */
    public C2bValidations(@Nullable C2bValidator validator, Duration deadline, C2bValidationAnswer undecided) {
        this.validator = validator;
        this.deadline = deadline;
        this.undecided = undecided;
        this.workers = new ThreadPoolExecutor(0, MOST_AT_ONCE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "daraja-c2b-validation");
            thread.setDaemon(true);
            return thread;
        });
    }

    C2bValidationAnswer answer(CallbackDelivery delivery) {
        if (validator == null) {
            return undecided;
        }
        try {
            return decide(validator, delivery);
        } catch (RejectedExecutionException e) {
            log.warn("{} is not decided on: {} others are being decided already", delivery, MOST_AT_ONCE);
        } catch (TimeoutException e) {
            log.warn("{} was not decided on within {}", delivery, deadline);
        } catch (ExecutionException e) {
            log.error("{} could not be decided on", delivery, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            log.warn("{} was not decided on: the application is stopping", delivery);
        }
        return undecided;
    }

    private C2bValidationAnswer decide(C2bValidator decider, CallbackDelivery delivery)
            throws InterruptedException, ExecutionException, TimeoutException {
        Future<C2bValidationAnswer> decision = workers.submit(() -> {
            MDC.put(DarajaCallbackFilter.MDC_PURPOSE, delivery.purpose().word());
            MDC.put(DarajaCallbackFilter.MDC_REFERENCE, delivery.reference());
            try {
                return decider.validate(delivery);
            } finally {
                MDC.remove(DarajaCallbackFilter.MDC_PURPOSE);
                MDC.remove(DarajaCallbackFilter.MDC_REFERENCE);
            }
        });
        try {
            return decision.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            decision.cancel(true);
        }
    }

    /** Interrupts what is being decided. */
    @Override
    public void close() {
        workers.shutdownNow();
    }
}
