package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.internal.SettlementChanges.Answered;
import io.github.darajasdk.therapy.payment.internal.SettlementChanges.Moved;
import io.github.darajasdk.therapy.payment.internal.SettlementChanges.Walked;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.AttemptOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a session's attempts go from what is stored to what was decided, arrow by arrow. */
final class Moves {

    private static final Logger LOG = LoggerFactory.getLogger(Moves.class);

    private final Set<UUID> asked;
    private final boolean confirms;
    private final Instant now;
    private final List<Moved> passedThrough = new ArrayList<>();
    private final List<Moved> moved = new ArrayList<>();
    private final List<Walked> walked = new ArrayList<>();
    private final List<Answered> answered = new ArrayList<>();
    private final List<AttemptRow> rows = new ArrayList<>();
    private boolean changedAnything;

    /**
     * Finds them.
     *
     * @param heard answers among it say that M-PESA was asked
     * @param confirms whether the session is confirmed now: it needs no further prompt, so what was not sent is given up
     */
    Moves(List<AttemptRow> stored, List<AttemptOutcome> outcomes, List<Heard> heard, boolean confirms, Instant now) {
        this.asked = heard.stream()
                .filter(piece -> piece.evidence().source() == EvidenceSource.QUERY)
                .map(piece -> piece.about().attempt())
                .filter(Objects::nonNull)
                .map(AttemptId::value)
                .collect(Collectors.toSet());
        this.confirms = confirms;
        this.now = now;
        for (AttemptRow row : stored) {
            Moved last = move(
                    row,
                    outcomes.stream()
                            .filter(outcome ->
                                    outcome.attemptId().equals(row.id().value()))
                            .findFirst()
                            .orElseThrow());
            if (last != null) {
                moved.add(last);
            }
            rows.add(last == null ? row : row.after(last));
        }
    }

    /** Returns the last arrow; null when the attempt stays as it is. */
    private @Nullable Moved move(AttemptRow row, AttemptOutcome outcome) {
        Moved last = isAsStored(row, outcome) ? null : walk(row, outcome);
        AttemptState state = last == null ? row.state() : last.toState();
        if (confirms && (state == AttemptState.CREATED || state == AttemptState.QUEUED)) {
            last = giveUp(row, last);
        }
        changedAnything |= last != null;
        if (asked.contains(row.id().value())) {
            last = (last == null ? Moved.nowhere(row) : last).asked(now);
        }
        return last;
    }

    private static boolean isAsStored(AttemptRow row, AttemptOutcome outcome) {
        return row.state() == outcome.state()
                && row.provisional() == outcome.provisional()
                && Objects.equals(row.checkoutRequestId(), outcome.checkoutRequestId())
                && Objects.equals(row.receipt(), outcome.receipt())
                && Objects.equals(row.resultCode(), outcome.resultCode());
    }

    private Moved walk(AttemptRow row, AttemptOutcome outcome) {
        Moved last = Moved.along(row, row.state(), row.state(), outcome, now);
        boolean first = true;
        for (AttemptState step : AttemptSteps.between(row.state(), outcome)) {
            if (!first) {
                passedThrough.add(last);
            }
            AttemptState from = last.toState();
            last = Moved.along(row, from, step, outcome, now);
            walked.add(new Walked(row.id().value(), from, step, outcome.because(), outcome.reason(), now));
            LOG.info("{}: {} -> {}, {}", row, from, step, outcome.reason());
            first = false;
        }
        answer(row, outcome);
        return last;
    }

    private Moved giveUp(AttemptRow row, @Nullable Moved before) {
        if (before != null && before.fromState() != before.toState()) {
            passedThrough.add(before);
        }
        Moved at = before == null ? Moved.nowhere(row) : before;
        walked.add(new Walked(row.id().value(), at.toState(), AttemptState.NOT_SENT, null, "the session is paid", now));
        return at.givenUp(now);
    }

    private void answer(AttemptRow row, AttemptOutcome outcome) {
        UUID id = row.id().value();
        if (row.state() != outcome.state() && !outcome.state().isOpen()) {
            answered.add(new Answered(id, ExceptionKind.UNRESOLVED, "M-PESA answered: " + outcome.state(), now));
        }
        if (row.provisional() && !outcome.provisional()) {
            String how = outcome.receipt() == null ? "the payment was none" : "the receipt arrived";
            answered.add(new Answered(id, ExceptionKind.RECEIPT_MISSING, how, now));
            answered.add(new Answered(id, ExceptionKind.LATE, how, now));
        }
    }

    void into(SettlementChanges changes) {
        changes.moved().addAll(moved);
        changes.walked().addAll(walked);
        changes.answered().addAll(answered);
    }

    /** All arrows of an attempt but its last. */
    List<Moved> passedThrough() {
        return passedThrough;
    }

    boolean changedAnything() {
        return changedAnything;
    }

    /** The attempts as they stand once that is written. */
    List<AttemptRow> rows() {
        return rows;
    }
}
