package io.github.darajasdk.spring.observe;

import io.github.darajasdk.spi.DarajaEventListener;

/**
 * Watches the client of each merchant separately. A plain {@link DarajaEventListener} bean watches all of them without
 * knowing which is which.
 */
@FunctionalInterface
public interface DarajaEventListenerFactory {

    /**
     * Makes the listener of one merchant. Called once per client, before its first call.
     *
     * @param merchant the merchant's name in the configuration; {@code default} for the one without a name
     * @return a listener for this merchant's client
     */
    DarajaEventListener listenerFor(String merchant);

    /**
     * Makes the listener for callbacks, which belong to no merchant's client. By default one that ignores them.
     *
     * @return a listener
     */
    default DarajaEventListener callbackListener() {
        return new DarajaEventListener() {};
    }
}
