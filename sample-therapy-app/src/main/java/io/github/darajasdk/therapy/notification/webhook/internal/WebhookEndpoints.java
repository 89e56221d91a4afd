package io.github.darajasdk.therapy.notification.webhook.internal;

import io.github.darajasdk.therapy.notification.webhook.WebhookEvent;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which other systems are told, as they are set up. */
@Component
class WebhookEndpoints {

    private final List<WebhookEndpoint> all;

    WebhookEndpoints(WebhookSettings settings) {
        this.all = settings.all();
    }

    List<WebhookEndpoint> all() {
        return all;
    }

    Optional<WebhookEndpoint> find(String name) {
        return all.stream().filter(endpoint -> endpoint.name().equals(name)).findFirst();
    }

    /** Those that asked for it; a test goes to all. */
    List<WebhookEndpoint> wanting(WebhookEvent event) {
        return all.stream()
                .filter(endpoint ->
                        event == WebhookEvent.TEST || endpoint.events().contains(event))
                .toList();
    }
}
