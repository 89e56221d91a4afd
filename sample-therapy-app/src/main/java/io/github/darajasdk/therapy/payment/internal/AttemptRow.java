package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.internal.SettlementChanges.Moved;
import io.github.darajasdk.therapy.platform.Money;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An attempt as it stands in its table. */
record AttemptRow(
        AttemptId id,
        SessionId sessionId,
        PaymentEnvironment environment,
        String merchant,
        int number,
        UserId payer,
        String phone,
        Money amount,
        String accountReference,
        @Nullable String idempotencyKey,
        String requestDigest,
        AttemptState state,
        boolean provisional,
        int sends,
        @Nullable UUID claim,
        @Nullable String checkoutRequestId,
        @Nullable String merchantRequestId,
        @Nullable String receipt,
        @Nullable String resultCode,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant nextTryAt,
        @Nullable Instant sentAt,
        @Nullable Instant lastQueryAt,
        @Nullable Instant settledAt,
        @Nullable Instant releasedAt) {

    /** Whether it keeps its session from being paid by another attempt. */
    boolean isBlocking() {
        return state.isOpen() && releasedAt == null;
    }

    /** As it stands once that is written. */
    AttemptRow after(Moved moved) {
        return new AttemptRow(
                id,
                sessionId,
                environment,
                merchant,
                number,
                payer,
                phone,
                amount,
                accountReference,
                idempotencyKey,
                requestDigest,
                moved.toState(),
                moved.provisional(),
                sends,
                claim,
                moved.checkoutRequestId(),
                moved.merchantRequestId(),
                moved.receipt(),
                moved.resultCode(),
                createdAt,
                expiresAt,
                moved.nextTryAt(),
                sentAt,
                moved.askedAt() == null ? lastQueryAt : moved.askedAt(),
                moved.settledAt(),
                releasedAt);
    }

    SettlementFacts.Attempt facts() {
        return new SettlementFacts.Attempt(
                id.value(),
                state,
                provisional,
                amount.shillings(),
                sends,
                sentAt,
                expiresAt,
                settledAt,
                checkoutRequestId,
                merchantRequestId,
                receipt);
    }

    /** Hides the phone; the identifiers of the prompt contain it too. */
    @Override
    public String toString() {
        return "attempt " + id + " (" + accountReference + ", " + amount + ", " + state + ")";
    }
}
