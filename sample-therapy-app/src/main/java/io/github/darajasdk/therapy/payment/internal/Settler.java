package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionNews;
import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.PaymentEvent.PaymentConfirmed;
import io.github.darajasdk.therapy.payment.PaymentEvent.PaymentFailed;
import io.github.darajasdk.therapy.payment.PaymentEvent.PaymentNeedsAttention;
import io.github.darajasdk.therapy.payment.PaymentEvent.PaymentReversed;
import io.github.darajasdk.therapy.payment.PaymentEvent.ReceiptArrived;
import io.github.darajasdk.therapy.payment.internal.PullLog.Window;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.AttemptOutcome;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.ExceptionCase;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.NewReceipt;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.Reversal;
import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Evidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    private final SessionEvidence evidence;
    private final EvidenceStore evidenceRows;
    private final ReceiptStore receipts;
    private final CaseStore cases;
    private final PullLog pulls;
    private final ApplicationEventPublisher events;
    private final SessionNews news;

    Settler(
            Bookings bookings,
            AttemptStore attempts,
            SessionEvidence evidence,
            EvidenceStore evidenceRows,
            ReceiptStore receipts,
            CaseStore cases,
            PullLog pulls,
            ApplicationEventPublisher events,
            SessionNews news) {
        this.bookings = bookings;
        this.attempts = attempts;
        this.evidence = evidence;
        this.evidenceRows = evidenceRows;
        this.receipts = receipts;
        this.cases = cases;
        this.pulls = pulls;
        this.events = events;
        this.news = news;
    }

    /**
     * Decides and applies.
     *
     * @param session as it was read by {@link Bookings#lockForPayment}; its row is held by this transaction
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void settle(TherapySession session, Instant now) {
        List<AttemptRow> rows = attempts.ofSession(session.id());
        Map<String, ReceiptDisposition> booked = receipts.ofSession(session.id());
        List<Evidence> pieces = evidence.of(session, rows, booked.keySet());
        SettlementDecision decision = Settlement.settle(
                new SettlementFacts(
                        session.status(),
                        session.price().shillings(),
                        rows.stream().map(AttemptRow::facts).toList(),
                        pieces,
                        pulls(session, rows),
                        booked),
                now);

        Map<UUID, AttemptRow> byId =
                rows.stream().collect(Collectors.toMap(row -> row.id().value(), Function.identity()));
        boolean changed = false;
        for (AttemptOutcome outcome : decision.attempts()) {
            changed |= apply(Objects.requireNonNull(byId.get(outcome.attemptId())), outcome, now);
        }
        for (Evidence piece : pieces) {
            dispose(piece, Objects.requireNonNull(decision.evidence().get(piece.id())), now);
        }
        changed |= bookMoney(session, decision, now);
        for (ExceptionCase found : decision.exceptions()) {
            changed |= open(session, found, now);
        }
        changed |= moveSession(session, decision, now);
        tellOfReversals(session, booked, decision, now);
        if (changed) {
            news.changed(session);
        }
    }

    private List<Window> pulls(TherapySession session, List<AttemptRow> rows) {
        return rows.stream()
                .filter(AttemptRow::provisional)
                .map(AttemptRow::settledAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map(settled -> pulls.beyond(session.environment(), session.merchant(), settled))
                .orElseGet(List::of);
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
            cases.answered(row.id(), ExceptionKind.UNRESOLVED, "M-PESA answered: " + outcome.state(), now);
        }
        if (row.provisional() && !outcome.provisional()) {
            String how = outcome.receipt() == null ? "the payment was none" : "the receipt arrived";
            cases.answered(row.id(), ExceptionKind.RECEIPT_MISSING, how, now);
            cases.answered(row.id(), ExceptionKind.LATE, how, now);
        }
        publish(row, outcome, now);
        return true;
    }

    private void publish(AttemptRow row, AttemptOutcome outcome, Instant now) {
        Optional<AttemptId> id = Optional.of(row.id());
        if (outcome.state() == AttemptState.FAILED && row.state() != AttemptState.FAILED) {
            events.publishEvent(new PaymentFailed(
                    row.sessionId(), id, Objects.requireNonNullElse(outcome.resultCode(), "unknown"), now));
        } else if (row.provisional() && outcome.receipt() != null) {
            events.publishEvent(new ReceiptArrived(row.sessionId(), id, outcome.receipt(), now));
        }
    }

    private void dispose(Evidence piece, EvidenceDisposition disposition, Instant now) {
        if (disposition == piece.disposition()) {
            return;
        }
        evidenceRows.dispose(piece.id(), disposition);
        if (piece.source() == EvidenceSource.C2B && disposition != EvidenceDisposition.PENDING) {
            cases.answered(piece.id(), "checked: " + disposition, now);
        }
    }

    /** The receipts that come, and those that went back. One that pays is taken back before the next may pay. */
    private boolean bookMoney(TherapySession session, SettlementDecision decision, Instant now) {
        List<Reversal> open = new ArrayList<>(decision.reversals());
        for (NewReceipt receipt : decision.newReceipts()) {
            if (receipts.book(EvidenceSubject.of(session), receipt, now)) {
                cases.answered(
                        session.environment(),
                        receipt.receipt(),
                        ExceptionKind.ORPHAN,
                        "it belongs to " + session.bookingNumber(),
                        now);
            }
            open.stream()
                    .filter(reversal -> reversal.receipt().equals(receipt.receipt()))
                    .forEach(reversal -> takeBack(session, reversal, now));
            open.removeIf(reversal -> reversal.receipt().equals(receipt.receipt()));
        }
        open.forEach(reversal -> takeBack(session, reversal, now));
        decision.corrections()
                .forEach((receipt, amount) -> receipts.correctAmount(session.environment(), receipt, amount));
        return !decision.newReceipts().isEmpty() || !decision.reversals().isEmpty();
    }

    private void takeBack(TherapySession session, Reversal reversal, Instant now) {
        receipts.reverse(session.environment(), reversal, now);
        cases.answered(session.environment(), reversal.receipt(), null, "the money went back", now);
        LOG.warn("the money of {} for session {} went back", reversal.receipt(), session.bookingNumber());
    }

    private boolean open(TherapySession session, ExceptionCase found, Instant now) {
        boolean opened = cases.open(session.environment(), session.id(), found, now);
        if (opened) {
            LOG.warn("session {} needs a person: {}", session.bookingNumber(), found.kind());
            events.publishEvent(new PaymentNeedsAttention(
                    session.id(), attempt(found.attemptId()), found.kind().name(), now));
        }
        return opened;
    }

    private boolean moveSession(TherapySession session, SettlementDecision decision, Instant now) {
        if (decision.paid() && session.status() == SessionStatus.APPROVED) {
            if (!bookings.confirmPaid(session.id())) {
                throw new IllegalStateException(
                        "session " + session.id() + " is locked and approved, yet did not confirm");
            }
            LOG.info("session {} is paid", session.bookingNumber());
            events.publishEvent(confirmed(session, decision, now));
            return true;
        }
        if (!decision.paid() && session.status() == SessionStatus.CONFIRMED) {
            LOG.warn("session {} is not paid after all", session.bookingNumber());
            return bookings.reopenUnpaid(session.id());
        }
        return false;
    }

    private static PaymentConfirmed confirmed(TherapySession session, SettlementDecision decision, Instant now) {
        Optional<NewReceipt> paying = decision.newReceipts().stream()
                .filter(receipt -> receipt.disposition() == ReceiptDisposition.APPLIED)
                .findFirst();
        Optional<AttemptId> attempt = paying.isPresent()
                ? attempt(paying.get().attemptId())
                : decision.attempts().stream()
                        .filter(AttemptOutcome::provisional)
                        .findFirst()
                        .map(outcome -> new AttemptId(outcome.attemptId()));
        return new PaymentConfirmed(session.id(), attempt, paying.map(NewReceipt::receipt), now);
    }

    private void tellOfReversals(
            TherapySession session, Map<String, ReceiptDisposition> booked, SettlementDecision decision, Instant now) {
        for (Reversal reversal : decision.reversals()) {
            Optional<AttemptId> attempt = decision.attempts().stream()
                    .filter(outcome -> reversal.receipt().equals(outcome.receipt()))
                    .findFirst()
                    .map(outcome -> new AttemptId(outcome.attemptId()));
            boolean unpaid = booked.get(reversal.receipt()) == ReceiptDisposition.APPLIED && !decision.paid();
            events.publishEvent(new PaymentReversed(session.id(), attempt, reversal.receipt(), unpaid, now));
        }
    }

    private static Optional<AttemptId> attempt(@Nullable UUID id) {
        return Optional.ofNullable(id).map(AttemptId::new);
    }
}
