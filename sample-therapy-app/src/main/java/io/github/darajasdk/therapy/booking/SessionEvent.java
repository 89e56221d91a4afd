package io.github.darajasdk.therapy.booking;

import java.time.Instant;

/** Something that happened to a session, published inside the transaction that did it. */
public sealed interface SessionEvent {

    SessionId sessionId();

    Instant at();

    record SessionRequested(SessionId sessionId, Instant at) implements SessionEvent {}

    record SessionApproved(SessionId sessionId, Instant at) implements SessionEvent {}

    record SessionDeclined(SessionId sessionId, Instant at) implements SessionEvent {}

    record SessionCancelled(SessionId sessionId, Instant at) implements SessionEvent {}

    record SessionConfirmed(SessionId sessionId, Instant at) implements SessionEvent {}
}
