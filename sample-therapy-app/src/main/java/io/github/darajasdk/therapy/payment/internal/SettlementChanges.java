package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.AttemptOutcome;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.NewReceipt;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.Reversal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows to be written in one statement: how a decision differs from what is stored. The names of the components are those
 * of the columns in {@link SettlementStore}'s statement.
 */
record SettlementChanges(
        List<EvidenceRow> heard,
        List<Decided> decided,
        List<Moved> moved,
        List<Walked> walked,
        List<Booked> booked,
        List<Answered> answered) {

    SettlementChanges() {
        this(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
    }

    boolean isEmpty() {
        return heard.isEmpty()
                && decided.isEmpty()
                && moved.isEmpty()
                && walked.isEmpty()
                && booked.isEmpty()
                && answered.isEmpty();
    }

    /** Another disposition of evidence that is stored already. */
    record Decided(
            UUID id,
            EvidenceDisposition disposition,
            @Nullable String note) {}

    /**
     * How an attempt stands from now on; every column is written.
     *
     * @param fromState what it has to be until now
     * @param askedAt when M-PESA was asked about it; null to leave that as it is
     */
    record Moved(
            UUID id,
            AttemptState fromState,
            AttemptState toState,
            boolean provisional,
            @Nullable String checkoutRequestId,
            @Nullable String merchantRequestId,
            @Nullable String receipt,
            @Nullable String resultCode,
            @Nullable Instant nextTryAt,
            @Nullable Instant settledAt,
            @Nullable Instant askedAt) {

        /** Hides the identifiers of the prompt, which contain the phone. */
        @Override
        public String toString() {
            return "attempt " + id + ", " + fromState + " -> " + toState;
        }

        /** One arrow along, with what is known of it now. */
        static Moved along(AttemptRow row, AttemptState from, AttemptState to, AttemptOutcome outcome, Instant now) {
            return new Moved(
                    row.id().value(),
                    from,
                    to,
                    to == outcome.state() && outcome.provisional(),
                    outcome.checkoutRequestId(),
                    outcome.merchantRequestId(),
                    outcome.receipt(),
                    outcome.resultCode(),
                    to == AttemptState.QUEUED ? now.plus(PaymentTiming.QUEUED_RETRY) : null,
                    from == to ? row.settledAt() : to.isOpen() ? null : now,
                    null);
        }

        /** Where it was. */
        static Moved nowhere(AttemptRow row) {
            return new Moved(
                    row.id().value(),
                    row.state(),
                    row.state(),
                    row.provisional(),
                    row.checkoutRequestId(),
                    row.merchantRequestId(),
                    row.receipt(),
                    row.resultCode(),
                    row.nextTryAt(),
                    row.settledAt(),
                    null);
        }

        /** From where this leads, nothing is sent any more. */
        Moved givenUp(Instant at) {
            return new Moved(
                    id,
                    toState,
                    AttemptState.NOT_SENT,
                    false,
                    checkoutRequestId,
                    merchantRequestId,
                    receipt,
                    resultCode,
                    null,
                    at,
                    askedAt);
        }

        Moved asked(Instant at) {
            return new Moved(
                    id,
                    fromState,
                    toState,
                    provisional,
                    checkoutRequestId,
                    merchantRequestId,
                    receipt,
                    resultCode,
                    nextTryAt,
                    settledAt,
                    at);
        }
    }

    /** An arrow of an attempt's history. */
    record Walked(
            UUID attemptId,
            @Nullable AttemptState fromState,
            AttemptState toState,
            @Nullable UUID evidenceId,
            String reason,
            Instant at) {}

    /** A receipt that comes to the session, perhaps one whose money has gone back by now. */
    record Booked(
            String environment,
            String receipt,
            String merchant,
            long amountKes,
            @Nullable UUID attemptId,
            @Nullable UUID sessionId,
            ReceiptDisposition disposition,
            UUID evidenceId,
            @Nullable Instant transactionTime,
            Instant recordedAt,
            @Nullable String reversedBy,
            @Nullable Instant reversedAt) {

        @Override
        public String toString() {
            return "receipt " + receipt + ", " + disposition;
        }

        static Booked of(EvidenceSubject session, NewReceipt receipt, @Nullable Reversal reversal, Instant now) {
            return new Booked(
                    session.environment().name(),
                    receipt.receipt(),
                    session.merchant(),
                    receipt.amount(),
                    receipt.attemptId(),
                    session.session() == null ? null : session.session().value(),
                    reversal == null ? receipt.disposition() : ReceiptDisposition.REVERSED,
                    receipt.evidenceId(),
                    receipt.transactionTime(),
                    now,
                    reversal == null ? null : reversal.reversalReceipt(),
                    reversal == null ? null : now);
        }
    }

    /** Cases of one kind about an attempt that are answered now. */
    record Answered(UUID attemptId, ExceptionKind kind, String how, Instant at) {}
}
