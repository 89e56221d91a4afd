package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.internal.UnownedEvidence.Claim;
import io.github.darajasdk.therapy.payment.review.CaseId;
import io.github.darajasdk.therapy.payment.review.CaseStep.Action;
import io.github.darajasdk.therapy.payment.review.DecisionRefusedException;
import io.github.darajasdk.therapy.payment.review.DecisionRefusedException.Reason;
import io.github.darajasdk.therapy.payment.review.PaymentCase;
import io.github.darajasdk.therapy.payment.review.PaymentCases;
import io.github.darajasdk.therapy.payment.review.StaffDecisions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Turns what an administrator decides into evidence, and has it settled in the same transaction. */
@Service
class StaffDecisionService implements StaffDecisions {

    private final PaymentCases cases;
    private final Bookings bookings;
    private final AttemptStore attempts;
    private final EvidenceStore evidence;
    private final UnownedEvidence unowned;
    private final MovementIntake movements;
    private final ReceiptStore receipts;
    private final Settler settler;
    private final Pulling pulls;
    private final Clock clock;

    StaffDecisionService(
            PaymentCases cases,
            Bookings bookings,
            AttemptStore attempts,
            EvidenceStore evidence,
            UnownedEvidence unowned,
            MovementIntake movements,
            ReceiptStore receipts,
            Settler settler,
            Pulling pulls,
            Clock clock) {
        this.cases = cases;
        this.bookings = bookings;
        this.attempts = attempts;
        this.evidence = evidence;
        this.unowned = unowned;
        this.movements = movements;
        this.receipts = receipts;
        this.settler = settler;
        this.pulls = pulls;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void confirmReceipt(CaseId about, String receipt, UserId by, String why) {
        String text = JdbcPaymentCases.required(why);
        if (!receipt.matches("[A-Z0-9]{8,12}")) {
            throw refused(Reason.BAD_RECEIPT, "a receipt is 8 to 12 capital letters and digits");
        }
        AttemptRow attempt = attempt(about, AttemptState.PAID);
        if (!attempt.provisional()) {
            throw refused(Reason.MOVED_ON, "its receipt is known by now");
        }
        if (isBookedElsewhere(attempt, receipt)) {
            throw refused(Reason.RECEIPT_IS_TAKEN, "receipt " + receipt + " stands for another payment");
        }
        decide(
                EvidenceSubject.of(attempt),
                said(EvidenceMeaning.PAID, receipt, attempt.amount().shillings(), by, text),
                attempt);
        cases.note(about, Action.RECEIPT_CONFIRMED, by, text);
    }

    private boolean isBookedElsewhere(AttemptRow attempt, String receipt) {
        return receipts.find(attempt.environment(), receipt)
                .filter(booked -> booked.session() != null
                        && !attempt.sessionId().value().equals(booked.session()))
                .isPresent();
    }

    @Override
    @Transactional
    public void markFailed(CaseId about, UserId by, String why) {
        String text = JdbcPaymentCases.required(why);
        AttemptRow attempt = attempt(about, AttemptState.PAID);
        if (!attempt.provisional()) {
            throw refused(Reason.MOVED_ON, "its receipt is known by now");
        }
        decide(EvidenceSubject.of(attempt), said(EvidenceMeaning.NOT_PAID, null, null, by, text), attempt);
        cases.note(about, Action.MARKED_FAILED, by, text);
    }

    @Override
    @Transactional
    public void abandon(CaseId about, UserId by, String why) {
        String text = JdbcPaymentCases.required(why);
        AttemptRow attempt = attempt(about, AttemptState.TIMED_OUT);
        Instant since = Objects.requireNonNull(attempt.sentAt()).plus(Settlement.UNRESOLVED_AFTER);
        Instant lastAsked = attempt.lastQueryAt();
        boolean asked = attempt.checkoutRequestId() == null || (lastAsked != null && !lastAsked.isBefore(since));
        if (clock.instant().isBefore(since)
                || !asked
                || !pulls.hasLookedFor(attempt, since)
                || evidence.isSaidToBePaid(attempt.sessionId())) {
            throw refused(Reason.NOT_ASKED_EVERYWHERE, "not every source was asked ten minutes after it was sent");
        }
        decide(EvidenceSubject.of(attempt), said(EvidenceMeaning.UNKNOWN_TO_MPESA, null, null, by, text), attempt);
        cases.note(about, Action.ABANDONED, by, text);
    }

    @Override
    @Transactional
    public void link(CaseId about, String bookingNumber, UserId by, String why) {
        String text = JdbcPaymentCases.required(why);
        PaymentCase of = open(about);
        String receipt = of.receipt().orElseThrow(() -> refused(Reason.BAD_RECEIPT, "the case names no receipt"));
        TherapySession session = bookings.findByBookingNumber(bookingNumber.replaceFirst("-\\d+$", ""))
                .map(found -> bookings.lockForPayment(found.id()))
                .filter(found -> found.environment() == of.environment())
                .orElseThrow(() -> refused(Reason.UNKNOWN_SESSION, "there is no such booking"));
        ReceiptStore.Booked orphan = receipts.find(of.environment(), receipt)
                .filter(booked -> booked.session() == null && booked.disposition() == ReceiptDisposition.ORPHAN)
                .orElseThrow(() -> refused(Reason.MOVED_ON, "receipt " + receipt + " is no orphan any more"));
        evidence.add(
                EvidenceSubject.of(session),
                said(EvidenceMeaning.PAID, receipt, orphan.amount(), by, text),
                clock.instant());
        unowned.adopt(EvidenceSubject.of(session), receipt);
        settler.settle(session, clock.instant());
        cases.note(about, Action.LINKED, by, text);
    }

    @Override
    @Transactional
    public void acceptClaim(CaseId about, UserId by, String why) {
        String text = JdbcPaymentCases.required(why);
        Claim claim = open(about)
                .evidence()
                .flatMap(unowned::pending)
                .orElseThrow(() -> refused(Reason.MOVED_ON, "the message is decided by now"));
        NewEvidence read = claim.read();
        NewEvidence word = said(EvidenceMeaning.PAID, read.receipt(), read.amount(), by, text);
        UUID piece = evidence.add(claim.about(), word, clock.instant());
        movements.takeAgain(piece, new Claim(claim.about(), withReference(word, read), clock.instant()));
        cases.note(about, Action.CLAIM_ACCEPTED, by, text);
        open(about).evidence().flatMap(unowned::pending).ifPresent(left -> movements.takeAgain(
                open(about).evidence().orElseThrow(), left));
    }

    /** What the customer typed names the booking. */
    private static NewEvidence withReference(NewEvidence word, NewEvidence claim) {
        return new NewEvidence(
                word.source(),
                word.authenticity(),
                word.meaning(),
                null,
                null,
                null,
                word.resultDescription(),
                word.receipt(),
                null,
                word.amount(),
                claim.phone(),
                claim.billReference(),
                claim.transactionTime(),
                word.rawBody());
    }

    @Override
    @Transactional
    public void replay(CaseId about, UUID piece, UserId by, String why) {
        String text = JdbcPaymentCases.required(why);
        open(about);
        if (!evidence.reopen(piece)) {
            throw refused(Reason.MOVED_ON, "the message is not set aside any more");
        }
        Optional<AttemptRow> attempt = evidence.attemptOfPending(piece).flatMap(attempts::find);
        if (attempt.isPresent()) {
            settler.settle(bookings.lockForPayment(attempt.get().sessionId()), clock.instant());
        } else {
            unowned.pending(piece).ifPresent(claim -> movements.takeAgain(piece, claim));
        }
        cases.note(about, Action.REPLAYED, by, text);
    }

    private void decide(EvidenceSubject subject, NewEvidence word, AttemptRow attempt) {
        TherapySession session = bookings.lockForPayment(attempt.sessionId());
        evidence.add(subject, word, clock.instant());
        settler.settle(session, clock.instant());
    }

    /** The attempt of an open case, its session locked, if it is still where the decision applies. */
    private AttemptRow attempt(CaseId about, AttemptState expected) {
        AttemptId id = open(about)
                .attempt()
                .orElseThrow(() -> refused(Reason.MOVED_ON, "the case is about no attempt"));
        AttemptRow found = attempts.find(id).orElseThrow();
        bookings.lockForPayment(found.sessionId());
        AttemptRow present = attempts.find(id).orElseThrow();
        if (present.state() != expected) {
            throw refused(Reason.MOVED_ON, "the attempt is " + present.state() + " by now");
        }
        return present;
    }

    private PaymentCase open(CaseId about) {
        return cases.find(about)
                .filter(PaymentCase::isOpen)
                .orElseThrow(() -> refused(Reason.MOVED_ON, "the case is resolved by now"));
    }

    private NewEvidence said(
            EvidenceMeaning meaning, @Nullable String receipt, @Nullable Long amount, UserId by, String why) {
        String words = "user " + by + " at " + clock.instant() + ", from M-PESA's own record: " + why;
        return new NewEvidence(
                EvidenceSource.PERSON,
                NewEvidence.PERSON,
                meaning,
                null,
                null,
                null,
                words,
                receipt,
                null,
                amount,
                null,
                null,
                null,
                words.getBytes(StandardCharsets.UTF_8));
    }

    private static DecisionRefusedException refused(Reason reason, String message) {
        return new DecisionRefusedException(reason, message);
    }
}
