package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.ExceptionCase;
import io.github.darajasdk.therapy.platform.Ids;
import io.github.darajasdk.therapy.platform.Jobs;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes in what M-PESA posts to the URL of one payment. It returns only when the evidence is committed: then, and only
 * then, it may be acknowledged. M-PESA tells it once.
 */
@Component
class CallbackIntake {

    private static final Logger LOG = LoggerFactory.getLogger(CallbackIntake.class);

    /** Growing gaps before each further try to handle what is stored; after the last try it is set aside. */
    static final List<Duration> RETRIES = List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5));

    /** A prompt that only a callback has named is asked for after this; the push's own answer is mostly faster. */
    private static final Duration ASK_ABOUT_UNKNOWN_PROMPT = Duration.ofSeconds(5);

    private final Bookings bookings;
    private final AttemptStore attempts;
    private final EvidenceStore evidence;
    private final OrphanMoney orphans;
    private final CaseStore cases;
    private final Settler settler;
    private final QuerySchedule queries;
    private final QueryBack queryBack;
    private final Jobs jobs;
    private final PaymentMode mode;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;

    CallbackIntake(
            Bookings bookings,
            AttemptStore attempts,
            EvidenceStore evidence,
            OrphanMoney orphans,
            CaseStore cases,
            Settler settler,
            QuerySchedule queries,
            QueryBack queryBack,
            Jobs jobs,
            PaymentMode mode,
            TransactionTemplate transaction,
            Ids ids,
            Clock clock) {
        this.bookings = bookings;
        this.attempts = attempts;
        this.evidence = evidence;
        this.orphans = orphans;
        this.cases = cases;
        this.settler = settler;
        this.queries = queries;
        this.queryBack = queryBack;
        this.jobs = jobs;
        this.mode = mode;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Stores the evidence and what follows from it, together. If anything but the database fails on the way, the
     * evidence is stored by itself and handled again later.
     *
     * @param reference the payment named by the URL, whose secret was verified
     * @throws RuntimeException when nothing could be stored: then nothing may be acknowledged
     */
    void receive(String reference, NewEvidence received) {
        Optional<AttemptId> named = DarajaGateway.attempt(reference);
        boolean known;
        try {
            known = transaction.execute(status -> {
                Optional<SessionId> session = named.flatMap(attempts::sessionOf);
                session.ifPresent(found -> take(named.orElseThrow(), found, received));
                return session.isPresent();
            });
        } catch (RuntimeException e) {
            LOG.error("callback for {} could not be handled; storing it to be handled again", reference, e);
            known = storeForLater(named, received, e);
        }
        if (!known) {
            receiveOrphan(reference, received);
        }
    }

    private void take(AttemptId id, SessionId of, NewEvidence received) {
        TherapySession session = bookings.lockForPayment(of);
        Instant now = clock.instant();
        EvidenceSubject about = new EvidenceSubject(session.environment(), session.merchant(), id, null);
        Heard heard = new Heard(ids.next(), about, received, now);
        Settled settled = settler.settle(session, List.of(heard), now);
        if (received.meaning() == EvidenceMeaning.PAID
                && queryBack.applies(settled.attempt(id).amount().shillings())) {
            queries.schedule(id, now.plus(PaymentTiming.FIRST_QUERY));
        }
        if (!askAboutUnknownPrompt(settled, id, now)) {
            handleAgainAfter(RETRIES.get(0), heard.id());
        }
    }

    /** Returns false if that could not be arranged, because M-PESA is being asked about the attempt just now. */
    private boolean askAboutUnknownPrompt(Settled settled, AttemptId id, Instant now) {
        return !settled.namesUnknownPrompt(id) || queries.bringForward(id, now.plus(ASK_ABOUT_UNKNOWN_PROMPT));
    }

    private void handleAgainAfter(Duration wait, UUID stored) {
        jobs.schedule(
                PaymentJobs.EVIDENCE_RETRY.instance(stored.toString()).build(),
                clock.instant().plus(wait));
    }

    /** Returns false when there is no such attempt. */
    private boolean storeForLater(Optional<AttemptId> named, NewEvidence received, RuntimeException why) {
        return transaction.execute(status -> {
            Optional<AttemptRow> attempt = named.flatMap(attempts::find);
            attempt.ifPresent(found -> {
                UUID stored = evidence.add(EvidenceSubject.of(found), received, clock.instant());
                evidence.failedToHandle(stored, describe(why));
                handleAgainAfter(RETRIES.get(0), stored);
            });
            return attempt.isPresent();
        });
    }

    /**
     * Handles stored evidence again.
     *
     * @return how long to wait before the next try; empty when it is handled or set aside
     */
    Optional<Duration> handleAgain(UUID stored) {
        Optional<AttemptRow> attempt =
                evidence.attemptOf(stored, EvidenceDisposition.PENDING).flatMap(attempts::find);
        if (attempt.isEmpty()) {
            return Optional.empty();
        }
        try {
            return transaction.execute(status -> {
                TherapySession session = bookings.lockForPayment(attempt.get().sessionId());
                Instant now = clock.instant();
                Settled settled = settler.settle(session, now);
                return askAboutUnknownPrompt(settled, attempt.get().id(), now)
                        ? Optional.empty()
                        : Optional.of(RETRIES.get(0));
            });
        } catch (RuntimeException e) {
            return transaction.execute(status -> {
                int failures = evidence.failedToHandle(stored, describe(e));
                if (failures <= RETRIES.size()) {
                    LOG.warn("evidence {} could not be handled, {} times by now", stored, failures, e);
                    return Optional.of(RETRIES.get(failures - 1));
                }
                LOG.error(
                        "evidence {} could not be handled {} times; it is set aside for a person", stored, failures, e);
                evidence.setAside(stored, describe(e));
                AttemptRow row = attempt.get();
                cases.open(
                        row.environment(),
                        row.sessionId(),
                        ExceptionCase.ofEvidence(
                                ExceptionKind.UNRESOLVED, row.id().value(), stored),
                        clock.instant());
                return Optional.empty();
            });
        }
    }

    /** Authentic, but we have no such payment: a database that was restored, most likely. Kept, and booked if paid. */
    private void receiveOrphan(String reference, NewEvidence received) {
        LOG.warn("authentic callback for a payment that is not on record ({})", reference);
        transaction.executeWithoutResult(status -> {
            Instant now = clock.instant();
            UUID stored = evidence.add(EvidenceSubject.unknown(mode.environment(), mode.merchant()), received, now);
            evidence.setAside(stored, "no payment of ours has the reference " + reference);
            if (received.meaning() == EvidenceMeaning.PAID) {
                orphans.book(mode.environment(), mode.merchant(), stored, received, now);
            }
        });
    }

    private static String describe(RuntimeException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
