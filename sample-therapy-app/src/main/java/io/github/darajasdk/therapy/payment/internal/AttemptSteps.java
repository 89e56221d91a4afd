package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.AttemptOutcome;
import java.util.ArrayList;
import java.util.List;

/** The arrows an attempt walks to its outcome, so that its history never skips a state. */
final class AttemptSteps {

    private AttemptSteps() {}

    static List<AttemptState> between(AttemptState from, AttemptOutcome outcome) {
        AttemptState to = outcome.state();
        if (from == to) {
            return List.of();
        }
        List<AttemptState> steps = new ArrayList<>();
        AttemptState at = from;
        while (!at.mayBecome(to, true)) {
            AttemptState next = towards(to, at, outcome);
            if (!at.mayBecome(next)) {
                throw new IllegalStateException("no way leads from " + from + " to " + to);
            }
            at = next;
            steps.add(at);
        }
        steps.add(to);
        return steps;
    }

    private static AttemptState towards(AttemptState to, AttemptState at, AttemptOutcome outcome) {
        boolean unsent = at == AttemptState.CREATED || at == AttemptState.QUEUED;
        if (unsent && to != AttemptState.REVERSED) {
            // M-PESA knows of what it seemed not to have taken: it was sent.
            return AttemptState.SENDING;
        }
        return switch (to) {
            case REVERSED -> AttemptState.PAID;
            case TIMED_OUT, ABANDONED -> {
                if (at == AttemptState.SENDING) {
                    yield outcome.checkoutRequestId() == null ? AttemptState.UNCLEAR : AttemptState.PROMPTED;
                }
                yield AttemptState.TIMED_OUT;
            }
            case CREATED, QUEUED, SENDING, UNCLEAR, PROMPTED, FAILED, NOT_SENT, PAID -> at;
        };
    }
}
