package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.PaymentEvent;
import io.github.darajasdk.therapy.payment.PaymentEvent.PaymentConfirmed;
import io.github.darajasdk.therapy.payment.PaymentEvent.PaymentFailed;
import io.github.darajasdk.therapy.payment.PaymentEvent.PaymentNeedsAttention;
import io.github.darajasdk.therapy.payment.PaymentEvent.ReceiptArrived;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.AttemptOutcome;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.ExceptionCase;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.NewReceipt;
import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Evidence;
import io.github.darajasdk.therapy.platform.LiveUpdates;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings what is stored of one session's money in line with what {@link Settlement} decides. Part of the transaction
 * that stored the evidence, so evidence and what follows from it are committed together or not at all.
 */
@Component
class Settler {

    private static final Logger LOG = LoggerFactory.getLogger(Settler.class);

    private final Bookings bookings;
    private final AttemptStore attempts;
    private final EvidenceStore evidence;
    private final ApplicationEventPublisher events;
    private final LiveUpdates live;

    Settler(
            Bookings bookings,
            AttemptStore attempts,
            EvidenceStore evidence,
            ApplicationEventPublisher events,
            LiveUpdates live) {
        this.bookings = bookings;
        this.attempts = attempts;
        this.evidence = evidence;
        this.events = events;
        this.live = live;
    }

    /**
     * Decides and applies.
     *
     * @param session as it was read by {@link Bookings#lockForPayment}; its row is held by this transaction
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void settle(TherapySession session, Instant now) {
        for (UUID piece : evidence.namingReceiptsOfOthers(session.id())) {
            LOG.warn("evidence {} names a receipt that is booked elsewhere; it is set aside for a person", piece);
            evidence.setAside(piece, "its receipt is booked elsewhere");
        }
        List<AttemptRow> rows = attempts.ofSession(session.id());
        List<Evidence> pieces = evidence.ofSession(session.id());
        SettlementFacts facts = new SettlementFacts(
                session.status(),
                rows.stream().map(AttemptRow::facts).toList(),
                pieces,
                evidence.receiptsOf(session.id()));
        SettlementDecision decision = Settlement.settle(facts, now);

        Map<AttemptId, AttemptRow> byId = rows.stream().collect(Collectors.toMap(AttemptRow::id, Function.identity()));
        boolean changed = false;
        for (AttemptOutcome outcome : decision.attempts()) {
            AttemptRow row = Objects.requireNonNull(byId.get(new AttemptId(outcome.attemptId())));
            changed |= apply(row, outcome, now);
        }
        for (Evidence piece : pieces) {
            EvidenceDisposition disposition =
                    Objects.requireNonNull(decision.evidence().get(piece.id()));
            if (disposition != piece.disposition()) {
                evidence.dispose(piece.id(), disposition);
            }
        }
        for (NewReceipt receipt : decision.newReceipts()) {
            evidence.addReceipt(attempt(byId, receipt.attemptId()), receipt, now);
        }
        for (ExceptionCase found : decision.exceptions()) {
            AttemptRow row = attempt(byId, found.attemptId());
            if (evidence.open(row, found, now)) {
                LOG.warn("{} needs a person: {}", row, found.kind());
                events.publishEvent(new PaymentNeedsAttention(
                        session.id(), row.id(), found.kind().name(), now));
                changed = true;
            }
        }
        moveSession(session, decision, byId, now);
        if (changed) {
            live.changed("session:" + session.id());
            live.changed("client:" + session.clientId());
            live.changed("therapist:" + session.therapistId());
        }
    }

    private static AttemptRow attempt(Map<AttemptId, AttemptRow> byId, UUID id) {
        return Objects.requireNonNull(byId.get(new AttemptId(id)));
    }

    private boolean apply(AttemptRow row, AttemptOutcome outcome, Instant now) {
        boolean sameState = row.state() == outcome.state();
        if (sameState
                && row.provisional() == outcome.provisional()
                && Objects.equals(row.checkoutRequestId(), outcome.checkoutRequestId())
                && Objects.equals(row.receipt(), outcome.receipt())
                && Objects.equals(row.resultCode(), outcome.resultCode())) {
            return false;
        }
        if (sameState) {
            attempts.apply(row, row.state(), row.state(), outcome, now);
        }
        AttemptState at = row.state();
        for (AttemptState step : AttemptSteps.between(row.state(), outcome)) {
            attempts.apply(row, at, step, outcome, now);
            LOG.info("{}: {} -> {}, {}", row, at, step, outcome.reason());
            at = step;
        }
        if (!sameState && !outcome.state().isOpen()) {
            evidence.answered(row.id(), ExceptionKind.UNRESOLVED, "M-PESA answered: " + outcome.state(), now);
        }
        if (row.provisional() && !outcome.provisional()) {
            evidence.answered(row.id(), ExceptionKind.RECEIPT_MISSING, "the receipt arrived", now);
        }
        publish(row, outcome, now);
        return true;
    }

    private void publish(AttemptRow row, AttemptOutcome outcome, Instant now) {
        PaymentEvent event = null;
        if (outcome.state() == AttemptState.FAILED && row.state() != AttemptState.FAILED) {
            event = new PaymentFailed(
                    row.sessionId(), row.id(), Objects.requireNonNullElse(outcome.resultCode(), "unknown"), now);
        } else if (row.provisional() && outcome.receipt() != null) {
            event = new ReceiptArrived(row.sessionId(), row.id(), outcome.receipt(), now);
        }
        if (event != null) {
            events.publishEvent(event);
        }
    }

    private void moveSession(
            TherapySession session, SettlementDecision decision, Map<AttemptId, AttemptRow> byId, Instant now) {
        if (decision.paid() && session.status() == SessionStatus.APPROVED) {
            if (!bookings.confirmPaid(session.id())) {
                throw new IllegalStateException(
                        "session " + session.id() + " is locked and approved, yet did not confirm");
            }
            AttemptId paying = payingAttempt(decision);
            LOG.info("session {} is paid by {}", session.bookingNumber(), byId.get(paying));
            events.publishEvent(new PaymentConfirmed(session.id(), paying, now));
        } else if (!decision.paid() && session.status() == SessionStatus.CONFIRMED) {
            bookings.reopenUnpaid(session.id());
            LOG.warn("session {} is not paid after all", session.bookingNumber());
        }
    }

    private static AttemptId payingAttempt(SettlementDecision decision) {
        return decision.newReceipts().stream()
                .filter(receipt -> receipt.disposition() == ReceiptDisposition.APPLIED)
                .map(NewReceipt::attemptId)
                .findFirst()
                .or(() -> decision.attempts().stream()
                        .filter(AttemptOutcome::provisional)
                        .map(AttemptOutcome::attemptId)
                        .findFirst())
                .map(AttemptId::new)
                .orElseThrow();
    }
}
