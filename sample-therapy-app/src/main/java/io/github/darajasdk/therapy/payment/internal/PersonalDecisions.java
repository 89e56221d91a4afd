package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.DecisionRefusedException;
import io.github.darajasdk.therapy.payment.PaymentDecisions;
import io.github.darajasdk.therapy.payment.internal.ReceiptStore.Booked;
import io.github.darajasdk.therapy.payment.internal.UnownedEvidence.Claim;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Turns what a person decides into evidence, after checking that it is theirs to decide. */
@Service
@Transactional
class PersonalDecisions implements PaymentDecisions {

    private final Bookings bookings;
    private final AttemptStore attempts;
    private final EvidenceStore evidence;
    private final UnownedEvidence unowned;
    private final ReceiptStore receipts;
    private final CaseStore cases;
    private final Settler settler;
    private final Pulling pulls;
    private final DarajaGateway daraja;
    private final Clock clock;

    PersonalDecisions(
            Bookings bookings,
            AttemptStore attempts,
            EvidenceStore evidence,
            UnownedEvidence unowned,
            ReceiptStore receipts,
            CaseStore cases,
            Settler settler,
            Pulling pulls,
            DarajaGateway daraja,
            Clock clock) {
        this.bookings = bookings;
        this.attempts = attempts;
        this.evidence = evidence;
        this.unowned = unowned;
        this.receipts = receipts;
        this.cases = cases;
        this.settler = settler;
        this.pulls = pulls;
        this.daraja = daraja;
        this.clock = clock;
    }

    @Override
    public void abandon(AttemptId id, UserId by, String reason) {
        TherapySession session = hold(id);
        AttemptRow attempt = attempts.find(id).orElseThrow();
        Instant sentAt = attempt.sentAt();
        if (attempt.state() != AttemptState.TIMED_OUT || sentAt == null) {
            throw new DecisionRefusedException("only an attempt that timed out can be given up; this one is "
                    + attempt.state() + ". Ask M-PESA about it, or wait for its answer");
        }
        Instant from = sentAt.plus(Settlement.UNRESOLVED_AFTER);
        if (clock.instant().isBefore(from)) {
            throw new DecisionRefusedException(
                    "it can be given up from " + from + " on, ten minutes after it was sent");
        }
        Instant lastQuery = attempt.lastQueryAt();
        boolean queryable =
                attempt.checkoutRequestId() != null && daraja.canAsk(attempt.environment(), attempt.merchant());
        if (queryable && (lastQuery == null || lastQuery.isBefore(from))) {
            throw new DecisionRefusedException(
                    "M-PESA has not answered a query about it since " + from + "; ask first");
        }
        if (!pulls.hasLookedFor(attempt, from)) {
            throw new DecisionRefusedException(
                    "M-PESA's record of the time up to " + from + " has not been pulled yet; wait for the next pull");
        }
        decide(EvidenceSubject.of(attempt), EvidenceMeaning.UNKNOWN_TO_MPESA, null, null, by, reason);
        settler.settle(session, clock.instant());
    }

    @Override
    public void declareUnpaid(AttemptId id, UserId by, String reason) {
        TherapySession session = hold(id);
        AttemptRow attempt = attempts.find(id).orElseThrow();
        if (!attempt.provisional()) {
            throw new DecisionRefusedException(
                    "only a payment without a receipt can be found to be none; this attempt is " + attempt.state());
        }
        decide(EvidenceSubject.of(attempt), EvidenceMeaning.NOT_PAID, null, null, by, reason);
        settler.settle(session, clock.instant());
    }

    @Override
    public void acceptClaim(PaymentEnvironment environment, String receipt, UserId by, String reason) {
        Claim claim = claims(environment, receipt).get(0);
        TherapySession session = bookings.lockForPayment(sessionOf(claim, receipt));
        decide(claim.about(), EvidenceMeaning.PAID, receipt, claim.read().amount(), by, reason);
        settler.settle(session, clock.instant());
    }

    @Override
    public void rejectClaim(PaymentEnvironment environment, String receipt, UserId by, String reason) {
        Claim claim = claims(environment, receipt).get(0);
        if (claim.isOwned()) {
            TherapySession session = bookings.lockForPayment(sessionOf(claim, receipt));
            decide(claim.about(), EvidenceMeaning.NOT_PAID, receipt, null, by, reason);
            settler.settle(session, clock.instant());
            return;
        }
        Instant now = clock.instant();
        UUID said = decide(claim.about(), EvidenceMeaning.NOT_PAID, receipt, null, by, reason);
        evidence.dispose(said, EvidenceDisposition.APPLIED);
        unowned.reject(environment, receipt, now).forEach(piece -> cases.answered(piece, reason, now));
    }

    private List<Claim> claims(PaymentEnvironment environment, String receipt) {
        List<Claim> claims = unowned.claims(environment, receipt);
        if (claims.isEmpty()) {
            throw new DecisionRefusedException("nothing about " + receipt + " waits to be believed");
        }
        return claims;
    }

    private SessionId sessionOf(Claim claim, String receipt) {
        EvidenceSubject about = claim.about();
        if (about.session() != null) {
            return about.session();
        }
        if (about.attempt() != null) {
            return attempts.find(about.attempt()).orElseThrow().sessionId();
        }
        throw new DecisionRefusedException(
                receipt + " names no session of ours; once one of M-PESA's records tells of it, assign it to one");
    }

    @Override
    public void assign(PaymentEnvironment environment, String receipt, SessionId id, UserId by, String reason) {
        TherapySession session = bookings.lockForPayment(id);
        Booked orphan = receipts.find(environment, receipt)
                .filter(booked -> booked.disposition() == ReceiptDisposition.ORPHAN)
                .orElseThrow(() -> new DecisionRefusedException(receipt + " is no orphan (any more)"));
        if (session.environment() != environment || !session.merchant().equals(orphan.merchant())) {
            throw new DecisionRefusedException(
                    session.bookingNumber() + " is paid to another short code or environment than " + receipt);
        }
        decide(EvidenceSubject.of(session), EvidenceMeaning.PAID, receipt, orphan.amount(), by, reason);
        settler.settle(session, clock.instant());
    }

    private TherapySession hold(AttemptId id) {
        AttemptRow attempt =
                attempts.find(id).orElseThrow(() -> new DecisionRefusedException("there is no attempt " + id));
        return bookings.lockForPayment(attempt.sessionId());
    }

    private UUID decide(
            EvidenceSubject about,
            EvidenceMeaning meaning,
            @Nullable String receipt,
            @Nullable Long amount,
            UserId by,
            String reason) {
        NewEvidence decision = new NewEvidence(
                EvidenceSource.PERSON,
                NewEvidence.PERSON,
                meaning,
                null,
                null,
                null,
                reason,
                receipt,
                null,
                amount,
                null,
                null,
                null,
                ("decided by " + by + ": " + reason).getBytes(StandardCharsets.UTF_8));
        return evidence.add(about, decision, clock.instant());
    }
}
