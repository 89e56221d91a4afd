package io.github.darajasdk.therapy.notification.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Messages to other systems, for a person to look after. Endpoints are set up by {@code app.webhook.endpoints.*}. */
public interface Webhooks {

    /** By name. */
    List<Endpoint> endpoints();

    /** The newest 100, or the newest 100 in one state. */
    List<WebhookDelivery> deliveries(Optional<DeliveryState> state);

    /** How many there are; a state without any is absent. */
    Map<DeliveryState, Long> counts();

    /**
     * Sends a message again now, with all its tries ahead and under its old id, whatever became of it.
     *
     * @return false when there is no such delivery, or it is being sent at this moment
     */
    boolean replay(UUID message, String endpoint);

    /** Lets an endpoint that had answered 410 have messages again. What it missed can be replayed. */
    void enable(String endpoint);

    /** Sends a test message to every endpoint, whatever events it asked for. */
    void sendTest();

    /**
     * Another system that is told.
     *
     * @param host where it is; the rest of its address may be secret
     * @param events what it asked for
     * @param offSince since when it wants nothing, because it answered 410
     */
    record Endpoint(String name, String host, Set<WebhookEvent> events, Optional<Instant> offSince) {}
}
