package io.github.darajasdk.therapy.booking;

import io.github.darajasdk.therapy.account.UserId;
import java.time.Duration;
import java.time.Instant;

/** What a client asks for. The price comes from the therapist, never from the request. */
public record SessionRequest(UserId client, UserId therapist, Instant startsAt, Duration length) {}
