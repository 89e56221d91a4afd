package io.github.darajasdk.therapy.notification.webhook.internal;

import io.github.darajasdk.therapy.notification.webhook.DeliveryState;
import io.github.darajasdk.therapy.notification.webhook.WebhookDelivery;
import io.github.darajasdk.therapy.notification.webhook.WebhookEvent;
import io.github.darajasdk.therapy.notification.webhook.Webhooks;
import io.github.darajasdk.therapy.notification.webhook.internal.WebhookJobs.Delivery;
import io.github.darajasdk.therapy.platform.Ids;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Behind {@link Webhooks}. */
@Service
class WebhookService implements Webhooks {

    private final WebhookEndpoints endpoints;
    private final WebhookStore store;
    private final WebhookJobs jobs;
    private final WebhookMessages messages;
    private final PaymentMode mode;
    private final Ids ids;
    private final Clock clock;

    WebhookService(
            WebhookEndpoints endpoints,
            WebhookStore store,
            WebhookJobs jobs,
            WebhookMessages messages,
            PaymentMode mode,
            Ids ids,
            Clock clock) {
        this.endpoints = endpoints;
        this.store = store;
        this.jobs = jobs;
        this.messages = messages;
        this.mode = mode;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints.all().stream()
                .map(endpoint -> new Endpoint(
                        endpoint.name(), endpoint.url().getHost(), endpoint.events(), store.offSince(endpoint)))
                .toList();
    }

    @Override
    public List<WebhookDelivery> deliveries(Optional<DeliveryState> state) {
        return store.newest(state);
    }

    @Override
    public Map<DeliveryState, Long> counts() {
        return store.counts();
    }

    @Override
    @Transactional
    public boolean replay(UUID message, String endpoint) {
        Delivery delivery = new Delivery(message, endpoint);
        return store.exists(delivery) && jobs.begin(delivery) && store.begin(delivery, clock.instant());
    }

    @Override
    @Transactional
    public void enable(String endpoint) {
        store.switchOn(endpoint);
    }

    @Override
    @Transactional
    public void sendTest() {
        messages.tell(
                WebhookEvent.TEST, ids.next().toString(), clock.instant(), Map.of("environment", mode.environment()));
    }
}
