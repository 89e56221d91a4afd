package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Evidence;
import io.github.darajasdk.therapy.platform.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks M-PESA how an open attempt stands, and lets the clock speak. The question itself is asked outside any
 * transaction; its answer is evidence like any other.
 */
@Component
class Asking {

    private final Bookings bookings;
    private final AttemptStore attempts;
    private final EvidenceStore evidence;
    private final Settler settler;
    private final Sending sending;
    private final DarajaGateway daraja;
    private final Pulling pulling;
    private final QueryBack queryBack;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;

    Asking(
            Bookings bookings,
            AttemptStore attempts,
            EvidenceStore evidence,
            Settler settler,
            Sending sending,
            DarajaGateway daraja,
            Pulling pulling,
            QueryBack queryBack,
            TransactionTemplate transaction,
            Ids ids,
            Clock clock) {
        this.bookings = bookings;
        this.attempts = attempts;
        this.evidence = evidence;
        this.settler = settler;
        this.sending = sending;
        this.daraja = daraja;
        this.pulling = pulling;
        this.queryBack = queryBack;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Looks at one attempt.
     *
     * @return when to look again; empty when nothing more can be learnt by asking
     */
    Optional<Instant> ask(AttemptId id) {
        AttemptRow attempt = attempts.find(id).orElseThrow(() -> new IllegalStateException("no attempt " + id));
        if (attempt.state() == AttemptState.SENDING) {
            sending.recover(id);
        }
        List<NewEvidence> answers = questions(attempt).stream()
                .map(prompt -> daraja.query(attempt, prompt))
                .flatMap(Optional::stream)
                .toList();
        if (isWithoutId(attempt) && !pulling.hasLookedFor(attempt, releasableFrom(attempt))) {
            pulling.pullFor(attempt);
        }
        return transaction.execute(status -> record(attempt, answers));
    }

    private List<String> questions(AttemptRow attempt) {
        if (!daraja.canAsk(attempt.environment(), attempt.merchant())) {
            return List.of();
        }
        if (attempt.checkoutRequestId() == null) {
            // Also of an attempt that was closed: a callback may prove that it was not over.
            return evidence.checkoutRequestsToAskFor(attempt.id());
        }
        return attempt.state().isOpen() || isToBeConfirmed(attempt) ? List.of(attempt.checkoutRequestId()) : List.of();
    }

    /** Whether a callback's success is to be confirmed by M-PESA, and is not yet. */
    private boolean isToBeConfirmed(AttemptRow attempt) {
        return attempt.state() == AttemptState.PAID
                && !attempt.provisional()
                && queryBack.applies(attempt.amount().shillings())
                && !evidence.isConcludedByQuery(attempt.id());
    }

    /** Only M-PESA's record can tell of it, once there has been time to pay. */
    private boolean isWithoutId(AttemptRow attempt) {
        return attempt.state() == AttemptState.TIMED_OUT
                && attempt.checkoutRequestId() == null
                && !clock.instant().isBefore(releasableFrom(attempt));
    }

    private static Instant releasableFrom(AttemptRow attempt) {
        return Objects.requireNonNull(attempt.sentAt()).plus(PaymentTiming.RELEASE_AFTER);
    }

    /** Stores what was answered, if anything was, and lets evidence and clock decide together. */
    private Optional<Instant> record(AttemptRow attempt, List<NewEvidence> answers) {
        TherapySession session = bookings.lockForPayment(attempt.sessionId());
        Instant now = clock.instant();
        List<Heard> heard = answers.stream()
                .map(answer -> new Heard(ids.next(), EvidenceSubject.of(attempt), answer, now))
                .toList();
        Settled settled = settler.settle(session, heard, now);
        return next(settled.attempt(attempt.id()), settled.about(attempt.id()), now);
    }

    private Optional<Instant> next(AttemptRow attempt, List<Evidence> heard, Instant now) {
        if (attempt.provisional()) {
            Instant settledAt = attempt.settledAt();
            return Optional.ofNullable(settledAt)
                    .map(moment -> moment.plus(Settlement.RECEIPT_MISSING_AFTER).plusSeconds(1))
                    .filter(moment -> moment.isAfter(now));
        }
        Optional<Instant> askedForSince = heard.stream()
                .filter(AttemptReading::isUnconfirmed)
                .map(Evidence::receivedAt)
                .max(Comparator.naturalOrder());
        if (askedForSince.isPresent()) {
            return Optional.of(PaymentTiming.nextQuery(askedForSince.get(), now));
        }
        if (!attempt.state().isOpen()) {
            Instant settledAt = attempt.settledAt();
            return settledAt != null && isToBeConfirmed(attempt)
                    ? Optional.of(PaymentTiming.nextQuery(settledAt, now))
                    : Optional.empty();
        }
        Instant sentAt = attempt.sentAt();
        if (sentAt == null || attempt.state() == AttemptState.QUEUED || attempt.state() == AttemptState.CREATED) {
            return Optional.of(now.plus(PaymentTiming.FIRST_QUERY));
        }
        Instant regular = PaymentTiming.nextQuery(sentAt, now);
        Instant confirmation = softNoConfirmation(attempt, heard, now);
        return Optional.of(confirmation != null && confirmation.isBefore(regular) ? confirmation : regular);
    }

    /** A soft no is asked about once more as soon as that answer counts. */
    private static @Nullable Instant softNoConfirmation(AttemptRow attempt, List<Evidence> heard, Instant now) {
        Evidence soft =
                AttemptReading.of(attempt.facts(), new ArrayList<>(heard)).softNo();
        if (soft == null) {
            return null;
        }
        Instant counts = soft.receivedAt().plus(AttemptReading.SOFT_NO_CONFIRMED_AFTER);
        return counts.isAfter(now) ? counts : now.plus(Duration.ofSeconds(5));
    }
}
