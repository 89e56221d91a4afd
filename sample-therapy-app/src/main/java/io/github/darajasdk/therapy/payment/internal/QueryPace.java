package io.github.darajasdk.therapy.payment.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * How fast this instance asks M-PESA. When M-PESA says "too many", all questions pause, longer each time it says so
 * again; each answer halves the pause that the next refusal would cause. What is not asked now is asked a little later,
 * spread out; no question is dropped.
 */
@Component
class QueryPace {

    private static final Logger LOG = LoggerFactory.getLogger(QueryPace.class);

    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(32);

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    // Guarded by the lock.
    private Instant pausedUntil = Instant.MIN;
    private Duration pause = Duration.ZERO;

    QueryPace(Clock clock) {
        this.clock = clock;
    }

    boolean isPaused() {
        lock.lock();
        try {
            return clock.instant().isBefore(pausedUntil);
        } finally {
            lock.unlock();
        }
    }

    /** M-PESA took no question for being too many. Those who were told so together count as one. */
    void throttled() {
        lock.lock();
        try {
            Instant now = clock.instant();
            if (now.isBefore(pausedUntil)) {
                return;
            }
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(FIRST_PAUSE) < 0 ? FIRST_PAUSE : longer;
            pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            pausedUntil = now.plus(pause);
            LOG.warn("M-PESA throttles; questions pause for {}", pause);
        } finally {
            lock.unlock();
        }
    }

    /** M-PESA answered a question. */
    void answered() {
        lock.lock();
        try {
            pause = pause.dividedBy(2);
        } finally {
            lock.unlock();
        }
    }

    /** When a question that the pause held back is to be asked; empty while there is no pause. */
    Optional<Instant> askAgainAt() {
        lock.lock();
        try {
            if (!clock.instant().isBefore(pausedUntil)) {
                return Optional.empty();
            }
            long spread = ThreadLocalRandom.current().nextLong(pause.toMillis() + 1);
            return Optional.of(pausedUntil.plusMillis(spread));
        } finally {
            lock.unlock();
        }
    }
}
