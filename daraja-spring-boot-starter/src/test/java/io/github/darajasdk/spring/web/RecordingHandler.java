package io.github.darajasdk.spring.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores in memory, and fails when told to. */
final class RecordingHandler implements CallbackHandler {

    private final List<CallbackDelivery> deliveries = new ArrayList<>();
    private @Nullable Throwable failure;

    @Override
    public synchronized void handle(CallbackDelivery delivery) throws Exception {
        if (failure instanceof Exception exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        deliveries.add(delivery);
    }

    synchronized List<CallbackDelivery> deliveries() {
        return List.copyOf(deliveries);
    }

    synchronized void failWith(Throwable failure) {
        this.failure = failure;
    }

    synchronized void reset() {
        deliveries.clear();
        failure = null;
    }
}
