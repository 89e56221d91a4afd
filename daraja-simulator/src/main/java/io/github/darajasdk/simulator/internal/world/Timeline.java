package io.github.darajasdk.simulator.internal.world;

import io.github.darajasdk.simulator.SimulatorClock;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that happens later, in the order it is due on the simulator's clock. Events run one at a time, on the
 * timer's thread or on the thread that moved the clock, and must not wait for anything.
 */
public final class Timeline implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Timeline.class);

    private final SimulatorClock clock;
    private final ReentrantLock running = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Runnable onMove = this::clockMoved;
    private final Thread timer;
    private long sequence;
    private boolean closed;

    /** Starts the timer. */
    public Timeline(SimulatorClock clock) {
        this.clock = clock;
        clock.onMove(onMove);
        this.timer = new Thread(this::keepTime, "daraja-simulator-timer");
        timer.setDaemon(true);
        timer.start();
    }

    /** Returns the moment on the simulator's clock. */
    public Instant now() {
        return clock.instant();
    }

    /** Runs {@code event} when {@code due} has come, giving it that moment; soon if it is past. */
    public void at(Instant due, Consumer<Instant> event) {
        lock.lock();
        try {
            events.add(new Event(due, sequence++, event));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Blocks the calling thread until the simulator's clock has moved on by {@code duration}, or the end. */
    public void pause(Duration duration) throws InterruptedException {
        pauseUntil(now().plus(duration));
    }

    /** Blocks the calling thread until the simulator's clock shows {@code until}, or the end. */
    public void pauseUntil(Instant until) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && clock.instant().isBefore(until)) {
                changed.await(clock.realTimeUntil(until).toMillis(), TimeUnit.MILLISECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Forgets everything that was to happen. */
    public void clear() {
        lock.lock();
        try {
            events.clear();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        clock.removeOnMove(onMove);
        lock.lock();
        try {
            closed = true;
            events.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void clockMoved() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        runDue();
    }

    private void keepTime() {
        while (awaitDue()) {
            runDue();
        }
    }

    /** Waits until something is due; false at the end. */
    private boolean awaitDue() {
        lock.lock();
        try {
            while (!closed) {
                Event next = events.peek();
                if (next == null) {
                    changed.await();
                    continue;
                }
                Duration wait = clock.realTimeUntil(next.due);
                if (wait.isZero()) {
                    return true;
                }
                changed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void runDue() {
        running.lock();
        try {
            for (Event event = nextDue(); event != null; event = nextDue()) {
                run(event);
            }
        } finally {
            running.unlock();
        }
    }

    private @Nullable Event nextDue() {
        lock.lock();
        try {
            Event next = events.peek();
            return next == null || closed || next.due.isAfter(clock.instant()) ? null : events.poll();
        } finally {
            lock.unlock();
        }
    }

    private static void run(Event event) {
        try {
            event.action.accept(event.due);
        } catch (RuntimeException | Error e) { // the timer must survive whatever one event does
            log.error("An event of the simulator failed; the others go on", e);
        }
    }

    private record Event(Instant due, long sequence, Consumer<Instant> action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = due.compareTo(other.due);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }
}
