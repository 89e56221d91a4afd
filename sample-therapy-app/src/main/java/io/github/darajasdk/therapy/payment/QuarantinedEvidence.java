package io.github.darajasdk.therapy.payment;

import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What M-PESA told us and we could not make sense of, kept for a person. */
public interface QuarantinedEvidence {

    /** The oldest first. */
    List<Piece> list(int atMost);

    /**
     * Has a piece handled again, in the current transaction if there is one; the same rules decide, so it may come back.
     *
     * @return false when it is not in quarantine (any more), or names no payment of ours
     */
    boolean replay(UUID evidence);

    /**
     * A piece in quarantine, without its body.
     *
     * @param source which channel told it
     * @param why why it was set aside
     */
    record Piece(
            UUID id,
            PaymentEnvironment environment,
            String source,
            Optional<AttemptId> attempt,
            String why,
            Instant receivedAt) {}
}
