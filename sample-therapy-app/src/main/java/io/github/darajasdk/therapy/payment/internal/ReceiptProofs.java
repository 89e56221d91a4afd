package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Evidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is proven of each receipt, by all channels together. A C2B confirmation proves nothing: its address is one secret
 * for all payments. It is a claim, which a proof of the same receipt and amount confirms.
 */
final class ReceiptProofs {

    /** A claim that M-PESA does not know when asked so long after it came is false. */
    static final Duration CLAIM_KNOWN_WITHIN = Duration.ofMinutes(10);

    private static final Comparator<Evidence> BY_ARRIVAL =
            Comparator.comparing(Evidence::receivedAt).thenComparing(Evidence::id);

    private final Map<String, List<Evidence>> proofs = new LinkedHashMap<>();
    private final Map<String, Evidence> reversals = new LinkedHashMap<>();
    private final List<Evidence> denials;

    /**
     * Reads the proofs.
     *
     * @param ofSession pieces about the session itself: paid without an attempt of ours
     */
    ReceiptProofs(Collection<AttemptReading> readings, List<Evidence> ofSession) {
        List<Evidence> usable = new ArrayList<>();
        readings.forEach(reading -> reading.evidence().stream()
                .filter(piece -> reading.fit(piece) == EvidenceDisposition.APPLIED)
                .forEach(usable::add));
        ofSession.stream()
                .filter(piece -> piece.source() != EvidenceSource.C2B && AttemptReading.isOpenToUse(piece))
                .forEach(usable::add);
        usable.sort(BY_ARRIVAL);
        for (Evidence piece : usable) {
            String receipt = piece.receipt();
            if (receipt == null) {
                continue;
            }
            if (piece.meaning() == EvidenceMeaning.PAID && piece.amount() != null) {
                proofs.computeIfAbsent(receipt, unused -> new ArrayList<>()).add(piece);
            } else if (piece.meaning() == EvidenceMeaning.REVERSED) {
                reversals.putIfAbsent(receipt, piece);
            }
        }
        denials = usable.stream()
                .filter(piece -> piece.meaning() == EvidenceMeaning.NOT_PAID && piece.receipt() != null)
                .toList();
    }

    /** The first proof of each receipt, oldest first. */
    List<Evidence> first() {
        return proofs.values().stream()
                .map(pieces -> pieces.get(0))
                .sorted(BY_ARRIVAL)
                .toList();
    }

    /** What M-PESA's own records say was paid, where they say anything; else what the first proof says. */
    long amount(String receipt) {
        List<Evidence> pieces = Objects.requireNonNull(proofs.get(receipt));
        Evidence best =
                pieces.stream().filter(ReceiptProofs::isRecord).findFirst().orElse(pieces.get(0));
        return Objects.requireNonNull(best.amount());
    }

    /** Amounts by receipt, where one of M-PESA's records has been read. */
    Map<String, Long> recordedAmounts() {
        return proofs.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(ReceiptProofs::isRecord))
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> amount(entry.getKey())));
    }

    /** Whether two proofs of one receipt name different amounts. */
    boolean disagree(String receipt) {
        return Objects.requireNonNull(proofs.get(receipt)).stream()
                        .map(Evidence::amount)
                        .distinct()
                        .count()
                > 1;
    }

    /** Receipts whose money went back, each with the piece that says so. */
    Map<String, Evidence> reversals() {
        return reversals;
    }

    boolean isReversed(@Nullable String receipt) {
        return receipt != null && reversals.containsKey(receipt);
    }

    Set<String> receipts() {
        return proofs.keySet();
    }

    /** What becomes of a C2B confirmation, or of a time-out or denial that only concerns a claim. */
    EvidenceDisposition claim(Evidence piece) {
        if (piece.disposition() == EvidenceDisposition.QUARANTINED || piece.receipt() == null) {
            return EvidenceDisposition.QUARANTINED;
        }
        if (proofs.containsKey(piece.receipt())) {
            boolean same = Objects.equals(piece.amount(), amount(piece.receipt()));
            return same ? EvidenceDisposition.APPLIED : EvidenceDisposition.CONTRADICTION;
        }
        boolean denied = denials.stream()
                .anyMatch(no -> piece.receipt().equals(no.receipt())
                        && (no.source() == EvidenceSource.PERSON
                                || !no.receivedAt().isBefore(piece.receivedAt().plus(CLAIM_KNOWN_WITHIN))));
        return denied ? EvidenceDisposition.REJECTED : EvidenceDisposition.PENDING;
    }

    private static boolean isRecord(Evidence piece) {
        return switch (piece.source()) {
            case PULL, STATEMENT, STATUS_RESULT -> true;
            case PUSH_ANSWER, CALLBACK, QUERY, C2B, REVERSAL_RESULT, PERSON -> false;
        };
    }
}
