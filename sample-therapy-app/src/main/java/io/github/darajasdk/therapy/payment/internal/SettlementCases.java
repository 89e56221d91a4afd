package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.AttemptOutcome;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.ExceptionCase;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.NewReceipt;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.Reversal;
import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Attempt;
import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What in a session's money is for a person. Part of the decision, and as pure. */
final class SettlementCases {

    private final SettlementFacts facts;
    private final Instant now;
    private final ReceiptProofs proofs;
    private final Set<ExceptionCase> cases = new LinkedHashSet<>();

    SettlementCases(SettlementFacts facts, Instant now, ReceiptProofs proofs) {
        this.facts = facts;
        this.now = now;
        this.proofs = proofs;
    }

    Set<ExceptionCase> all() {
        return cases;
    }

    void about(AttemptReading reading, AttemptOutcome outcome, Map<UUID, EvidenceDisposition> dispositions) {
        Attempt attempt = reading.attempt();
        UUID id = attempt.id();
        if (outcome.state() == AttemptState.PAID || outcome.state() == AttemptState.REVERSED) {
            boolean toldNo = reading.finalNo() != null || reading.refusal() != null || reading.noByPerson() != null;
            boolean neverSent = attempt.state() == AttemptState.NOT_SENT || attempt.sends() == 0;
            if (toldNo || neverSent || paidTwiceByOnePrompt(reading)) {
                cases.add(ExceptionCase.ofAttempt(ExceptionKind.CONTRADICTION, id));
            }
            if (outcome.provisional() && isReceiptMissing(attempt)) {
                cases.add(ExceptionCase.ofAttempt(ExceptionKind.RECEIPT_MISSING, id));
            }
            if (outcome.provisional() && isGivenUp()) {
                cases.add(ExceptionCase.ofAttempt(ExceptionKind.LATE, id));
            }
        }
        boolean silent =
                outcome.state() == AttemptState.TIMED_OUT && passed(attempt.sentAt(), Settlement.UNRESOLVED_AFTER);
        boolean unconfirmed = reading.evidence().stream()
                .anyMatch(piece -> piece.source() == EvidenceSource.CALLBACK && isUnconfirmed(piece, dispositions));
        if (silent || unconfirmed) {
            cases.add(ExceptionCase.ofAttempt(ExceptionKind.UNRESOLVED, id));
        }
        reading.evidence().forEach(piece -> about(piece, dispositions));
    }

    void aboutSession(List<Evidence> pieces, Map<UUID, EvidenceDisposition> dispositions) {
        pieces.forEach(piece -> about(piece, dispositions));
    }

    /** Money that somebody tells of and that does not fit, or that nobody confirms. */
    private void about(Evidence piece, Map<UUID, EvidenceDisposition> dispositions) {
        EvidenceDisposition disposition = dispositions.get(piece.id());
        boolean doesNotFit = disposition == EvidenceDisposition.QUARANTINED
                || (piece.source() == EvidenceSource.C2B && disposition == EvidenceDisposition.CONTRADICTION);
        if (piece.meaning() == EvidenceMeaning.PAID && doesNotFit) {
            cases.add(ExceptionCase.ofEvidence(ExceptionKind.CONTRADICTION, piece.attemptId(), piece.id()));
        } else if (piece.source() == EvidenceSource.C2B && isUnconfirmed(piece, dispositions)) {
            cases.add(ExceptionCase.ofEvidence(ExceptionKind.UNRESOLVED, piece.attemptId(), piece.id()));
        }
    }

    void aboutMoney(List<NewReceipt> receipts, List<Reversal> reversals) {
        for (NewReceipt receipt : receipts) {
            switch (receipt.disposition()) {
                case WRONG_AMOUNT -> add(ExceptionKind.WRONG_AMOUNT, receipt.attemptId(), receipt.receipt());
                case DUPLICATE -> add(ExceptionKind.DUPLICATE, receipt.attemptId(), receipt.receipt());
                case LATE -> add(ExceptionKind.LATE, receipt.attemptId(), receipt.receipt());
                case APPLIED, ORPHAN, REVERSED -> {
                    // nothing for a person to do
                }
            }
        }
        proofs.first().stream()
                .filter(proof -> proof.receipt() != null && proofs.disagree(proof.receipt()))
                .forEach(proof -> add(ExceptionKind.CONTRADICTION, proof.attemptId(), String.valueOf(proof.receipt())));
        facts.receipts().forEach((receipt, disposition) -> {
            if (disposition == ReceiptDisposition.APPLIED && isGivenUp() && !proofs.isReversed(receipt)) {
                add(ExceptionKind.LATE, attemptOf(receipt), receipt);
            }
        });
        for (Reversal reversal : reversals) {
            boolean paidForIt = facts.receipts().get(reversal.receipt()) == ReceiptDisposition.APPLIED;
            if (paidForIt && isHeld()) {
                add(ExceptionKind.CONTRADICTION, attemptOf(reversal.receipt()), reversal.receipt());
            }
        }
    }

    private void add(ExceptionKind kind, @Nullable UUID attempt, String receipt) {
        cases.add(ExceptionCase.ofReceipt(kind, attempt, receipt));
    }

    private @Nullable UUID attemptOf(String receipt) {
        return facts.attempts().stream()
                .filter(attempt -> receipt.equals(attempt.receipt()))
                .map(Attempt::id)
                .findFirst()
                .orElse(null);
    }

    private boolean isGivenUp() {
        return facts.sessionStatus() == SessionStatus.CANCELLED || facts.sessionStatus() == SessionStatus.DECLINED;
    }

    /** The session takes place, or took place: it cannot go back to unpaid. */
    private boolean isHeld() {
        return facts.sessionStatus() == SessionStatus.IN_PROGRESS || facts.sessionStatus() == SessionStatus.COMPLETED;
    }

    /** M-PESA's record of that time was read and does not hold it, or cannot any more. */
    private boolean isReceiptMissing(Attempt attempt) {
        Instant settled = attempt.settledAt();
        Instant sent = attempt.sentAt();
        boolean notInRecord = settled != null
                && sent != null
                && facts.pulls().stream().anyMatch(pull -> pull.covers(sent, settled.plus(Settlement.IN_RECORD_AFTER)));
        return notInRecord || passed(settled, Settlement.RECEIPT_MISSING_AFTER);
    }

    private static boolean paidTwiceByOnePrompt(AttemptReading reading) {
        return reading.receipts().values().stream()
                        .filter(proof -> proof.source() == EvidenceSource.CALLBACK)
                        .count()
                > 1;
    }

    private boolean isUnconfirmed(Evidence piece, Map<UUID, EvidenceDisposition> dispositions) {
        return piece.meaning() == EvidenceMeaning.PAID
                && dispositions.get(piece.id()) == EvidenceDisposition.PENDING
                && passed(piece.receivedAt(), Settlement.UNRESOLVED_AFTER);
    }

    private boolean passed(@Nullable Instant since, Duration time) {
        return since != null && !now.isBefore(since.plus(time));
    }
}
