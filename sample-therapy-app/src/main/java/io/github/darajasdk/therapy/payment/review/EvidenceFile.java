package io.github.darajasdk.therapy.payment.review;

import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.platform.Money;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was asked for and what was heard, for a person to read. */
public interface EvidenceFile {

    /** Everything heard about a case: of its session, its receipt and its own message, oldest first. */
    List<HeardEvidence> about(PaymentCase of);

    /** Everything heard about a session, a receipt, or both, oldest first. */
    List<HeardEvidence> about(PaymentEnvironment environment, Optional<SessionId> session, Optional<String> receipt);

    /** Every step of the attempts of a session, oldest first. */
    List<AttemptStep> steps(SessionId session);

    /** The attempt a case is about, as we have it. */
    Optional<OurSide> ours(AttemptId attempt);

    /**
     * A step of an attempt.
     *
     * @param number of the attempt within its session
     */
    record AttemptStep(int number, AttemptState to, String reason, Instant at) {}

    /**
     * An attempt as a person may see it.
     *
     * @param receipt that we hold for it
     */
    record OurSide(
            AttemptId id,
            int number,
            AttemptState state,
            boolean provisional,
            Money amount,
            String maskedPhone,
            String accountReference,
            Optional<Instant> sentAt,
            Optional<Instant> lastAskedAt,
            Optional<String> receipt) {}
}
