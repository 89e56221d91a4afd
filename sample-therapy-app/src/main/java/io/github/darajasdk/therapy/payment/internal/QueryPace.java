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
 * again; after a pause one question goes ahead of the others, and each answer halves the pause that the next refusal
 * would cause. What is not asked now is asked a little later, spread out; no question is dropped.
 */
@Component
class QueryPace {

    private static final Logger LOG = LoggerFactory.getLogger(QueryPace.class);

    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(32);

    /** A pause that has been halved to less than this is over. */
    private static final Duration NO_PAUSE = Duration.ofMillis(100);

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    // Guarded by the lock.
    private Instant openAt = Instant.MIN;
    private Duration pause = Duration.ZERO;
    private boolean oneAhead;

    QueryPace(Clock clock) {
        this.clock = clock;
    }

    /** Whether a question may be asked now; after a pause the one who is told so goes ahead of the others. */
    boolean mayAsk() {
        lock.lock();
        try {
            Instant now = clock.instant();
            if (now.isBefore(openAt)) {
                return false;
            }
            if (!pause.isZero()) {
                oneAhead = true;
                openAt = now.plus(FIRST_PAUSE);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** M-PESA took no question for being too many. Those who were told so together count as one. */
    void throttled() {
        lock.lock();
        try {
            Instant now = clock.instant();
            if (!oneAhead && now.isBefore(openAt)) {
                return;
            }
            oneAhead = false;
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(FIRST_PAUSE) < 0 ? FIRST_PAUSE : longer;
            pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            openAt = now.plus(pause);
            LOG.warn("M-PESA throttles; questions pause for {}", pause);
        } finally {
            lock.unlock();
        }
    }

    /** M-PESA answered a question. */
    void answered() {
        lock.lock();
        try {
            if (pause.isZero()) {
                return;
            }
            oneAhead = false;
            Duration shorter = pause.dividedBy(2);
            pause = shorter.compareTo(NO_PAUSE) < 0 ? Duration.ZERO : shorter;
            openAt = clock.instant();
        } finally {
            lock.unlock();
        }
    }

    /** When a question that the pause held back is to be asked; empty while there is no pause. */
    Optional<Instant> askAgainAt() {
        lock.lock();
        try {
            if (!clock.instant().isBefore(openAt)) {
                return Optional.empty();
            }
            long spread = ThreadLocalRandom.current().nextLong(Math.max(pause.toMillis(), FIRST_PAUSE.toMillis()) + 1);
            return Optional.of(openAt.plusMillis(spread));
        } finally {
            lock.unlock();
        }
    }
}
