package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptState;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** After a restore: attempts that the backup believes unsent may have been sent since, so they are unclear. */
@Component
class RestoredAttempts {

    private static final Logger LOG = LoggerFactory.getLogger(RestoredAttempts.class);

    private final Bookings bookings;
    private final AttemptStore attempts;
    private final EvidenceStore evidence;
    private final Settler settler;
    private final QuerySchedule queries;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RestoredAttempts(
            Bookings bookings,
            AttemptStore attempts,
            EvidenceStore evidence,
            Settler settler,
            QuerySchedule queries,
            TransactionTemplate transaction,
            Clock clock) {
        this.bookings = bookings;
        this.attempts = attempts;
        this.evidence = evidence;
        this.settler = settler;
        this.queries = queries;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Makes every attempt made before then UNCLEAR that is CREATED, QUEUED or SENDING. May be repeated. */
    void takeForSent(Instant madeBefore) {
        for (AttemptRow attempt : attempts.perhapsUnsent(madeBefore)) {
            transaction.executeWithoutResult(status -> takeForSent(attempt));
        }
    }

    private void takeForSent(AttemptRow found) {
        TherapySession session = bookings.lockForPayment(found.sessionId());
        AttemptRow attempt = attempts.find(found.id()).orElseThrow();
        AttemptState state = attempt.state();
        if (state != AttemptState.CREATED && state != AttemptState.QUEUED && state != AttemptState.SENDING) {
            return;
        }
        Instant now = clock.instant();
        LOG.warn("{} may have been sent after the backup was made: it is unclear, and never sent again", attempt);
        UUID restore = evidence.add(
                EvidenceSubject.of(attempt),
                NewEvidence.answer(
                        EvidenceSource.PUSH_ANSWER,
                        EvidenceMeaning.NO_ANSWER,
                        null,
                        null,
                        null,
                        null,
                        "the database was restored: it may have been sent after the backup was made"),
                now);
        if (state != AttemptState.SENDING) {
            attempts.takeForSent(attempt, restore, now);
        }
        settler.settle(session, now);
        queries.schedule(attempt.id(), now.plus(PaymentTiming.FIRST_QUERY));
    }
}
