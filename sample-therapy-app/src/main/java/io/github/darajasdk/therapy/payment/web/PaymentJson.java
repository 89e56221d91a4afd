package io.github.darajasdk.therapy.payment.web;

import io.github.darajasdk.therapy.booking.PaymentStatus;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.PaymentView;
import io.github.darajasdk.therapy.payment.PaymentView.Attempt;
import io.github.darajasdk.therapy.payment.ResultExplanations;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Payments as the JSON interface tells them. Amounts are whole Kenya shillings, moments are UTC, phones are masked. */
@Component
class PaymentJson {

    private final ResultExplanations explanations;

    PaymentJson(ResultExplanations explanations) {
        this.explanations = explanations;
    }

    /** The attempt that the view is about. */
    AttemptJson attempt(PaymentView view) {
        Attempt attempt = view.latest().orElseThrow();
        return new AttemptJson(
                attempt.id().value(),
                view.sessionId().value(),
                attempt.number(),
                attempt.state(),
                view.price().shillings(),
                attempt.maskedPhone(),
                attempt.createdAt(),
                attempt.sentAt().orElse(null),
                attempt.nextTryAt().orElse(null),
                attempt.expiresAt().orElse(null),
                attempt.resultCode().orElse(null),
                attempt.resultCode()
                        .filter(code -> attempt.state() != AttemptState.QUEUED)
                        .map(code -> explanations.sentence(code, LocaleContextHolder.getLocale()))
                        .orElse(null),
                attempt.confirming(),
                attempt.releasable(),
                attempt.receipt().orElse(null),
                attempt.receiptFollows(),
                attempt.paidAt().orElse(null));
    }

    StatusJson status(PaymentView view) {
        return new StatusJson(
                view.sessionId().value(),
                view.summary().status(),
                view.price().shillings(),
                view.payable(),
                view.payableAt().orElse(null),
                view.underReview(),
                view.latest().isEmpty() ? null : attempt(view));
    }

    /**
     * One attempt; the fields mean what {@link Attempt} says.
     *
     * @param amountKes whole shillings
     * @param message what the result code means to the payer, in the reader's language
     */
    record AttemptJson(
            UUID attemptId,
            UUID sessionId,
            int number,
            AttemptState state,
            long amountKes,
            String phoneNumber,
            Instant createdAt,
            @Nullable Instant sentAt,
            @Nullable Instant nextTryAt,
            @Nullable Instant expiresAt,
            @Nullable String resultCode,
            @Nullable String message,
            boolean confirming,
            boolean releasable,
            @Nullable String receipt,
            boolean receiptFollows,
            @Nullable Instant paidAt) {}

    /** A session's money; the fields mean what {@link PaymentView} says. */
    record StatusJson(
            UUID sessionId,
            PaymentStatus status,
            long amountKes,
            boolean payable,
            @Nullable Instant payableAt,
            boolean underReview,
            @Nullable AttemptJson attempt) {}
}
