package io.github.darajasdk.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Requests at a fixed rate, whatever the server does: each has a moment at which it is due, and its time is counted from
 * then, so that a server that stalls is charged for those who wait behind the stall.
 */
public final class OpenLoop {

    private final List<Integer> ports;
    private final int connections;
    private final int expectedStatus;

    /**
     * Prepares.
     *
     * @param ports the servers', on this machine; connections take turns
     * @param connections how many are kept open, each with a thread
     * @param expectedStatus any other answer is an error
     */
    public OpenLoop(List<Integer> ports, int connections, int expectedStatus) {
        this.ports = List.copyOf(ports);
        this.connections = connections;
        this.expectedStatus = expectedStatus;
    }

    /**
     * Runs.
     *
     * @param perSecond how many requests are due each second; 0 for as many as the connections can carry
     * @param duration for how long
     * @param requests makes the n-th request, or returns null when there are no more
     * @return the figures
     */
    public Figures run(int perSecond, Duration duration, LongFunction<byte @Nullable []> requests)
            throws InterruptedException {
        AtomicLong next = new AtomicLong();
        AtomicLong errors = new AtomicLong();
        List<long[]> samples = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        long begin = System.nanoTime();
        long end = begin + duration.toNanos();
        for (int i = 0; i < connections; i++) {
            int port = ports.get(i % ports.size());
            Thread thread = new Thread(() -> {
                long[] mine = drive(port, begin, end, perSecond, next, errors, requests);
                synchronized (samples) {
                    samples.add(mine);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long[] all = samples.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Figures(all, errors.get(), seconds);
    }

    private long[] drive(
            int port,
            long begin,
            long end,
            int perSecond,
            AtomicLong next,
            AtomicLong errors,
            LongFunction<byte @Nullable []> requests) {
        long[] nanos = new long[1024];
        int count = 0;
        try (Connection connection = new Connection(port)) {
            while (true) {
                long number = next.getAndIncrement();
                long due = perSecond == 0 ? System.nanoTime() : begin + number * 1_000_000_000L / perSecond;
                byte[] request = due < end ? requests.apply(number) : null;
                if (request == null) {
                    return Arrays.copyOf(nanos, count);
                }
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                if (connection.exchange(request).status() != expectedStatus) {
                    errors.incrementAndGet();
                }
                if (count == nanos.length) {
                    nanos = Arrays.copyOf(nanos, 2 * count);
                }
                nanos[count++] = System.nanoTime() - due;
            }
        } catch (IOException e) {
            errors.incrementAndGet();
            return Arrays.copyOf(nanos, count);
        }
    }

    /** What came of it. The time of each request counts from the moment it was due. */
    public static final class Figures {

        private final long[] nanos;
        private final long errors;
        private final double seconds;

        /** Takes the times in ascending order. */
        Figures(long[] nanos, long errors, double seconds) {
            this.nanos = nanos;
            this.errors = errors;
            this.seconds = seconds;
        }

        /**
         * Returns a percentile.
         *
         * @param percent 0 to 100
         * @return milliseconds
         */
        public double millis(double percent) {
            return nanos.length == 0
                    ? Double.NaN
                    : nanos[(int) Math.min(nanos.length - 1, nanos.length * percent / 100)] / 1e6;
        }

        /**
         * Returns how many were answered each second.
         *
         * @return the rate
         */
        public double perSecond() {
            return nanos.length / seconds;
        }

        /**
         * Returns how many went wrong.
         *
         * @return answers of another status, and connections lost
         */
        public long errors() {
            return errors;
        }

        @Override
        public String toString() {
            return String.format(
                    "%d answered, %.0f/s, %d errors, p50 %.2f ms, p99 %.2f ms, max %.1f ms",
                    nanos.length, perSecond(), errors, millis(50), millis(99), millis(100));
        }
    }
}
