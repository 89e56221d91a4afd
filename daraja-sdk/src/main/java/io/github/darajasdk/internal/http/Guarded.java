package io.github.darajasdk.internal.http;

import dev.failsafe.Bulkhead;
import dev.failsafe.CircuitBreaker;
import io.github.darajasdk.spi.DarajaEventListener.BreakerState;
import java.time.Duration;
import java.util.function.Consumer;

/** The breaker and the permits of one class of operations. */
record Guarded(CircuitBreaker<Answer> breaker, Bulkhead<Answer> permits) {

    static Guarded of(int permits, int failures, Duration pause, Consumer<BreakerState> onChange) {
        CircuitBreaker<Answer> breaker = CircuitBreaker.<Answer>builder()
                .handleIf(e -> e instanceof AttemptFailed failed && failed.trouble())
                .withFailureThreshold(failures)
                .withDelay(pause)
                .onOpen(e -> onChange.accept(BreakerState.OPEN))
                .onHalfOpen(e -> onChange.accept(BreakerState.HALF_OPEN))
                .onClose(e -> onChange.accept(BreakerState.CLOSED))
                .build();
        return new Guarded(breaker, Bulkhead.<Answer>of(permits));
    }
}
