package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.internal.ReceiptStore.Booked;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Finds out whose money a movement is: by its receipt, if anything has named that before, else by the account reference.
 * In doubt it is nobody's, and a person decides.
 */
@Component
class MovementOwners {

    private final Bookings bookings;
    private final AttemptStore attempts;
    private final EvidenceStore evidence;
    private final ReceiptStore receipts;

    MovementOwners(Bookings bookings, AttemptStore attempts, EvidenceStore evidence, ReceiptStore receipts) {
        this.bookings = bookings;
        this.attempts = attempts;
        this.evidence = evidence;
        this.receipts = receipts;
    }

    /**
     * The session it may concern; whether it does is decided by {@link #within}, once the session's row is held.
     *
     * @param about what is known of it so far
     */
    Optional<SessionId> session(EvidenceSubject about, NewEvidence movement) {
        String receipt = movement.receipt();
        if (receipt == null) {
            return Optional.empty();
        }
        return sessionOf(about)
                .or(() -> known(about.environment(), receipt).flatMap(this::sessionOf))
                .or(() -> named(about.environment(), about.merchant(), movement).map(TherapySession::id));
    }

    /**
     * The attempt, or the session itself, whose money it is; empty when it is nobody's.
     *
     * @param session its row is held by this transaction
     */
    Optional<EvidenceSubject> within(TherapySession session, NewEvidence movement) {
        Optional<EvidenceSubject> known =
                Optional.ofNullable(movement.receipt()).flatMap(receipt -> known(session.environment(), receipt));
        if (known.isPresent()) {
            return known.filter(
                    subject -> sessionOf(subject).filter(session.id()::equals).isPresent());
        }
        if (movement.meaning() != EvidenceMeaning.PAID) {
            return Optional.empty();
        }
        List<AttemptRow> rows = attempts.ofSession(session.id());
        return BillReference.read(movement.billReference())
                .flatMap(reference -> reference.attempt().isPresent()
                        ? ofAttempt(reference.attempt().getAsInt(), rows, movement)
                        : ofSession(session, rows, movement));
    }

    private Optional<EvidenceSubject> known(PaymentEnvironment environment, String receipt) {
        return receipts.find(environment, receipt)
                .flatMap(this::subject)
                .or(() -> evidence.subjectOf(environment, receipt));
    }

    private Optional<EvidenceSubject> subject(Booked booked) {
        if (booked.attempt() != null) {
            return attempts.find(new AttemptId(booked.attempt())).map(EvidenceSubject::of);
        }
        return Optional.ofNullable(booked.session())
                .flatMap(session -> bookings.find(new SessionId(session)))
                .map(EvidenceSubject::of);
    }

    private Optional<SessionId> sessionOf(EvidenceSubject subject) {
        return Optional.ofNullable(subject.session())
                .or(() -> Optional.ofNullable(subject.attempt())
                        .flatMap(attempts::find)
                        .map(AttemptRow::sessionId));
    }

    private Optional<TherapySession> named(PaymentEnvironment environment, String merchant, NewEvidence movement) {
        if (movement.meaning() != EvidenceMeaning.PAID) {
            return Optional.empty();
        }
        return BillReference.read(movement.billReference())
                .flatMap(reference -> bookings.findByBookingNumber(reference.bookingNumber()))
                .filter(session -> session.environment() == environment
                        && session.merchant().equals(merchant));
    }

    /** Our pushes ask for the exact price: another amount under an attempt's reference was typed by somebody. */
    private static Optional<EvidenceSubject> ofAttempt(int number, List<AttemptRow> rows, NewEvidence movement) {
        return rows.stream()
                .filter(row -> row.number() == number && isExact(row, movement))
                .findFirst()
                .map(EvidenceSubject::of);
    }

    /**
     * Paid by the menu of a phone. While a prompt of ours is out, or was paid and its receipt is missing, the money may
     * be that prompt's: it is linked only if there is exactly one that it can be.
     */
    private static Optional<EvidenceSubject> ofSession(
            TherapySession session, List<AttemptRow> rows, NewEvidence movement) {
        List<AttemptRow> undecided = rows.stream()
                .filter(row -> row.provisional() || (row.state().isOpen() && row.sends() > 0))
                .toList();
        if (!undecided.isEmpty()) {
            List<AttemptRow> candidates = undecided.stream()
                    .filter(row -> isExact(row, movement) && ReportedPhone.mayBe(movement.phone(), row.phone()))
                    .toList();
            return candidates.size() == 1 ? Optional.of(EvidenceSubject.of(candidates.get(0))) : Optional.empty();
        }
        boolean exact = movement.amount() != null
                && movement.amount() == session.price().shillings();
        return exact && session.status() != SessionStatus.PENDING_APPROVAL
                ? Optional.of(EvidenceSubject.of(session))
                : Optional.empty();
    }

    private static boolean isExact(AttemptRow attempt, NewEvidence movement) {
        return movement.amount() != null
                && movement.amount() == attempt.amount().shillings();
    }
}
