package io.github.darajasdk.therapy.notification.webhook.internal;

import io.github.darajasdk.therapy.notification.webhook.WebhookEvent;
import io.github.darajasdk.therapy.notification.webhook.internal.WebhookJobs.Delivery;
import io.github.darajasdk.therapy.platform.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes messages and addresses them, in the transaction in which something happened: both or neither. */
@Component
class WebhookMessages {

    static final String OFF = "the endpoint is off, because it answered 410";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final WebhookEndpoints endpoints;
    private final WebhookStore store;
    private final WebhookJobs jobs;
    private final Ids ids;
    private final Clock clock;

    WebhookMessages(WebhookEndpoints endpoints, WebhookStore store, WebhookJobs jobs, Ids ids, Clock clock) {
        this.endpoints = endpoints;
        this.store = store;
        this.jobs = jobs;
        this.ids = ids;
        this.clock = clock;
    }

    /** Whether anybody asked for it. */
    boolean isWanted(WebhookEvent event) {
        return !endpoints.wanting(event).isEmpty();
    }

    /**
     * Tells everybody who asked for it, once.
     *
     * @param cause names what happened, among events of its kind
     * @param data ids and figures
     */
    void tell(WebhookEvent event, String cause, Instant at, Map<String, Object> data) {
        List<WebhookEndpoint> wanting = endpoints.wanting(event);
        if (wanting.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        UUID id = ids.next();
        if (!store.addMessage(id, event.type() + ":" + cause, event.type(), body(event, at, data), now)) {
            return;
        }
        for (WebhookEndpoint endpoint : wanting) {
            Delivery delivery = new Delivery(id, endpoint.name());
            boolean off = store.offSince(endpoint).isPresent();
            store.addDelivery(delivery, off ? OFF : null, now);
            if (!off) {
                jobs.begin(delivery);
            }
        }
    }

    private static String body(WebhookEvent event, Instant at, Map<String, Object> data) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", event.type());
        body.put("timestamp", at.toString());
        body.put("data", data);
        return JSON.writeValueAsString(body);
    }
}
