package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.payment.internal.SettlementDecision.ExceptionCase;
import io.github.darajasdk.therapy.payment.internal.UnownedEvidence.Claim;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks what a C2B confirmation claims: asks M-PESA about its receipt where that is possible, and hands it to a person
 * when nothing has confirmed it after ten minutes. Also looks after reversals of payments that nobody has told of yet.
 */
@Component
class Claims {

    static final Duration FIRST_LOOK = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    /** When a claim is looked at, counted from its arrival; afterwards daily until it is decided. */
    private static final List<Duration> LOOKS = List.of(
            FIRST_LOOK,
            Duration.ofMinutes(3),
            Duration.ofMinutes(6),
            Settlement.UNRESOLVED_AFTER.plusSeconds(5),
            Duration.ofMinutes(20),
            Duration.ofHours(1),
            Duration.ofHours(6));

    private static final Duration THEN_EVERY = Duration.ofDays(1);
    private static final Duration AT_MOST = Duration.ofDays(14);

    /** A piece that cannot be handled so often is set aside for a person. */
    private static final int TRIES = 4;

    private final EvidenceStore evidence;
    private final UnownedEvidence unowned;
    private final MovementIntake movements;
    private final CaseStore cases;
    private final DarajaLines lines;
    private final RecordsGateway records;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Claims(
            EvidenceStore evidence,
            UnownedEvidence unowned,
            MovementIntake movements,
            CaseStore cases,
            DarajaLines lines,
            RecordsGateway records,
            TransactionTemplate transaction,
            Clock clock) {
        this.evidence = evidence;
        this.unowned = unowned;
        this.movements = movements;
        this.cases = cases;
        this.lines = lines;
        this.records = records;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Looks at one.
     *
     * @return when to look again; empty when it is decided, or set aside
     */
    Optional<Instant> look(UUID piece) {
        Optional<Claim> open = unowned.pending(piece);
        if (open.isEmpty()) {
            return Optional.empty();
        }
        Claim claim = open.get();
        askAbout(claim);
        try {
            return transaction.execute(status -> decide(piece, claim));
        } catch (RuntimeException e) {
            return failed(piece, claim, e);
        }
    }

    private void askAbout(Claim claim) {
        String receipt = claim.read().receipt();
        if (claim.read().source() == EvidenceSource.C2B && receipt != null) {
            lines.find(claim.about().environment(), claim.about().merchant())
                    .filter(records::canAskStatus)
                    .ifPresent(line -> records.askStatus(line, receipt));
        }
    }

    private Optional<Instant> decide(UUID piece, Claim claim) {
        Instant now = clock.instant();
        boolean owned = movements.takeAgain(piece, claim);
        if (!evidence.isPending(piece)) {
            return Optional.empty();
        }
        boolean old = !now.isBefore(claim.receivedAt().plus(Settlement.UNRESOLVED_AFTER));
        if (!owned && old) {
            openCase(claim, ExceptionKind.UNRESOLVED, piece, now);
        }
        return next(claim.receivedAt(), now);
    }

    private Optional<Instant> failed(UUID piece, Claim claim, RuntimeException why) {
        return transaction.execute(status -> {
            Instant now = clock.instant();
            String what = why.getClass().getSimpleName() + ": " + why.getMessage();
            if (evidence.failedToHandle(piece, what) < TRIES) {
                LOG.warn("claim {} could not be handled", piece, why);
                return next(claim.receivedAt(), now);
            }
            LOG.error("claim {} could not be handled; it is set aside for a person", piece, why);
            evidence.setAside(piece, what);
            openCase(claim, ExceptionKind.CONTRADICTION, piece, now);
            return Optional.empty();
        });
    }

    private void openCase(Claim claim, ExceptionKind kind, UUID piece, Instant now) {
        cases.open(claim.about().environment(), null, ExceptionCase.ofEvidence(kind, null, piece), now);
    }

    private static Optional<Instant> next(Instant since, Instant now) {
        Optional<Instant> soon =
                LOOKS.stream().map(since::plus).filter(at -> at.isAfter(now)).findFirst();
        return soon.or(() -> now.isBefore(since.plus(AT_MOST)) ? Optional.of(now.plus(THEN_EVERY)) : Optional.empty());
    }
}
