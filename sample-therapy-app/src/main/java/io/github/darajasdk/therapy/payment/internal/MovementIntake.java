package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.MoneyReports;
import io.github.darajasdk.therapy.payment.ReportedMovement;
import io.github.darajasdk.therapy.payment.ReportedMovement.Kind;
import io.github.darajasdk.therapy.payment.ReportedMovement.Source;
import io.github.darajasdk.therapy.payment.ReportedMovementListener;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.Reversal;
import io.github.darajasdk.therapy.payment.internal.UnownedEvidence.Claim;
import io.github.darajasdk.therapy.platform.Jobs;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Takes in what M-PESA's records and messages tell of money. */
@Component
class MovementIntake implements MoneyReports {

    private final Bookings bookings;
    private final MovementOwners owners;
    private final EvidenceStore evidence;
    private final UnownedEvidence unowned;
    private final OrphanMoney orphans;
    private final CaseStore cases;
    private final Settler settler;
    private final ObjectProvider<ReportedMovementListener> listeners;
    private final Jobs jobs;
    private final Clock clock;

    MovementIntake(
            Bookings bookings,
            MovementOwners owners,
            EvidenceStore evidence,
            UnownedEvidence unowned,
            OrphanMoney orphans,
            CaseStore cases,
            Settler settler,
            ObjectProvider<ReportedMovementListener> listeners,
            Jobs jobs,
            Clock clock) {
        this.bookings = bookings;
        this.owners = owners;
        this.evidence = evidence;
        this.unowned = unowned;
        this.orphans = orphans;
        this.cases = cases;
        this.settler = settler;
        this.listeners = listeners;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public void report(ReportedMovement movement) {
        take(movement);
    }

    /** As {@link #report}; returns the piece of evidence if it is new. */
    Optional<UUID> take(ReportedMovement movement) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a movement is reported inside a transaction, else half of it could stay");
        }
        if (movement.kind() == Kind.CHARGE || movement.kind() == Kind.OTHER) {
            tell(movement);
            return Optional.empty();
        }
        NewEvidence read = read(movement);
        Optional<UUID> stored = store(movement.environment(), movement.merchant(), read);
        if (stored.isPresent()) {
            tell(movement);
            if (evidence.isPending(stored.get())) {
                lookAtLater(stored.get());
            }
        }
        return stored;
    }

    /**
     * Takes in an answer about a receipt that tells of no movement: M-PESA does not know it, or has not finished it. Part
     * of the caller's transaction.
     */
    void takeAnswer(PaymentEnvironment environment, String merchant, NewEvidence answer) {
        Optional<UUID> stored = store(environment, merchant, answer);
        Instant now = clock.instant();
        String receipt = answer.receipt();
        if (stored.isPresent() && receipt != null && answer.meaning() == EvidenceMeaning.NOT_PAID) {
            unowned.reject(environment, receipt, now.minus(ReceiptProofs.CLAIM_KNOWN_WITHIN))
                    .forEach(claim -> cases.answered(claim, "M-PESA knows no such payment", now));
        }
    }

    /** Stores a movement that could not be handled, to be handled later. */
    void keepForLater(ReportedMovement movement, String why) {
        evidence.addOnce(
                        EvidenceSubject.unknown(movement.environment(), movement.merchant()),
                        read(movement),
                        clock.instant())
                .ifPresent(piece -> {
                    evidence.failedToHandle(piece, why);
                    lookAtLater(piece);
                });
    }

    /**
     * Looks once more whose a piece is, and settles.
     *
     * @return whether it is somebody's
     */
    boolean takeAgain(UUID piece, Claim claim) {
        EvidenceSubject about = claim.about();
        Optional<TherapySession> session = owners.session(about, claim.read()).map(bookings::lockForPayment);
        Optional<EvidenceSubject> owner =
                claim.isOwned() ? Optional.of(about) : session.flatMap(held -> owners.within(held, claim.read()));
        Instant now = clock.instant();
        if (owner.isPresent()) {
            if (!claim.isOwned()) {
                unowned.give(piece, owner.get());
            }
            settler.settle(session.orElseThrow(), now);
        } else {
            takeOrphan(about.environment(), about.merchant(), piece, claim.read(), now);
        }
        return owner.isPresent();
    }

    private void lookAtLater(UUID piece) {
        jobs.schedule(
                ChannelJobs.CLAIM.instance(piece.toString()).build(),
                clock.instant().plus(Claims.FIRST_LOOK));
    }

    private Optional<UUID> store(PaymentEnvironment environment, String merchant, NewEvidence read) {
        EvidenceSubject unknown = EvidenceSubject.unknown(environment, merchant);
        Optional<TherapySession> session = owners.session(unknown, read).map(bookings::lockForPayment);
        Optional<EvidenceSubject> owner = session.flatMap(held -> owners.within(held, read));
        Instant now = clock.instant();
        Optional<UUID> stored = evidence.addOnce(owner.orElse(unknown), read, now);
        if (stored.isPresent()) {
            if (owner.isPresent()) {
                settler.settle(session.orElseThrow(), now);
            } else {
                takeOrphan(environment, merchant, stored.get(), read, now);
            }
        }
        return stored;
    }

    private void takeOrphan(
            PaymentEnvironment environment, String merchant, UUID stored, NewEvidence read, Instant now) {
        if (read.meaning() == EvidenceMeaning.REVERSED) {
            if (read.receipt() == null) {
                evidence.setAside(stored, "the record does not say which payment went back");
            } else {
                orphans.takeBack(environment, new Reversal(read.receipt(), read.reversalReceipt(), stored), now);
            }
        } else if (read.meaning() != EvidenceMeaning.PAID) {
            evidence.dispose(stored, EvidenceDisposition.APPLIED);
        } else if (read.source() != EvidenceSource.C2B) {
            orphans.book(environment, merchant, stored, read, now);
        } else if (orphans.isBooked(environment, read)) {
            evidence.dispose(stored, EvidenceDisposition.APPLIED);
        }
    }

    private void tell(ReportedMovement movement) {
        if (movement.source() != Source.STATEMENT) {
            listeners.orderedStream().forEach(listener -> listener.onReported(movement));
        }
    }

    private static NewEvidence read(ReportedMovement movement) {
        boolean reversal = movement.kind() == Kind.REVERSAL;
        return new NewEvidence(
                EvidenceSource.valueOf(movement.source().name()),
                authenticity(movement.source()),
                reversal ? EvidenceMeaning.REVERSED : EvidenceMeaning.PAID,
                null,
                null,
                null,
                null,
                reversal ? movement.originalReceipt() : movement.receipt(),
                reversal ? movement.receipt() : null,
                movement.amountKes(),
                movement.phone(),
                movement.billReference(),
                movement.transactionTime(),
                Objects.requireNonNull(movement.rawBody()));
    }

    private static String authenticity(Source source) {
        return switch (source) {
            case PULL -> NewEvidence.OWN_CALL;
            case STATUS_RESULT, REVERSAL_RESULT -> NewEvidence.PAYMENT_TOKEN;
            case C2B -> NewEvidence.SHARED_TOKEN;
            case STATEMENT -> NewEvidence.PERSON;
        };
    }
}
