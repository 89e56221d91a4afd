package io.github.darajasdk.internal.http;

import java.time.Duration;

/** The end of one call, by a clock that never jumps. */
public final class Deadline {

    private final long endNanos;

    private Deadline(long endNanos) {
        this.endNanos = endNanos;
    }

    public static Deadline after(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** What is left, never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    /** What is left, but no more than the given time. */
    public Duration remaining(Duration atMost) {
        Duration left = remaining();
        return left.compareTo(atMost) < 0 ? left : atMost;
    }
}
