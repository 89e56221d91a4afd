package io.github.darajasdk.therapy.payment;

import java.util.UUID;

/** Names one try to collect for one session. */
public record AttemptId(UUID value) {

    public static AttemptId of(String text) {
        return new AttemptId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
