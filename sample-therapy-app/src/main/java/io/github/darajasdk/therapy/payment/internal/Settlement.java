package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.AttemptOutcome;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.NewReceipt;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.Reversal;
import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Attempt;
import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one place that decides what evidence amounts to. A pure function: no clock of its own, no database, no network.
 *
 * <p>Attempt states and the number of applied receipts depend on the set of evidence, not on the order in which it
 * came. Which receipt is the applied one is settled by whoever is recorded first, and never changed afterwards.
 *
 * <p>The clock makes an attempt TIMED_OUT and opens cases for people; it never makes one FAILED.
 */
final class Settlement {

    /** Without a final answer for so long after sending, an attempt is shown as timed out; it stays open. */
    static final Duration TIMED_OUT_AFTER = Duration.ofMinutes(2);

    /** So long after sending without an answer, or after a success that nobody confirms, a person is asked to look. */
    static final Duration UNRESOLVED_AFTER = Duration.ofMinutes(10);

    /** What was paid stands in M-PESA's record after so long. */
    static final Duration IN_RECORD_AFTER = Duration.ofMinutes(10);

    /** Paid without a receipt for so long, a person is asked to look. */
    static final Duration RECEIPT_MISSING_AFTER = Duration.ofDays(2);

    private final SettlementFacts facts;
    private final Instant now;

    private Settlement(SettlementFacts facts, Instant now) {
        this.facts = facts;
        this.now = now;
    }

    /** Decides. Applying the decision and deciding again changes nothing. */
    static SettlementDecision settle(SettlementFacts facts, Instant now) {
        return new Settlement(facts, now).decide();
    }

    private SettlementDecision decide() {
        Map<UUID, AttemptReading> readings = new LinkedHashMap<>();
        for (Attempt attempt : facts.attempts()) {
            readings.put(attempt.id(), AttemptReading.of(attempt, inOrder(attempt.id())));
        }
        List<Evidence> ofSession = inOrder(null);
        ReceiptProofs proofs = new ReceiptProofs(readings.values(), ofSession);
        SettlementCases cases = new SettlementCases(facts, now, proofs);
        List<AttemptOutcome> outcomes = new ArrayList<>();
        Map<UUID, EvidenceDisposition> dispositions = new HashMap<>();
        for (AttemptReading reading : readings.values()) {
            AttemptOutcome outcome = outcome(reading, proofs);
            outcomes.add(outcome);
            Map<UUID, EvidenceDisposition> fates = dispose(reading, outcome, proofs);
            dispositions.putAll(fates);
            cases.about(reading, outcome, fates);
        }
        for (Evidence piece : ofSession) {
            dispositions.put(piece.id(), disposeOfSessions(piece, proofs));
        }
        cases.aboutSession(ofSession, dispositions);
        List<NewReceipt> receipts = newReceipts(readings, proofs);
        List<Reversal> reversals = reversals(proofs, receipts);
        cases.aboutMoney(receipts, reversals);
        return new SettlementDecision(
                outcomes,
                dispositions,
                receipts,
                corrections(proofs),
                reversals,
                cases.all(),
                isPaid(outcomes, receipts, proofs));
    }

    private List<Evidence> inOrder(@Nullable UUID attempt) {
        return facts.evidence().stream()
                .filter(piece -> Objects.equals(piece.attemptId(), attempt))
                .sorted(Comparator.comparing(Evidence::receivedAt).thenComparing(Evidence::id))
                .toList();
    }

    private AttemptOutcome outcome(AttemptReading reading, ReceiptProofs proofs) {
        Attempt attempt = reading.attempt();
        if (attempt.state() == AttemptState.REVERSED) {
            return reading.outcome(AttemptState.REVERSED, null, "reversed");
        }
        if (proofs.isReversed(reading.receipt())) {
            return reading.outcome(
                    AttemptState.REVERSED, proofs.reversals().get(reading.receipt()), "M-PESA gave the money back");
        }
        if (reading.isPaid()) {
            boolean disproved =
                    reading.noByPerson() != null && reading.receipts().isEmpty();
            return disproved
                    ? reading.outcome(
                            AttemptState.FAILED, reading.noByPerson(), "a person found no payment in M-PESA's record")
                    : reading.outcome(AttemptState.PAID, reading.bestSuccess(), "M-PESA says it is paid");
        }
        switch (attempt.state()) {
            case PAID, FAILED, NOT_SENT, ABANDONED -> {
                return reading.outcome(attempt.state(), null, "no news");
            }
            default -> {
                // still open
            }
        }
        if (reading.finalNo() != null) {
            return reading.outcome(AttemptState.FAILED, reading.finalNo(), "M-PESA says it is not paid");
        }
        if (reading.confirmedSoftNo() != null) {
            return reading.outcome(
                    AttemptState.FAILED, reading.confirmedSoftNo(), "a query confirmed that it is not paid");
        }
        if (reading.refusal() != null) {
            return reading.outcome(AttemptState.FAILED, reading.refusal(), "M-PESA refused the request");
        }
        return openOutcome(reading);
    }

    private AttemptOutcome openOutcome(AttemptReading reading) {
        Attempt attempt = reading.attempt();
        boolean expired = !now.isBefore(attempt.expiresAt());
        if (attempt.sends() == 0) {
            return expired
                    ? reading.outcome(AttemptState.NOT_SENT, null, "expired before it was sent")
                    : reading.outcome(attempt.state(), null, "not sent yet");
        }
        if (reading.checkoutRequestId() == null && reading.noAnswer() == null) {
            if (reading.answers() < attempt.sends()) {
                return reading.outcome(AttemptState.SENDING, null, "being sent");
            }
            return expired
                    ? reading.outcome(AttemptState.NOT_SENT, reading.lastAnswer(), "M-PESA never took it")
                    : reading.outcome(AttemptState.QUEUED, reading.lastAnswer(), "M-PESA did not take it");
        }
        Instant sentAt = attempt.sentAt();
        boolean silent = sentAt != null && !now.isBefore(sentAt.plus(TIMED_OUT_AFTER));
        if (attempt.state() == AttemptState.TIMED_OUT || silent) {
            if (reading.givenUpByPerson() != null) {
                return reading.outcome(
                        AttemptState.ABANDONED,
                        reading.givenUpByPerson(),
                        "no source knows of it, and a person gave it up");
            }
            // On its way here it passes through a state that what names its prompt, or the push's answer, explains.
            Evidence explains = attempt.state().mayBecome(AttemptState.TIMED_OUT) ? null : reading.whySent();
            return reading.outcome(AttemptState.TIMED_OUT, explains, "no final answer in 120 s");
        }
        return reading.checkoutRequestId() != null
                ? reading.outcome(AttemptState.PROMPTED, reading.whySent(), "M-PESA accepted it")
                : reading.outcome(AttemptState.UNCLEAR, reading.noAnswer(), "sent, and no usable answer");
    }

    /** Every piece is exactly one of applied, duplicate, contradiction, quarantined, rejected, or still being asked for. */
    private static Map<UUID, EvidenceDisposition> dispose(
            AttemptReading reading, AttemptOutcome outcome, ReceiptProofs proofs) {
        Map<UUID, EvidenceDisposition> dispositions = new HashMap<>();
        Set<String> callbacksSeen = new HashSet<>();
        for (Evidence piece : reading.evidence()) {
            EvidenceDisposition disposition =
                    piece.source() == EvidenceSource.C2B ? proofs.claim(piece) : reading.fit(piece);
            if (disposition == EvidenceDisposition.APPLIED) {
                boolean repeated = piece.source() == EvidenceSource.CALLBACK && !callbacksSeen.add(piece.bodyDigest());
                if (repeated) {
                    disposition = EvidenceDisposition.DUPLICATE;
                } else if (hasPaid(outcome) && AttemptReading.isFinalNo(piece)) {
                    disposition = EvidenceDisposition.CONTRADICTION;
                }
            }
            dispositions.put(piece.id(), disposition);
        }
        return dispositions;
    }

    private static boolean hasPaid(AttemptOutcome outcome) {
        return outcome.state() == AttemptState.PAID || outcome.state() == AttemptState.REVERSED;
    }

    private static EvidenceDisposition disposeOfSessions(Evidence piece, ReceiptProofs proofs) {
        if (piece.source() == EvidenceSource.C2B) {
            return proofs.claim(piece);
        }
        return AttemptReading.isOpenToUse(piece) ? EvidenceDisposition.APPLIED : piece.disposition();
    }

    private List<NewReceipt> newReceipts(Map<UUID, AttemptReading> readings, ReceiptProofs proofs) {
        boolean applied = isAppliedBefore(proofs);
        List<NewReceipt> receipts = new ArrayList<>();
        for (Evidence proof : proofs.first()) {
            String receipt = Objects.requireNonNull(proof.receipt());
            if (facts.receipts().containsKey(receipt)) {
                continue;
            }
            UUID attemptId = proof.attemptId();
            long asked = attemptId == null
                    ? facts.price()
                    : Objects.requireNonNull(readings.get(attemptId)).attempt().amount();
            long amount = proofs.amount(receipt);
            ReceiptDisposition disposition = disposition(amount, asked, applied);
            applied |= disposition == ReceiptDisposition.APPLIED && !proofs.isReversed(receipt);
            receipts.add(new NewReceipt(receipt, attemptId, proof.id(), amount, disposition, proof.transactionTime()));
        }
        return receipts;
    }

    private ReceiptDisposition disposition(long amount, long asked, boolean alreadyApplied) {
        if (amount != asked) {
            return ReceiptDisposition.WRONG_AMOUNT;
        }
        if (alreadyApplied) {
            return ReceiptDisposition.DUPLICATE;
        }
        return switch (facts.sessionStatus()) {
            case CANCELLED, DECLINED -> ReceiptDisposition.LATE;
            case PENDING_APPROVAL, APPROVED, CONFIRMED, IN_PROGRESS, COMPLETED -> ReceiptDisposition.APPLIED;
        };
    }

    /** What M-PESA's records say of receipts that were booked on the word of a callback. */
    private Map<String, Long> corrections(ReceiptProofs proofs) {
        Map<String, Long> corrections = new HashMap<>(proofs.recordedAmounts());
        corrections.keySet().retainAll(facts.receipts().keySet());
        corrections.keySet().removeIf(receipt -> !proofs.disagree(receipt));
        return corrections;
    }

    private List<Reversal> reversals(ReceiptProofs proofs, List<NewReceipt> newReceipts) {
        List<Reversal> reversals = new ArrayList<>();
        proofs.reversals().forEach((receipt, piece) -> {
            ReceiptDisposition known = facts.receipts().get(receipt);
            boolean isNew =
                    newReceipts.stream().anyMatch(booked -> booked.receipt().equals(receipt));
            if (isNew || (known != null && known != ReceiptDisposition.REVERSED)) {
                reversals.add(new Reversal(receipt, piece.reversalReceipt(), piece.id()));
            }
        });
        return reversals;
    }

    private boolean isPaid(List<AttemptOutcome> outcomes, List<NewReceipt> receipts, ReceiptProofs proofs) {
        boolean nowPaid = receipts.stream()
                .anyMatch(receipt ->
                        receipt.disposition() == ReceiptDisposition.APPLIED && !proofs.isReversed(receipt.receipt()));
        return isAppliedBefore(proofs) || nowPaid || outcomes.stream().anyMatch(AttemptOutcome::provisional);
    }

    private boolean isAppliedBefore(ReceiptProofs proofs) {
        return facts.receipts().entrySet().stream()
                .anyMatch(
                        known -> known.getValue() == ReceiptDisposition.APPLIED && !proofs.isReversed(known.getKey()));
    }
}
