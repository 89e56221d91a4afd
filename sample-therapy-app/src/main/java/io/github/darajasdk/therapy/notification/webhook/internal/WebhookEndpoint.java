package io.github.darajasdk.therapy.notification.webhook.internal;

import io.github.darajasdk.therapy.notification.webhook.WebhookEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Another system that is told.
 *
 * @param secrets at least one; every one signs
 * @param events what it asked for
 */
record WebhookEndpoint(String name, URI url, List<WebhookSecret> secrets, Set<WebhookEvent> events) {

    WebhookEndpoint {
        secrets = List.copyOf(secrets);
        events = Set.copyOf(events);
    }

    /** One signature for each secret, so that a receiver knows it by the old one and by the new one. */
    String signatures(String id, Instant at, String body) {
        return secrets.stream().map(secret -> secret.sign(id, at, body)).collect(Collectors.joining(" "));
    }

    /** Tells its address from others without giving it away. */
    byte[] addressDigest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(url.toString().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Its address may be secret behind the host. */
    @Override
    public String toString() {
        return name + " at " + url.getHost();
    }
}
