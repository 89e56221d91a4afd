package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.AttemptOutcome;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.ExceptionCase;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.NewReceipt;
import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Attempt;
import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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

    /** Paid without a receipt for so long, a person is asked to look. */
    static final Duration RECEIPT_MISSING_AFTER = Duration.ofDays(2);

    private final SettlementFacts facts;
    private final Instant now;
    private final Map<UUID, EvidenceDisposition> dispositions = new HashMap<>();
    private final Set<ExceptionCase> exceptions = new LinkedHashSet<>();

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
            readings.put(attempt.id(), AttemptReading.of(attempt, inOrder(attempt)));
        }
        List<AttemptOutcome> outcomes = new ArrayList<>();
        for (AttemptReading reading : readings.values()) {
            AttemptOutcome outcome = outcome(reading);
            outcomes.add(outcome);
            dispose(reading, outcome);
            openCases(reading, outcome);
        }
        List<NewReceipt> receipts = newReceipts(readings);
        return new SettlementDecision(outcomes, dispositions, receipts, exceptions, isPaid(outcomes, receipts));
    }

    private List<Evidence> inOrder(Attempt attempt) {
        return facts.evidence().stream()
                .filter(piece -> piece.attemptId().equals(attempt.id()))
                .sorted(Comparator.comparing(Evidence::receivedAt).thenComparing(Evidence::id))
                .toList();
    }

    private AttemptOutcome outcome(AttemptReading reading) {
        Attempt attempt = reading.attempt();
        if (attempt.state() == AttemptState.REVERSED) {
            return reading.outcome(AttemptState.REVERSED, null, "reversed");
        }
        if (reading.isPaid()) {
            return reading.outcome(AttemptState.PAID, reading.bestSuccess(), "M-PESA says it is paid");
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
            return reading.outcome(AttemptState.TIMED_OUT, null, "no final answer in 120 s");
        }
        return reading.checkoutRequestId() != null
                ? reading.outcome(AttemptState.PROMPTED, reading.lastAnswer(), "M-PESA accepted it")
                : reading.outcome(AttemptState.UNCLEAR, reading.noAnswer(), "sent, and no usable answer");
    }

    /** Every piece is exactly one of applied, duplicate, contradiction, quarantined, rejected, or still being asked for. */
    private void dispose(AttemptReading reading, AttemptOutcome outcome) {
        Set<String> callbacksSeen = new HashSet<>();
        for (Evidence piece : reading.evidence()) {
            EvidenceDisposition disposition = reading.fit(piece);
            if (disposition == EvidenceDisposition.APPLIED) {
                boolean repeated = piece.source() == EvidenceSource.CALLBACK && !callbacksSeen.add(piece.bodyDigest());
                if (repeated) {
                    disposition = EvidenceDisposition.DUPLICATE;
                } else if (outcome.state() == AttemptState.PAID && AttemptReading.isFinalNo(piece)) {
                    disposition = EvidenceDisposition.CONTRADICTION;
                }
            }
            dispositions.put(piece.id(), disposition);
        }
    }

    private void openCases(AttemptReading reading, AttemptOutcome outcome) {
        Attempt attempt = reading.attempt();
        UUID id = attempt.id();
        if (outcome.state() == AttemptState.PAID) {
            boolean toldNo = reading.finalNo() != null || reading.refusal() != null;
            boolean neverSent = attempt.state() == AttemptState.NOT_SENT || attempt.sends() == 0;
            if (toldNo || neverSent || reading.receipts().size() > 1) {
                exceptions.add(new ExceptionCase(ExceptionKind.CONTRADICTION, id, null));
            }
            if (outcome.provisional() && passed(attempt.settledAt(), RECEIPT_MISSING_AFTER)) {
                exceptions.add(new ExceptionCase(ExceptionKind.RECEIPT_MISSING, id, null));
            }
        }
        boolean silent = outcome.state() == AttemptState.TIMED_OUT && passed(attempt.sentAt(), UNRESOLVED_AFTER);
        boolean unconfirmed = reading.evidence().stream()
                .anyMatch(piece -> piece.meaning() == EvidenceMeaning.PAID
                        && dispositions.get(piece.id()) == EvidenceDisposition.PENDING
                        && passed(piece.receivedAt(), UNRESOLVED_AFTER));
        if (silent || unconfirmed) {
            exceptions.add(new ExceptionCase(ExceptionKind.UNRESOLVED, id, null));
        }
    }

    private boolean passed(@Nullable Instant since, Duration time) {
        return since != null && !now.isBefore(since.plus(time));
    }

    private List<NewReceipt> newReceipts(Map<UUID, AttemptReading> readings) {
        List<Evidence> proofs = readings.values().stream()
                .flatMap(reading -> reading.receipts().values().stream())
                .sorted(Comparator.comparing(Evidence::receivedAt).thenComparing(Evidence::id))
                .toList();
        boolean applied = facts.receipts().containsValue(ReceiptDisposition.APPLIED);
        List<NewReceipt> receipts = new ArrayList<>();
        Set<String> known = new HashSet<>(facts.receipts().keySet());
        for (Evidence proof : proofs) {
            String receipt = Objects.requireNonNull(proof.receipt());
            long amount = Objects.requireNonNull(proof.amount());
            if (!known.add(receipt)) {
                continue;
            }
            Attempt attempt =
                    Objects.requireNonNull(readings.get(proof.attemptId())).attempt();
            ReceiptDisposition disposition = disposition(amount, attempt, applied);
            applied |= disposition == ReceiptDisposition.APPLIED;
            receipts.add(new NewReceipt(
                    receipt, proof.attemptId(), proof.id(), amount, disposition, proof.transactionTime()));
            switch (disposition) {
                case WRONG_AMOUNT ->
                    exceptions.add(new ExceptionCase(ExceptionKind.WRONG_AMOUNT, proof.attemptId(), receipt));
                case DUPLICATE ->
                    exceptions.add(new ExceptionCase(ExceptionKind.DUPLICATE, proof.attemptId(), receipt));
                case LATE -> exceptions.add(new ExceptionCase(ExceptionKind.LATE, proof.attemptId(), receipt));
                case APPLIED, ORPHAN, REVERSED -> {
                    // nothing for a person to do
                }
            }
        }
        return receipts;
    }

    private ReceiptDisposition disposition(long amount, Attempt attempt, boolean alreadyApplied) {
        if (amount != attempt.amount()) {
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

    private boolean isPaid(List<AttemptOutcome> outcomes, List<NewReceipt> receipts) {
        return facts.receipts().containsValue(ReceiptDisposition.APPLIED)
                || receipts.stream().anyMatch(receipt -> receipt.disposition() == ReceiptDisposition.APPLIED)
                || outcomes.stream().anyMatch(AttemptOutcome::provisional);
    }
}
