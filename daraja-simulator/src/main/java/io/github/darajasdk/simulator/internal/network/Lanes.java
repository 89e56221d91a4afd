package io.github.darajasdk.simulator.internal.network;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets only so many posts be under way to one receiver at a time; the others wait in their order. Without it a burst
 * opens a connection for every callback, and most of them die in the receiver's backlog. Thread-safe.
 */
final class Lanes {

    private static final int PER_RECEIVER = 64;

    private final Map<String, Lane> lanes = new HashMap<>();

    private static final class Lane {
        private final Deque<Runnable> waiting = new ArrayDeque<>();
        private int busy;
    }

    /** Starts {@code post} now or when it is its turn; a post must not end in an exception. */
    <T> CompletableFuture<T> run(String receiver, Supplier<CompletableFuture<T>> post) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Runnable start = () -> {
            CompletableFuture<T> unused = post.get().whenComplete((answer, failure) -> {
                next(receiver);
                if (failure == null) {
                    result.complete(answer);
                } else {
                    result.completeExceptionally(failure);
                }
            });
        };
        if (isFree(receiver, start)) {
            start.run();
        }
        return result;
    }

    private synchronized boolean isFree(String receiver, Runnable start) {
        Lane lane = lanes.computeIfAbsent(receiver, key -> new Lane());
        if (lane.busy == PER_RECEIVER) {
            lane.waiting.addLast(start);
            return false;
        }
        lane.busy++;
        return true;
    }

    private void next(String receiver) {
        Runnable start = takeNext(receiver);
        if (start != null) {
            start.run();
        }
    }

    private synchronized @Nullable Runnable takeNext(String receiver) {
        Lane lane = lanes.computeIfAbsent(receiver, key -> new Lane());
        Runnable start = lane.waiting.pollFirst();
        if (start == null) {
            lane.busy--;
            if (lane.busy == 0) {
                lanes.remove(receiver);
            }
        }
        return start;
    }
}
