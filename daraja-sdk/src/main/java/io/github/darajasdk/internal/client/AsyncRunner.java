package io.github.darajasdk.internal.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs blocking calls elsewhere: on the caller's executor, or on a few daemon threads that end when idle. */
public final class AsyncRunner implements AutoCloseable {

    private static final int THREADS = 16;

    private final Executor executor;
    private final @Nullable ThreadPoolExecutor own;
    private volatile boolean closed;

    AsyncRunner(@Nullable Executor given) {
        if (given != null) {
            this.executor = given;
            this.own = null;
            return;
        }
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "daraja-async-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        this.executor = pool;
        this.own = pool;
    }

    public <T> CompletableFuture<T> run(Supplier<T> call) {
        if (closed) {
            throw new IllegalStateException("this Daraja client is closed");
        }
        return CompletableFuture.supplyAsync(call, executor);
    }

    /** What is queued still runs, to find the client closed: no future is left without an end. */
    @Override
    public void close() {
        closed = true;
        if (own != null) {
            own.shutdown();
        }
    }
}
