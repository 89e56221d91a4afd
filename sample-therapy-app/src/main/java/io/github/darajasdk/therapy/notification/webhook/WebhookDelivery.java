package io.github.darajasdk.therapy.notification.webhook;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One message on its way to one endpoint, as it stood when it was read.
 *
 * @param type of the message, see {@link WebhookEvent#type()}
 * @param tries since it was made or last replayed
 * @param lastStatus HTTP status of the last answer; empty when none came
 * @param lastAnswer how the last answer began, or why there was none; at most 200 characters
 */
public record WebhookDelivery(
        UUID message,
        String endpoint,
        String type,
        Instant at,
        DeliveryState state,
        int tries,
        Optional<Integer> lastStatus,
        Optional<String> lastAnswer,
        Optional<Instant> lastTriedAt,
        Optional<Instant> nextTryAt) {}
