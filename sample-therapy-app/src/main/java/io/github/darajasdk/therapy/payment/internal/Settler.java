package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionNews;
import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.PaymentEvent.PaymentConfirmed;
import io.github.darajasdk.therapy.payment.PaymentEvent.PaymentFailed;
import io.github.darajasdk.therapy.payment.PaymentEvent.PaymentReversed;
import io.github.darajasdk.therapy.payment.PaymentEvent.ReceiptArrived;
import io.github.darajasdk.therapy.payment.internal.PullLog.Window;
import io.github.darajasdk.therapy.payment.internal.SessionEvidence.Collected;
import io.github.darajasdk.therapy.payment.internal.SettlementChanges.Booked;
import io.github.darajasdk.therapy.payment.internal.SettlementChanges.Decided;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.AttemptOutcome;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.ExceptionCase;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.NewReceipt;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.Reversal;
import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Evidence;
import io.github.darajasdk.therapy.payment.internal.SettlementStore.Written;
import java.time.Instant;
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
    private final SettlementStore store;
    private final ReceiptStore receipts;
    private final CaseStore cases;
    private final PullLog pulls;
    private final ApplicationEventPublisher events;
    private final SessionNews news;

    Settler(
            Bookings bookings,
            AttemptStore attempts,
            SessionEvidence evidence,
            SettlementStore store,
            ReceiptStore receipts,
            CaseStore cases,
            PullLog pulls,
            ApplicationEventPublisher events,
            SessionNews news) {
        this.bookings = bookings;
        this.attempts = attempts;
        this.evidence = evidence;
        this.store = store;
        this.receipts = receipts;
        this.cases = cases;
        this.pulls = pulls;
        this.events = events;
        this.news = news;
    }

    /** Decides on what is stored, and applies. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Settled settle(TherapySession session, Instant now) {
        return settle(session, List.of(), now);
    }

    /**
     * Stores what was heard, decides and applies.
     *
     * @param session as it was read by {@link Bookings#lockForPayment}; its row is held by this transaction
     * @param heard evidence that has come in; what is stored of it already changes nothing
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Settled settle(TherapySession session, List<Heard> heard, Instant now) {
        Collected collected = evidence.of(session, heard);
        SessionMoney stored = collected.stored();
        SettlementDecision decision = Settlement.settle(
                new SettlementFacts(
                        session.status(),
                        session.price().shillings(),
                        stored.attempts().stream().map(AttemptRow::facts).toList(),
                        collected.pieces(),
                        pulls(session, stored.attempts()),
                        stored.receipts()),
                now);
        boolean confirms = decision.paid() && session.status() == SessionStatus.APPROVED;

        SettlementChanges changes = new SettlementChanges();
        note(collected, decision, changes);
        Moves moves = new Moves(stored.attempts(), decision.attempts(), collected.heard(), confirms, now);
        moves.into(changes);
        takeBack(session, stored.receipts(), decision, now);
        book(session, decision, changes, now);
        moves.passedThrough().forEach(attempts::pass);
        Written written = changes.isEmpty() ? Written.NOTHING : store.write(changes, now);
        written.resolved().forEach(events::publishEvent);
        closeCases(session, written.takenOver(), collected, decision, now);

        boolean changed = moves.changedAnything()
                || !decision.newReceipts().isEmpty()
                || !decision.reversals().isEmpty();
        for (ExceptionCase found : decision.exceptions()) {
            changed |= open(session, found, now);
        }
        changed |= moveSession(session, confirms, decision, now);
        tell(session, stored, decision, now);
        if (changed) {
            news.changed(session);
        }
        return new Settled(
                moves.rows(),
                collected.pieces().stream()
                        .map(piece -> piece.disposed(disposition(decision, piece.id())))
                        .toList());
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

    private static EvidenceDisposition disposition(SettlementDecision decision, UUID piece) {
        return Objects.requireNonNull(decision.evidence().get(piece));
    }

    /** What was heard, with what becomes of it, and what becomes of another kind than is stored. */
    private static void note(Collected collected, SettlementDecision decision, SettlementChanges changes) {
        for (Heard piece : collected.heard()) {
            changes.heard()
                    .add(EvidenceRow.of(
                            piece,
                            disposition(decision, piece.id()),
                            collected.setAside().get(piece.id())));
        }
        for (Evidence piece : collected.stored().evidence()) {
            EvidenceDisposition disposition = disposition(decision, piece.id());
            if (disposition != piece.disposition()) {
                changes.decided()
                        .add(new Decided(
                                piece.id(), disposition, collected.setAside().get(piece.id())));
            }
        }
    }

    /** Money on record that went back, and what M-PESA's own record tells otherwise. First: the next may pay then. */
    private void takeBack(
            TherapySession session, Map<String, ReceiptDisposition> booked, SettlementDecision decision, Instant now) {
        for (Reversal reversal : decision.reversals()) {
            if (booked.containsKey(reversal.receipt())) {
                receipts.reverse(session.environment(), reversal, now);
            }
            LOG.warn("the money of {} for session {} went back", reversal.receipt(), session.bookingNumber());
        }
        decision.corrections()
                .forEach((receipt, amount) -> receipts.correctAmount(session.environment(), receipt, amount));
    }

    private static void book(
            TherapySession session, SettlementDecision decision, SettlementChanges changes, Instant now) {
        Map<String, Reversal> reversed =
                decision.reversals().stream().collect(Collectors.toMap(Reversal::receipt, Function.identity()));
        decision.newReceipts()
                .forEach(receipt -> changes.booked()
                        .add(Booked.of(EvidenceSubject.of(session), receipt, reversed.get(receipt.receipt()), now)));
    }

    /** Cases that what is known now answers. */
    private void closeCases(
            TherapySession session,
            List<String> orphans,
            Collected collected,
            SettlementDecision decision,
            Instant now) {
        for (Evidence piece : collected.stored().evidence()) {
            EvidenceDisposition disposition = disposition(decision, piece.id());
            boolean checked = piece.source() == EvidenceSource.C2B && disposition != EvidenceDisposition.PENDING;
            if (checked && disposition != piece.disposition()) {
                cases.answered(piece.id(), "checked: " + disposition, now);
            }
        }
        String owner = "it belongs to " + session.bookingNumber();
        orphans.forEach(receipt -> cases.answered(session.environment(), receipt, ExceptionKind.ORPHAN, owner, now));
        for (Reversal reversal : decision.reversals()) {
            cases.answered(session.environment(), reversal.receipt(), null, "the money went back", now);
        }
    }

    private boolean open(TherapySession session, ExceptionCase found, Instant now) {
        boolean opened = cases.open(session.environment(), session.id(), found, now);
        if (opened) {
            LOG.warn("session {} needs a person: {}", session.bookingNumber(), found.kind());
        }
        return opened;
    }

    private boolean moveSession(TherapySession session, boolean confirms, SettlementDecision decision, Instant now) {
        if (confirms) {
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

    private void tell(TherapySession session, SessionMoney stored, SettlementDecision decision, Instant now) {
        for (AttemptRow row : stored.attempts()) {
            AttemptOutcome outcome = decision.attempts().stream()
                    .filter(candidate -> candidate.attemptId().equals(row.id().value()))
                    .findFirst()
                    .orElseThrow();
            if (outcome.state() == AttemptState.FAILED && row.state() != AttemptState.FAILED) {
                String code = Objects.requireNonNullElse(outcome.resultCode(), "unknown");
                events.publishEvent(new PaymentFailed(session.id(), Optional.of(row.id()), code, now));
            } else if (row.provisional() && outcome.receipt() != null) {
                events.publishEvent(new ReceiptArrived(session.id(), Optional.of(row.id()), outcome.receipt(), now));
            }
        }
        for (Reversal reversal : decision.reversals()) {
            Optional<AttemptId> attempt = decision.attempts().stream()
                    .filter(outcome -> reversal.receipt().equals(outcome.receipt()))
                    .findFirst()
                    .map(outcome -> new AttemptId(outcome.attemptId()));
            boolean unpaid =
                    stored.receipts().get(reversal.receipt()) == ReceiptDisposition.APPLIED && !decision.paid();
            events.publishEvent(new PaymentReversed(session.id(), attempt, reversal.receipt(), unpaid, now));
        }
    }

    private static Optional<AttemptId> attempt(@Nullable UUID id) {
        return Optional.ofNullable(id).map(AttemptId::new);
    }
}
