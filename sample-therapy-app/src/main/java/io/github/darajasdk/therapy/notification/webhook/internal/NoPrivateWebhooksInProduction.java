package io.github.darajasdk.therapy.notification.webhook.internal;

import io.github.darajasdk.therapy.settings.ProductionObstacle;
import java.util.Optional;
import org.springframework.stereotype.Component;

@Component
class NoPrivateWebhooksInProduction implements ProductionObstacle {

    private final WebhookSettings settings;

    NoPrivateWebhooksInProduction(WebhookSettings settings) {
        this.settings = settings;
    }

    @Override
    public Optional<String> find() {
        return settings.allowPrivateAddresses()
                ? Optional.of("app.webhook.allow-private-addresses is set, which is for trying out. Remove it, and give"
                        + " endpoints https addresses on the public internet.")
                : Optional.empty();
    }
}
