package io.github.darajasdk.therapy.payment;

import io.github.darajasdk.therapy.booking.SessionId;
import java.time.Instant;
import java.util.Optional;

/** Something that happened to a session's money, published inside the transaction that did it; at most once each. */
public sealed interface PaymentEvent {

    SessionId sessionId();

    /** Empty when the session was paid without an attempt of ours: by the menu of a phone. */
    Optional<AttemptId> attemptId();

    Instant at();

    /**
     * The session is paid and confirmed.
     *
     * @param receipt empty while the receipt is not known
     */
    record PaymentConfirmed(SessionId sessionId, Optional<AttemptId> attemptId, Optional<String> receipt, Instant at)
            implements PaymentEvent {}

    /** The receipt of a payment that was confirmed without one is now known. */
    record ReceiptArrived(SessionId sessionId, Optional<AttemptId> attemptId, String receipt, Instant at)
            implements PaymentEvent {}

    /** M-PESA said no; {@code resultCode} tells why. */
    record PaymentFailed(SessionId sessionId, Optional<AttemptId> attemptId, String resultCode, Instant at)
            implements PaymentEvent {}

    /**
     * The money of a receipt went back to its payer.
     *
     * @param unpaid whether it had paid for the session, which nothing pays now
     */
    record PaymentReversed(
            SessionId sessionId, Optional<AttemptId> attemptId, String receipt, boolean unpaid, Instant at)
            implements PaymentEvent {}
}
