package io.github.darajasdk.therapy.testing;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The same thing by many threads, started together. */
public final class AllAtOnce {

    private AllAtOnce() {}

    /** What each of them returned; throws what any of them threw. */
    public static <T> List<T> run(int threads, IntFunction<Callable<T>> task) {
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> results = IntStream.range(0, threads)
                    .mapToObj(task)
                    .map(each -> pool.submit(() -> {
                        go.await();
                        return each.call();
                    }))
                    .toList();
            go.countDown();
            return results.stream().map(AllAtOnce::result).toList();
        } finally {
            pool.shutdown();
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new AssertionError("one of the threads failed", e.getCause());
        }
    }
}
