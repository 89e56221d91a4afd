package io.github.darajasdk.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Objects;

/**
 * The ratio of {@link PushBenchmark}'s two ways in one process, in turns (SDK, hand, hand, SDK, …), so that whatever the
 * machine does meanwhile happens to both. Give the number of rounds; the first half warms up and is not counted.
 */
public final class PushComparison {

    private static final int PUSHES = 4_000;

    private PushComparison() {}

    private interface Push {
        Object send() throws IOException;
    }

    public static void main(String[] args) throws IOException {
        int rounds = args.length == 0 ? 24 : Integer.parseInt(args[0]);
        PushBenchmark pushes = new PushBenchmark();
        pushes.warmConnections();
        double[][] figures = new double[4][rounds - rounds / 2];
        for (int round = 0; round < rounds; round++) {
            boolean sdkFirst = round % 2 == 0;
            long[] first = nanos(sdkFirst ? pushes::bySdk : pushes::byHand);
            long[] second = nanos(sdkFirst ? pushes::byHand : pushes::bySdk);
            if (round >= rounds / 2) {
                int i = round - rounds / 2;
                long[] sdk = sdkFirst ? first : second;
                long[] hand = sdkFirst ? second : first;
                figures[0][i] = micros(sdk, 0.50);
                figures[1][i] = micros(hand, 0.50);
                figures[2][i] = micros(sdk, 0.99);
                figures[3][i] = micros(hand, 0.99);
            }
        }
        System.out.printf("pushes counted: %d each%n", PUSHES * figures[0].length);
        tell("p50", figures[0], figures[1]);
        tell("p99", figures[2], figures[3]);
        System.out.printf(
                "allocated by the calling thread: SDK %d B, by hand %d B%n",
                allocated(pushes::bySdk), allocated(pushes::byHand));
        pushes.stop();
    }

    /** The medians over the rounds, and of the ratios within each round. */
    private static void tell(String what, double[] sdk, double[] hand) {
        double[] ratios = new double[sdk.length];
        double[] more = new double[sdk.length];
        for (int i = 0; i < sdk.length; i++) {
            ratios[i] = sdk[i] / hand[i];
            more[i] = sdk[i] - hand[i];
        }
        System.out.printf(
                "%s: SDK %.0f µs, by hand %.0f µs, ratio %.2f, %+.0f µs%n",
                what, median(sdk), median(hand), median(ratios), median(more));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static long[] nanos(Push push) throws IOException {
        long[] nanos = new long[PUSHES];
        for (int i = 0; i < PUSHES; i++) {
            long start = System.nanoTime();
            Objects.requireNonNull(push.send());
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static double micros(long[] sorted, double quantile) {
        return sorted[(int) (sorted.length * quantile)] / 1_000.0;
    }

    private static long allocated(Push push) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < PUSHES; i++) {
            Objects.requireNonNull(push.send());
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / PUSHES;
    }
}
