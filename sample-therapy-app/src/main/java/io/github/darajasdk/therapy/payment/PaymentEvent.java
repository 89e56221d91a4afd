package io.github.darajasdk.therapy.payment;

import io.github.darajasdk.therapy.booking.SessionId;
import java.time.Instant;

/** Something that happened to a session's money, published inside the transaction that did it; at most once each. */
public sealed interface PaymentEvent {

    SessionId sessionId();

    AttemptId attemptId();

    Instant at();

    /** The session is paid and confirmed. */
    record PaymentConfirmed(SessionId sessionId, AttemptId attemptId, Instant at) implements PaymentEvent {}

    /** The receipt of a payment that was confirmed without one is now known. */
    record ReceiptArrived(SessionId sessionId, AttemptId attemptId, String receipt, Instant at)
            implements PaymentEvent {}

    /** M-PESA said no; {@code resultCode} tells why. */
    record PaymentFailed(SessionId sessionId, AttemptId attemptId, String resultCode, Instant at)
            implements PaymentEvent {}

    /** Money arrived that does not pay a session: a person has to look. */
    record PaymentNeedsAttention(SessionId sessionId, AttemptId attemptId, String kind, Instant at)
            implements PaymentEvent {}
}
