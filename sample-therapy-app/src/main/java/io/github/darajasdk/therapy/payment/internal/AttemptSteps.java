package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.AttemptOutcome;
import java.util.List;

/** The arrows an attempt walks to its outcome, so that its history never skips a state. */
final class AttemptSteps {

    private AttemptSteps() {}

    static List<AttemptState> between(AttemptState from, AttemptOutcome outcome) {
        AttemptState to = outcome.state();
        if (from == to) {
            return List.of();
        }
        if (from == AttemptState.SENDING && to == AttemptState.TIMED_OUT) {
            AttemptState middle = outcome.checkoutRequestId() == null ? AttemptState.UNCLEAR : AttemptState.PROMPTED;
            return List.of(middle, to);
        }
        return List.of(to);
    }
}
