package io.github.darajasdk.therapy.payment.review;

import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.time.Instant;
import java.util.Optional;

/** Something that happened to a case, published inside the transaction that did it; at most once each. */
public sealed interface CaseEvent {

    CaseId caseId();

    PaymentEnvironment environment();

    CaseKind kind();

    Instant at();

    /**
     * Something needs a person.
     *
     * @param sessionId whose money it is about; empty where that is not known
     */
    record CaseOpened(
            CaseId caseId, PaymentEnvironment environment, CaseKind kind, Optional<SessionId> sessionId, Instant at)
            implements CaseEvent {}

    /** It needs nobody any more: a person resolved it, or the evidence itself answered it. */
    record CaseResolved(CaseId caseId, PaymentEnvironment environment, CaseKind kind, Instant at)
            implements CaseEvent {}
}
