package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Evidence;
import java.util.List;

/**
 * How a session's money stands after it was settled, for those who go on in the same transaction.
 *
 * @param attempts as they stand now
 * @param evidence all of the session, with what became of each piece
 */
record Settled(List<AttemptRow> attempts, List<Evidence> evidence) {

    /** What was heard about one attempt. */
    List<Evidence> about(AttemptId attempt) {
        return evidence.stream()
                .filter(piece -> attempt.value().equals(piece.attemptId()))
                .toList();
    }

    AttemptRow attempt(AttemptId id) {
        return attempts.stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("attempt " + id + " is none of the session's"));
    }

    /** Whether a callback has named a prompt while the attempt's own is not known: then M-PESA has to be asked about it. */
    boolean namesUnknownPrompt(AttemptId attempt) {
        return about(attempt).stream()
                .anyMatch(piece -> AttemptReading.isUnconfirmed(piece) && piece.checkoutRequestId() != null);
    }
}
