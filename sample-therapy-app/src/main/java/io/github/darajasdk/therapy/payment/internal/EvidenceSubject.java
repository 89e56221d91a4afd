package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of evidence is about: one attempt, or a session that was paid without one, or nothing that we know.
 *
 * @param session null where the attempt tells it
 */
record EvidenceSubject(
        PaymentEnvironment environment,
        String merchant,
        @Nullable AttemptId attempt,
        @Nullable SessionId session) {

    static EvidenceSubject of(AttemptRow attempt) {
        return new EvidenceSubject(attempt.environment(), attempt.merchant(), attempt.id(), null);
    }

    static EvidenceSubject of(TherapySession session) {
        return new EvidenceSubject(session.environment(), session.merchant(), null, session.id());
    }

    static EvidenceSubject unknown(PaymentEnvironment environment, String merchant) {
        return new EvidenceSubject(environment, merchant, null, null);
    }
}
