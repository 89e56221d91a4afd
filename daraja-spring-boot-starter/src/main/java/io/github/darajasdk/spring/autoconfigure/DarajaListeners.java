package io.github.darajasdk.spring.autoconfigure;

import io.github.darajasdk.spi.DarajaEventListener;
import io.github.darajasdk.spring.observe.DarajaEventListenerFactory;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;

/** Everybody who watches, put together for each one that is watched. */
final class DarajaListeners {

    private final ObjectProvider<DarajaEventListener> listeners;
    private final ObjectProvider<DarajaEventListenerFactory> factories;

    DarajaListeners(
            ObjectProvider<DarajaEventListener> listeners, ObjectProvider<DarajaEventListenerFactory> factories) {
        this.listeners = listeners;
        this.factories = factories;
    }

    DarajaEventListener ofClient(String merchant) {
        return together(factories.orderedStream().map(factory -> factory.listenerFor(merchant)));
    }

    DarajaEventListener ofCallbacks() {
        return together(factories.orderedStream().map(DarajaEventListenerFactory::callbackListener));
    }

    private DarajaEventListener together(Stream<DarajaEventListener> made) {
        return new EventListeners(Stream.concat(listeners.orderedStream(), made).toList());
    }
}
