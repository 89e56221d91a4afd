package io.github.darajasdk.spring.docs;

import io.github.darajasdk.CheckoutRequestId;
import io.github.darajasdk.spring.web.CallbackDelivery;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Stands for a table: what a real application keeps in its database. */
class Orders {

    private final Map<String, String> states = new ConcurrentHashMap<>();

    void attempting(String orderId) {
        states.put(orderId, "attempting");
    }

    void prompted(String orderId, CheckoutRequestId checkoutRequestId) {
        states.replace(orderId, "attempting", "prompted");
    }

    void mayBePaidAgain(String orderId) {
        states.put(orderId, "may be paid again");
    }

    void waiting(String orderId) {
        states.replace(orderId, "attempting", "waiting");
    }

    void store(CallbackDelivery delivery) {
        String said = delivery.parsed()
                .map(callback -> callback.getClass().getSimpleName())
                .orElse("unreadable");
        states.put(delivery.reference(), said);
    }

    String state(String orderId) {
        return states.getOrDefault(orderId, "unknown");
    }
}
