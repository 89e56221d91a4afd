package io.github.darajasdk.therapy.booking;

import java.util.UUID;

/** Names a therapy session. */
public record SessionId(UUID value) {

    public static SessionId of(String text) {
        return new SessionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
