package io.github.darajasdk.spring.autoconfigure;

import io.github.darajasdk.spi.DarajaEventListener;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Several listeners as one. A listener that fails does not keep an event from the others. */
final class EventListeners implements DarajaEventListener {

    private static final Logger log = LoggerFactory.getLogger(EventListeners.class);

    private final List<DarajaEventListener> listeners;

    EventListeners(List<DarajaEventListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void callStarted(String operation) {
        each(listener -> listener.callStarted(operation));
    }

    @Override
    public void callFinished(FinishedCall call) {
        each(listener -> listener.callFinished(call));
    }

    @Override
    public void tokenRefreshed(Duration lifetime) {
        each(listener -> listener.tokenRefreshed(lifetime));
    }

    @Override
    public void breakerChanged(String operationClass, BreakerState state) {
        each(listener -> listener.breakerChanged(operationClass, state));
    }

    @Override
    public void callbackParsed(String purpose, String outcome) {
        each(listener -> listener.callbackParsed(purpose, outcome));
    }

    @Override
    public void callbackRefused(String reason) {
        each(listener -> listener.callbackRefused(reason));
    }

    private void each(Consumer<DarajaEventListener> event) {
        for (DarajaEventListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                log.warn(
                        "Event listener {} failed; nothing else is affected",
                        listener.getClass().getName(),
                        e);
            }
        }
    }
}
