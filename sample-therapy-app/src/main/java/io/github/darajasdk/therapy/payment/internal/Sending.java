package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.Recovery;
import io.github.darajasdk.therapy.platform.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The two transactions around a push: the one before the first byte, and the one that stores the answer. */
@Component
class Sending {

    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

    private final Bookings bookings;
    private final AttemptStore attempts;
    private final EvidenceStore evidence;
    private final Settler settler;
    private final QuerySchedule queries;
    private final DarajaGateway daraja;
    private final Recovery recovery;
    private final Ids ids;
    private final Clock clock;

    Sending(
            Bookings bookings,
            AttemptStore attempts,
            EvidenceStore evidence,
            Settler settler,
            QuerySchedule queries,
            DarajaGateway daraja,
            Recovery recovery,
            Ids ids,
            Clock clock) {
        this.bookings = bookings;
        this.attempts = attempts;
        this.evidence = evidence;
        this.settler = settler;
        this.queries = queries;
        this.daraja = daraja;
        this.recovery = recovery;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Commits SENDING and the first question to M-PESA. Only the caller that gets an attempt back may send it, once. An
     * attempt found in SENDING was left there by a process that died: its phone may be ringing, so it becomes UNCLEAR.
     */
    @Transactional
    public Optional<AttemptRow> begin(AttemptId id) {
        AttemptRow found = attempts.find(id).orElseThrow(() -> new IllegalStateException("no attempt " + id));
        TherapySession session = bookings.lockForPayment(found.sessionId());
        List<AttemptRow> all = attempts.ofSession(session.id());
        AttemptRow attempt =
                all.stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
        Instant now = clock.instant();
        switch (attempt.state()) {
            case SENDING -> {
                leftBySomebodyElse(attempt, session, now);
                return Optional.empty();
            }
            case CREATED, QUEUED -> {
                Optional<String> unwanted = unwanted(attempt, session, all);
                if (unwanted.isPresent()) {
                    attempts.giveUpUnsent(attempt, unwanted.get(), now);
                    return Optional.empty();
                }
                if (evidence.hasCallback(id)) {
                    // Told of it, M-PESA took what it seemed to refuse. What became of it is asked for.
                    LOG.warn("{} is known to M-PESA after all; it is not sent again", attempt);
                    return Optional.empty();
                }
                if (!attempts.beginSending(attempt, ids.next(), now)) {
                    settler.settle(session, now);
                    return Optional.empty();
                }
                queries.schedule(id, now.plus(PaymentTiming.FIRST_QUERY));
                return attempts.find(id);
            }
            default -> {
                LOG.info("{} needs no sending", attempt);
                return Optional.empty();
            }
        }
    }

    /** Why nothing is to be sent for this attempt any more. */
    private Optional<String> unwanted(AttemptRow attempt, TherapySession session, List<AttemptRow> all) {
        if (session.status() != SessionStatus.APPROVED) {
            return Optional.of("the session is " + session.status());
        }
        if (all.stream().anyMatch(row -> row.state() == AttemptState.PAID)) {
            return Optional.of("money for the session has come");
        }
        if (!daraja.serves(attempt.environment(), attempt.merchant())) {
            return Optional.of("it belongs to another merchant or environment than is served now");
        }
        if (recovery.isUnderWay()) {
            return Optional.of("no money is moved while the database recovers from a restore");
        }
        return Optional.empty();
    }

    /**
     * Stores what came of the push, and what follows. Storing it again, because the first time was committed and not
     * heard of, changes nothing: a push has one answer.
     *
     * @param attempt as {@link #begin} handed it out
     * @return the attempt as it stands then
     */
    @Transactional
    public AttemptRow answered(AttemptRow attempt, NewEvidence answer) {
        TherapySession session = bookings.lockForPayment(attempt.sessionId());
        Instant now = clock.instant();
        UUID sending = Objects.requireNonNull(attempt.claim());
        Heard heard = new Heard(sending, EvidenceSubject.of(attempt), answer, now);
        return settler.settle(session, List.of(heard), now).attempt(attempt.id());
    }

    /** Makes an attempt UNCLEAR whose sender died; leaves alone one that may still be under way. */
    @Transactional
    public void recover(AttemptId id) {
        AttemptRow found = attempts.find(id).orElseThrow();
        TherapySession session = bookings.lockForPayment(found.sessionId());
        AttemptRow attempt = attempts.find(id).orElseThrow();
        Instant now = clock.instant();
        Instant sentAt = attempt.sentAt();
        if (attempt.state() == AttemptState.SENDING
                && sentAt != null
                && now.isAfter(sentAt.plus(PaymentTiming.SENDING_LEASE))) {
            leftBySomebodyElse(attempt, session, now);
        }
    }

    private void leftBySomebodyElse(AttemptRow attempt, TherapySession session, Instant now) {
        LOG.warn("{} was being sent by a process that is gone: it is unclear, and never sent again", attempt);
        evidence.add(
                EvidenceSubject.of(attempt),
                NewEvidence.answer(
                        EvidenceSource.PUSH_ANSWER,
                        EvidenceMeaning.NO_ANSWER,
                        null,
                        null,
                        null,
                        null,
                        "the process that was sending it ended before it stored an answer"),
                now);
        settler.settle(session, now);
    }
}
