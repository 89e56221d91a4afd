package io.github.darajasdk.therapy.reconciliation;

import io.github.darajasdk.therapy.account.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * An item that proof has explained, or would explain.
 *
 * @param id names it once it is applied; empty in a dry run
 * @param number of the item
 * @param facts what was seen, in words, as it was then
 * @param resolvedBy who applied it; empty in a dry run
 */
public record Resolution(
        Optional<Long> id,
        RunId run,
        long number,
        Proof proof,
        String receipt,
        String facts,
        Optional<Instant> resolvedAt,
        Optional<UserId> resolvedBy,
        Optional<Instant> undoneAt,
        Optional<UserId> undoneBy) {}
