package io.github.darajasdk.therapy.payment.review;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.platform.Money;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One case as it stood when it was read.
 *
 * @param receipt the money it is about, where it is about money that came
 * @param evidence the one message it is about, where it is about a message
 * @param amount of the receipt or the message; empty where neither names one
 * @param owner who looks after it
 * @param resolvedBy empty while it is open, and where the evidence itself answered it
 */
public record PaymentCase(
        CaseId id,
        PaymentEnvironment environment,
        CaseKind kind,
        Optional<SessionId> session,
        Optional<AttemptId> attempt,
        Optional<String> receipt,
        Optional<UUID> evidence,
        Optional<Money> amount,
        Instant openedAt,
        Optional<UserId> owner,
        Optional<Instant> resolvedAt,
        Optional<UserId> resolvedBy,
        Optional<String> resolution) {

    public boolean isOpen() {
        return resolvedAt.isEmpty();
    }
}
