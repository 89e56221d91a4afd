package io.github.darajasdk.therapy.reconciliation.refund;

import io.github.darajasdk.therapy.account.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of a refund's history.
 *
 * @param state where it stood afterwards; the same as before for a first of two approvals
 * @param by the person who did it; empty for M-PESA's word, the clock and the sending itself
 * @param reason what happened, or what the person wrote
 */
public record RefundStep(RefundState state, Optional<UserId> by, String reason, Instant at) {}
