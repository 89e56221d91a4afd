package io.github.darajasdk.internal.http;

import dev.failsafe.BulkheadFullException;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.github.darajasdk.error.ApiError;
import io.github.darajasdk.error.DarajaException;
import io.github.darajasdk.error.DarajaThrottledException;
import io.github.darajasdk.error.DarajaTransportException;
import io.github.darajasdk.error.Delivery;
import io.github.darajasdk.internal.auth.TokenCache;
import io.github.darajasdk.internal.client.ClientSettings;
import io.github.darajasdk.internal.http.AttemptFailed.Remedy;
import io.github.darajasdk.internal.wire.WireObject;
import io.github.darajasdk.spi.AccessToken;
import io.github.darajasdk.spi.DarajaEventListener;
import io.github.darajasdk.spi.DarajaEventListener.FinishedCall;
import io.github.darajasdk.spi.DarajaEventListener.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One call from beginning to end: permit, token, breaker, one POST, and a repetition only where the class of the operation
 * allows it.
 */
public final class RequestPipeline {

    private static final Duration CONNECTION_GAP = Duration.ofMillis(200);
    private static final Duration THROTTLE_GAP = Duration.ofSeconds(1);
    /** What a repetition needs to make sense. */
    private static final Duration LEAST_TIME = Duration.ofMillis(100);

    private static final int READ_REPETITIONS = 2;

    private final Transport transport;
    private final TokenCache tokens;
    private final ClientSettings settings;
    private final DarajaEventListener listener;
    private final Guarded money;
    private final Guarded reads;
    private final RetryPolicy<Answer> repetition;
    private volatile boolean closed;

    public RequestPipeline(
            Transport transport, TokenCache tokens, ClientSettings settings, DarajaEventListener listener) {
        this.transport = transport;
        this.tokens = tokens;
        this.settings = settings;
        this.listener = listener;
        this.money = guard(Operation.Kind.MONEY);
        this.reads = guard(Operation.Kind.READ);
        // Each call decides by itself whether a failure may be repeated; Failsafe waits and repeats.
        this.repetition = RetryPolicy.<Answer>builder()
                .handleIf(e -> e instanceof Repeat)
                .withMaxRetries(-1)
                .withDelayFnOn(context -> ((Repeat) context.getLastException()).gap, Repeat.class)
                .build();
    }

    private Guarded guard(Operation.Kind kind) {
        return Guarded.of(
                settings.maxConcurrentCalls(),
                settings.breakerFailures(),
                settings.breakerPause(),
                state -> listener.breakerChanged(kind.word(), state));
    }

    /**
     * Sends the body and reads the answer.
     *
     * @throws DarajaException if there is no readable answer that is good news
     * @throws IllegalStateException if closed
     */
    public Answer send(Operation operation, WireObject body) {
        return send(operation, Payload.of(body));
    }

    /** Sends a body that is no plain object, or that needs a header of its own. */
    public Answer send(Operation operation, Payload payload) {
        if (closed) {
            throw new IllegalStateException("this Daraja client is closed");
        }
        listener.callStarted(operation.name());
        long start = System.nanoTime();
        try {
            Answer answer = new Call(operation, payload).run();
            finished(operation, Outcome.OK, Optional.ofNullable(answer.error()).map(ApiError::code), start);
            return answer;
        } catch (DarajaException e) {
            finished(operation, outcome(e.delivery()), e.apiError().map(ApiError::code), start);
            WireLog.failed(operation, e, took(start));
            throw e;
        }
    }

    public void close() {
        closed = true;
    }

    private void finished(Operation operation, Outcome outcome, Optional<String> code, long start) {
        listener.callFinished(
                new FinishedCall(operation.name(), outcome, code.filter(text -> !text.isEmpty()), took(start)));
    }

    private static Outcome outcome(Delivery delivery) {
        return switch (delivery) {
            case NOT_SENT -> Outcome.NOT_SENT;
            case REJECTED -> Outcome.REJECTED;
            case UNKNOWN -> Outcome.UNKNOWN;
        };
    }

    private static Duration took(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The state of one call over its attempts. Used by one thread. */
    private final class Call {

        private final Operation operation;
        private final Payload payload;
        private final Guarded guard;
        private final Deadline deadline;
        private int attempts;
        private int repetitions;
        private boolean refreshed;

        Call(Operation operation, Payload payload) {
            this.operation = operation;
            this.payload = payload;
            this.guard = operation.kind() == Operation.Kind.MONEY ? money : reads;
            this.deadline = Deadline.after(
                    operation.kind() == Operation.Kind.MONEY ? settings.callTimeout() : settings.readCallTimeout());
        }

        Answer run() {
            try {
                return Failsafe.with(guard.permits()).compose(repetition).get(this::attempt);
            } catch (BulkheadFullException e) {
                throw throttled("as many " + operation.kind().word() + " calls as allowed are already under way ("
                        + settings.maxConcurrentCalls() + ")");
            } catch (FailsafeException e) {
                throw interrupted(e);
            }
        }

        private Answer attempt() {
            AccessToken token = tokens.get(operation, deadline);
            attempts++;
            if (deadline.remaining().isZero()) {
                throw new DarajaTransportException(
                        operation.name(),
                        Delivery.NOT_SENT,
                        operation.title() + " was not sent: its time was up before a token was there",
                        null,
                        null,
                        null);
            }
            try {
                return post(token);
            } catch (AttemptFailed e) {
                boolean tokenRefused = e.remedy() == Remedy.FRESH_TOKEN || e.remedy() == Remedy.SUSPECT_TOKEN;
                // Refused fresh, it is this product that is missing: the token goes on serving the others.
                if (tokenRefused && !refreshed) {
                    tokens.refused(token);
                }
                Duration gap = gap(e.remedy());
                throw mayRepeat(e.remedy(), gap) ? new Repeat(e.failure(), gap) : e.failure();
            } catch (CircuitBreakerOpenException e) {
                throw throttled("the last " + settings.breakerFailures() + " calls of its kind got no usable answer, so"
                        + " Daraja is left alone for " + settings.breakerPause());
            }
        }

        private Answer post(AccessToken token) {
            long start = System.nanoTime();
            WireLog.sent(operation, payload.shown(), attempts);
            Answer answer = Failsafe.with(guard.breaker())
                    .get(() -> AnswerReader.read(operation, exchange(token), token.value(), refreshed));
            WireLog.received(operation, answer.status(), answer.json(), took(start));
            return answer;
        }

        private Reply exchange(AccessToken token) {
            try {
                return transport.post(operation.path(), "Bearer " + token.value(), payload, deadline.remaining());
            } catch (TransportFailure e) {
                throw lost(e);
            }
        }

        private AttemptFailed lost(TransportFailure e) {
            boolean sent = e.mayHaveBeenSent();
            String message = sent
                    ? operation.title() + " got no answer: " + AnswerReader.unknownAdvice(operation)
                    : operation.title() + " was not sent: no connection to Daraja";
            return new AttemptFailed(
                    new DarajaTransportException(
                            operation.name(),
                            sent ? Delivery.UNKNOWN : Delivery.NOT_SENT,
                            message,
                            null,
                            null,
                            e.getCause()),
                    sent ? Remedy.REPEAT_READ : Remedy.REPEAT,
                    true);
        }

        private boolean mayRepeat(Remedy remedy, Duration gap) {
            boolean money = operation.kind() == Operation.Kind.MONEY;
            if (remedy == Remedy.NONE
                    || remedy == Remedy.SUSPECT_TOKEN
                    || (money && remedy == Remedy.REPEAT_READ)
                    || deadline.remaining().compareTo(gap.plus(LEAST_TIME)) < 0) {
                return false;
            }
            if (money && repetitions > 0) {
                return false; // once in all, whatever the reason
            }
            if (remedy == Remedy.FRESH_TOKEN) {
                boolean first = !refreshed;
                refreshed = true;
                repetitions += money ? 1 : 0;
                return first;
            }
            return repetitions++ < READ_REPETITIONS;
        }

        private Duration gap(Remedy remedy) {
            return switch (remedy) {
                case NONE, SUSPECT_TOKEN, FRESH_TOKEN -> Duration.ZERO;
                case REPEAT, REPEAT_READ -> jittered(CONNECTION_GAP.multipliedBy(1L << repetitions));
                case REPEAT_LATER -> jittered(THROTTLE_GAP);
            };
        }

        private static Duration jittered(Duration least) {
            return least.plusNanos(ThreadLocalRandom.current().nextLong(least.toNanos() / 2));
        }

        private DarajaThrottledException throttled(String why) {
            return new DarajaThrottledException(
                    operation.name(), operation.title() + " was not sent: " + why + ". Try again later", null, null);
        }

        /** Interrupted while waiting for a permit or between attempts: nothing of a last attempt is under way. */
        private DarajaException interrupted(FailsafeException e) {
            Thread.currentThread().interrupt();
            return new DarajaTransportException(
                    operation.name(),
                    operation.kind() == Operation.Kind.MONEY ? Delivery.NOT_SENT : Delivery.UNKNOWN,
                    operation.title() + " was given up: the thread was interrupted between attempts",
                    null,
                    null,
                    e);
        }
    }

    /** Asks Failsafe to wait and attempt once more. */
    private static final class Repeat extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Duration gap;

        Repeat(DarajaException failure, Duration gap) {
            super(null, failure, false, false);
            this.gap = gap;
        }
    }
}
