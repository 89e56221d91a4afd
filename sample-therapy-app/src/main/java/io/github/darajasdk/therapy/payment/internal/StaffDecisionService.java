package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.DecisionRefusedException;
import io.github.darajasdk.therapy.payment.PaymentDecisions;
import io.github.darajasdk.therapy.payment.review.CaseId;
import io.github.darajasdk.therapy.payment.review.CaseRefusedException;
import io.github.darajasdk.therapy.payment.review.CaseRefusedException.Reason;
import io.github.darajasdk.therapy.payment.review.CaseStep.Action;
import io.github.darajasdk.therapy.payment.review.PaymentCase;
import io.github.darajasdk.therapy.payment.review.PaymentCases;
import io.github.darajasdk.therapy.payment.review.StaffDecisions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an administrator decides about a case: carried out by the rules of {@link PaymentDecisions}, and kept with the case. */
@Service
class StaffDecisionService implements StaffDecisions {

    private final PaymentCases cases;
    private final PaymentDecisions decisions;
    private final Bookings bookings;
    private final AttemptStore attempts;
    private final EvidenceStore evidence;
    private final UnownedEvidence unowned;
    private final MovementIntake movements;
    private final ReceiptStore receipts;
    private final Settler settler;
    private final Clock clock;

    StaffDecisionService(
            PaymentCases cases,
            PaymentDecisions decisions,
            Bookings bookings,
            AttemptStore attempts,
            EvidenceStore evidence,
            UnownedEvidence unowned,
            MovementIntake movements,
            ReceiptStore receipts,
            Settler settler,
            Clock clock) {
        this.cases = cases;
        this.decisions = decisions;
        this.bookings = bookings;
        this.attempts = attempts;
        this.evidence = evidence;
        this.unowned = unowned;
        this.movements = movements;
        this.receipts = receipts;
        this.settler = settler;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void confirmReceipt(CaseId about, String receipt, UserId by, String why) {
        String text = JdbcPaymentCases.required(why);
        if (!receipt.matches("[A-Z0-9]{8,12}")) {
            throw refused(Reason.BAD_RECEIPT, "a receipt is 8 to 12 capital letters and digits");
        }
        AttemptId id = attempt(open(about));
        TherapySession session =
                bookings.lockForPayment(attempts.find(id).orElseThrow().sessionId());
        AttemptRow attempt = attempts.find(id).orElseThrow();
        if (!attempt.provisional()) {
            throw refused(Reason.MOVED_ON, "the attempt is " + attempt.state() + ", and its receipt is known");
        }
        if (isBookedElsewhere(attempt, receipt)) {
            throw refused(Reason.RECEIPT_IS_TAKEN, "receipt " + receipt + " stands for another payment");
        }
        evidence.add(EvidenceSubject.of(attempt), paid(receipt, attempt, by, text), clock.instant());
        settler.settle(session, clock.instant());
        cases.note(about, Action.RECEIPT_CONFIRMED, by, text);
    }

    private boolean isBookedElsewhere(AttemptRow attempt, String receipt) {
        return receipts.find(attempt.environment(), receipt)
                .filter(booked ->
                        booked.session() != null && !attempt.sessionId().value().equals(booked.session()))
                .isPresent();
    }

    @Override
    @Transactional
    public void markFailed(CaseId about, UserId by, String why) {
        String text = JdbcPaymentCases.required(why);
        AttemptId attempt = attempt(open(about));
        decided(Reason.MOVED_ON, () -> decisions.declareUnpaid(attempt, by, text));
        cases.note(about, Action.MARKED_FAILED, by, text);
    }

    @Override
    @Transactional
    public void abandon(CaseId about, UserId by, String why) {
        String text = JdbcPaymentCases.required(why);
        AttemptId attempt = attempt(open(about));
        decided(Reason.NOT_ASKED_EVERYWHERE, () -> decisions.abandon(attempt, by, text));
        cases.note(about, Action.ABANDONED, by, text);
    }

    @Override
    @Transactional
    public void link(CaseId about, String bookingNumber, UserId by, String why) {
        String text = JdbcPaymentCases.required(why);
        PaymentCase of = open(about);
        String receipt = of.receipt().orElseThrow(() -> refused(Reason.BAD_RECEIPT, "the case names no receipt"));
        TherapySession session = bookings.findByBookingNumber(bookingNumber.replaceFirst("-\\d+$", ""))
                .orElseThrow(() -> refused(Reason.UNKNOWN_SESSION, "there is no such booking"));
        decided(Reason.UNKNOWN_SESSION, () -> decisions.assign(of.environment(), receipt, session.id(), by, text));
        cases.note(about, Action.LINKED, by, text);
    }

    @Override
    @Transactional
    public void acceptClaim(CaseId about, UserId by, String why) {
        String text = JdbcPaymentCases.required(why);
        PaymentCase of = open(about);
        String receipt = of.evidence()
                .flatMap(unowned::pending)
                .flatMap(claim -> Optional.ofNullable(claim.read().receipt()))
                .orElseThrow(() -> refused(Reason.MOVED_ON, "the message is decided by now"));
        decided(Reason.UNKNOWN_SESSION, () -> decisions.acceptClaim(of.environment(), receipt, by, text));
        cases.note(about, Action.CLAIM_ACCEPTED, by, text);
    }

    /** What the decision's own rules refuse, this case refuses too. */
    private static void decided(Reason reason, Runnable decision) {
        try {
            decision.run();
        } catch (DecisionRefusedException e) {
            throw refused(reason, String.valueOf(e.getMessage()));
        }
    }

    @Override
    @Transactional
    public void replay(CaseId about, UUID piece, UserId by, String why) {
        String text = JdbcPaymentCases.required(why);
        PaymentCase of = open(about);
        Optional<TherapySession> session = evidence.attemptOf(piece, EvidenceDisposition.QUARANTINED)
                .flatMap(attempts::find)
                .map(attempt -> bookings.lockForPayment(attempt.sessionId()));
        boolean isOfThisCase = of.evidence().equals(Optional.of(piece))
                || (session.isPresent() && of.session().equals(session.map(TherapySession::id)));
        if (!isOfThisCase || !evidence.reopen(piece)) {
            throw refused(Reason.MOVED_ON, "the message is not set aside in this case, or not any more");
        }
        if (session.isPresent()) {
            settler.settle(session.get(), clock.instant());
        } else {
            unowned.pending(piece).ifPresent(claim -> movements.takeAgain(piece, claim));
        }
        cases.note(about, Action.REPLAYED, by, text);
    }

    private static AttemptId attempt(PaymentCase of) {
        return of.attempt().orElseThrow(() -> refused(Reason.MOVED_ON, "the case is about no attempt"));
    }

    private PaymentCase open(CaseId about) {
        return cases.find(about)
                .filter(PaymentCase::isOpen)
                .orElseThrow(() -> refused(Reason.MOVED_ON, "the case is resolved by now"));
    }

    private static NewEvidence paid(String receipt, AttemptRow attempt, UserId by, String why) {
        return new NewEvidence(
                EvidenceSource.PERSON,
                NewEvidence.PERSON,
                EvidenceMeaning.PAID,
                null,
                null,
                null,
                why,
                receipt,
                null,
                attempt.amount().shillings(),
                null,
                null,
                null,
                ("decided by " + by + ", from M-PESA's own record: " + why).getBytes(StandardCharsets.UTF_8));
    }

    private static CaseRefusedException refused(Reason reason, String message) {
        return new CaseRefusedException(reason, message);
    }
}
