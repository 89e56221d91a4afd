package io.github.darajasdk.therapy.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Waits for something that happens on another thread. */
public final class Eventually {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration STEP = Duration.ofMillis(20);

    private Eventually() {}

    /** Looks again and again until the check passes; after 15 seconds the check's own failure is thrown. */
    public static <T> void assertThatEventually(Supplier<T> actual, Consumer<T> check) {
        long giveUp = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                check.accept(actual.get());
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > giveUp) {
                    throw e;
                }
                LockSupport.parkNanos(STEP.toNanos());
            }
        }
    }
}
