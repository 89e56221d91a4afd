package io.github.darajasdk.simulator.internal.world;

import io.github.darajasdk.simulator.ReceivedPush;
import io.github.darajasdk.simulator.RecordedRequest;
import io.github.darajasdk.simulator.SentCallback;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What was received and sent. All pushes are kept; of requests and callbacks the latest. Thread-safe. */
public final class Records {

    private static final int KEPT = 5_000;

    private final List<ReceivedPush> pushes = new ArrayList<>();
    private final Deque<RecordedRequest> requests = new ArrayDeque<>();
    private final Deque<SentCallback> callbacks = new ArrayDeque<>();
    private long requestNumber;

    /** Keeps a push and returns its number, from 0. */
    public synchronized int add(ReceivedPush push) {
        pushes.add(push);
        return pushes.size() - 1;
    }

    /** Replaces the push with this number by what became of it. */
    public synchronized void replace(int number, ReceivedPush push) {
        if (number < pushes.size()) { // else the simulator was reset meanwhile
            pushes.set(number, push);
        }
    }

    /** Returns all pushes, oldest first. */
    public synchronized List<ReceivedPush> pushes() {
        return List.copyOf(pushes);
    }

    /** Returns the next request's number, from 1. */
    public synchronized long nextRequestNumber() {
        return ++requestNumber;
    }

    /** Returns how many requests came since the start or the last reset, answered or not. */
    public synchronized long requestsReceived() {
        return requestNumber;
    }

    /** Keeps a request with its answer. */
    public synchronized void add(RecordedRequest request) {
        keep(requests, request);
    }

    /** Returns the latest requests, oldest first. */
    public synchronized List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    /** Keeps a callback. */
    public synchronized void add(SentCallback callback) {
        keep(callbacks, callback);
    }

    /** Returns the latest callbacks, oldest first. */
    public synchronized List<SentCallback> callbacks() {
        return List.copyOf(callbacks);
    }

    synchronized void clear() {
        pushes.clear();
        requests.clear();
        callbacks.clear();
        requestNumber = 0;
    }

    private static <T> void keep(Deque<T> latest, T item) {
        latest.addLast(item);
        if (latest.size() > KEPT) {
            latest.removeFirst();
        }
    }
}
