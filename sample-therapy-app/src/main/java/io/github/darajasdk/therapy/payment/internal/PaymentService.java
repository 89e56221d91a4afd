package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.spring.autoconfigure.DarajaProperties;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.booking.SessionNews;
import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.InitiatePayment;
import io.github.darajasdk.therapy.payment.PaymentRefusedException;
import io.github.darajasdk.therapy.payment.PaymentRefusedException.Reason;
import io.github.darajasdk.therapy.payment.PaymentView;
import io.github.darajasdk.therapy.payment.Payments;
import io.github.darajasdk.therapy.payment.Recovery;
import io.github.darajasdk.therapy.platform.Ids;
import io.github.darajasdk.therapy.platform.Jobs;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts payments: checks, stores, hands over to a worker, and waits a moment for what the page can say. */
@Service
class PaymentService implements Payments {

    private static final Duration ANSWER_WITHIN = Duration.ofMillis(2_500);
    private static final Duration FIRST_LOOK = Duration.ofMillis(5);
    private static final Duration LONGEST_GAP = Duration.ofMillis(50);

    private final Bookings bookings;
    private final AttemptStore attempts;
    private final PaymentViews views;
    private final DarajaGateway daraja;
    private final PaymentLimits limits;
    private final DarajaProperties settings;
    private final QuerySchedule queries;
    private final PaymentMode mode;
    private final Recovery recovery;
    private final Jobs jobs;
    private final SessionNews news;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;

    PaymentService(
            Bookings bookings,
            AttemptStore attempts,
            PaymentViews views,
            DarajaGateway daraja,
            PaymentLimits limits,
            DarajaProperties settings,
            QuerySchedule queries,
            PaymentMode mode,
            Recovery recovery,
            Jobs jobs,
            SessionNews news,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Ids ids,
            Clock clock) {
        this.bookings = bookings;
        this.attempts = attempts;
        this.views = views;
        this.daraja = daraja;
        this.limits = limits;
        this.settings = settings;
        this.queries = queries;
        this.mode = mode;
        this.recovery = recovery;
        this.jobs = jobs;
        this.news = news;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public PaymentView initiate(InitiatePayment request) {
        long answerBy = System.nanoTime() + ANSWER_WITHIN.toNanos();
        String phone = daraja.phoneNumber(request.phone())
                .orElseThrow(() -> new PaymentRefusedException(
                        Reason.INVALID_PHONE, "the phone number is not a Kenyan mobile number such as 0712 345 678"));
        AttemptId attempt = transaction.execute(status -> create(request, phone));
        awaitFirstAnswer(attempt, answerBy);
        return viewAttempt(attempt).orElseThrow();
    }

    private AttemptId create(InitiatePayment request, String phone) {
        TherapySession session = bookings.find(request.sessionId())
                .filter(found -> found.clientId().equals(request.payer()))
                .map(found -> bookings.lockForPayment(found.id()))
                .orElseThrow(() -> new PaymentRefusedException(
                        Reason.SESSION_NOT_FOUND, "session " + request.sessionId() + " is not one of the payer's"));
        holdUntilCommit("payer " + request.payer());
        String digest = NewEvidence.sha256((session.id() + "|" + phone).getBytes(StandardCharsets.UTF_8));
        Instant now = clock.instant();
        Optional<AttemptRow> known = sameRequest(request, digest, now);
        if (known.isPresent()) {
            return known.get().id();
        }
        List<AttemptRow> earlier = attempts.ofSession(session.id());
        refuseUnlessPayable(session, earlier, now);
        refuseWhileRecovering();
        refuseBeyondLimits(request, phone, now);
        AttemptRow attempt = newAttempt(request, session, earlier.size() + 1, phone, digest, now);
        attempts.insert(attempt);
        jobs.schedule(PaymentJobs.PUSH.instance(attempt.id().toString()).build(), now);
        news.changed(session);
        return attempt.id();
    }

    /** The attempt that the key has made before, unless that is so long ago that the key may be used anew. */
    private Optional<AttemptRow> sameRequest(InitiatePayment request, String digest, Instant now) {
        Optional<AttemptRow> known = attempts.findByIdempotencyKey(request.payer(), request.idempotencyKey());
        if (known.isEmpty()) {
            return known;
        }
        if (!known.get().createdAt().isAfter(now.minus(PaymentTiming.KEYS_KEPT))) {
            attempts.forgetKey(known.get().id());
            return Optional.empty();
        }
        if (!known.get().requestDigest().equals(digest)) {
            throw new PaymentRefusedException(
                    Reason.IDEMPOTENCY_KEY_REUSED, "this idempotency key was used for another payment");
        }
        return known;
    }

    private void refuseUnlessPayable(TherapySession session, List<AttemptRow> earlier, Instant now) {
        if (earlier.stream().anyMatch(row -> row.state() == AttemptState.PAID)
                || session.status() == SessionStatus.CONFIRMED) {
            throw new PaymentRefusedException(Reason.ALREADY_PAID, "the session is paid for already");
        }
        if (session.status() != SessionStatus.APPROVED) {
            throw new PaymentRefusedException(
                    Reason.SESSION_NOT_APPROVED,
                    "only an approved session can be paid, this one is " + session.status());
        }
        if (!views.isServed(session)) {
            throw new PaymentRefusedException(
                    Reason.SESSION_NOT_APPROVED,
                    "the session is to be paid to " + session.merchant() + " in " + session.environment()
                            + ", which is not served now");
        }
        if (session.price().shillings() > settings.maxPayment()) {
            throw new PaymentRefusedException(
                    Reason.AMOUNT_TOO_LARGE,
                    "the session costs " + session.price() + ", but M-PESA moves at most KES " + settings.maxPayment()
                            + " at once");
        }
        if (views.isUndecided(session, earlier)) {
            throw new PaymentRefusedException(
                    Reason.ANOTHER_ATTEMPT_OPEN, "an earlier request to the phone is not decided yet");
        }
        Optional<Instant> from = views.payableFrom(session, earlier);
        if (from.filter(moment -> !moment.isAfter(now)).isEmpty()) {
            throw new PaymentRefusedException(
                    Reason.WAIT_BEFORE_RETRY, "M-PESA asks to wait before the next try", from.orElse(null));
        }
    }

    private void refuseWhileRecovering() {
        if (recovery.isUnderWay()) {
            throw new PaymentRefusedException(
                    Reason.RECOVERING, "no money is moved while the database recovers from a restore");
        }
    }

    /** Counted while payer and phone are held, so that threads and instances count together. */
    private void refuseBeyondLimits(InitiatePayment request, String phone, Instant now) {
        holdUntilCommit("phone " + phone);
        Instant windowStart = now.minus(limits.window());
        Instant dayStart = now.minus(Duration.ofDays(1));
        boolean tooMany = attempts.sentToPhoneSince(phone, windowStart) >= limits.perPhone()
                || attempts.sentToPhoneSince(phone, dayStart) >= limits.perPhonePerDay()
                || attempts.madeByUserSince(request.payer(), windowStart) >= limits.perUser()
                || attempts.madeForSessionSince(request.sessionId(), dayStart) >= limits.perSessionPerDay();
        if (tooMany) {
            throw new PaymentRefusedException(
                    Reason.TOO_MANY_ATTEMPTS,
                    "too many requests for this phone or session, or by this user; wait a while");
        }
    }

    /** One transaction at a time goes on from here. Always session, payer, phone in this order. */
    private void holdUntilCommit(String what) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:what, 7))")
                .param("what", what)
                .query(row -> {});
    }

    private AttemptRow newAttempt(
            InitiatePayment request, TherapySession session, int number, String phone, String digest, Instant now) {
        return new AttemptRow(
                new AttemptId(ids.next()),
                session.id(),
                session.environment(),
                session.merchant(),
                number,
                request.payer(),
                phone,
                session.price(),
                session.bookingNumber() + "-" + number,
                request.idempotencyKey(),
                digest,
                AttemptState.CREATED,
                false,
                0,
                null,
                null,
                null,
                null,
                null,
                now,
                now.plus(PaymentTiming.UNSENT_EXPIRES),
                null,
                null,
                null,
                null,
                null);
    }

    /**
     * Gives M-PESA a moment, so that the first page shown mostly says "Check your phone" already. Looks often at first and
     * ever less: any instance may be the one that sends.
     */
    private void awaitFirstAnswer(AttemptId attempt, long answerBy) {
        long gap = FIRST_LOOK.toNanos();
        while (System.nanoTime() - answerBy < 0 && !Thread.currentThread().isInterrupted()) {
            AttemptState state = attempts.state(attempt);
            if (state != AttemptState.CREATED && state != AttemptState.SENDING) {
                return;
            }
            LockSupport.parkNanos(gap);
            gap = Math.min(gap + gap / 2, LONGEST_GAP.toNanos());
        }
    }

    @Override
    public PaymentView view(SessionId sessionId) {
        return views.view(bookings.find(sessionId)
                .orElseThrow(() ->
                        new PaymentRefusedException(Reason.SESSION_NOT_FOUND, "there is no session " + sessionId)));
    }

    @Override
    public Optional<PaymentView> viewAttempt(AttemptId attemptId) {
        return attempts.find(attemptId).flatMap(this::about);
    }

    @Override
    public Optional<PaymentView> viewPrompt(String checkoutRequestId) {
        return attempts.findByCheckoutRequest(mode.environment(), checkoutRequestId)
                .flatMap(this::about);
    }

    private Optional<PaymentView> about(AttemptRow attempt) {
        return bookings.find(attempt.sessionId()).map(session -> views.view(session, attempt.id()));
    }

    @Override
    public void askNow(AttemptId attemptId) {
        transaction.executeWithoutResult(status -> attempts.find(attemptId)
                .filter(attempt -> attempt.state().isOpen() && attempt.sentAt() != null)
                .filter(attempt -> !wasAskedAMomentAgo(attempt))
                .ifPresent(attempt -> queries.bringForward(attempt.id(), clock.instant())));
    }

    private boolean wasAskedAMomentAgo(AttemptRow attempt) {
        Instant last = attempt.lastQueryAt() == null ? attempt.sentAt() : attempt.lastQueryAt();
        return last != null && last.plus(PaymentTiming.ASKED_A_MOMENT_AGO).isAfter(clock.instant());
    }

    @Override
    public PaymentView cancelUnsent(AttemptId attemptId, UserId payer) {
        return transaction.execute(status -> {
            AttemptRow attempt = ofPayer(attemptId, payer);
            TherapySession session = bookings.lockForPayment(attempt.sessionId());
            AttemptRow present = attempts.find(attemptId).orElseThrow();
            if (attempts.giveUpUnsent(present, "cancelled by the payer", clock.instant())) {
                news.changed(session);
            }
            return views.view(session);
        });
    }

    @Override
    public PaymentView release(AttemptId attemptId, UserId payer) {
        return transaction.execute(status -> {
            AttemptRow attempt = ofPayer(attemptId, payer);
            TherapySession session = bookings.lockForPayment(attempt.sessionId());
            List<AttemptRow> rows = attempts.ofSession(session.id());
            Instant now = clock.instant();
            boolean allowed = rows.stream()
                    .filter(row -> row.id().equals(attemptId))
                    .anyMatch(row -> views.isReleasable(row, rows, now));
            if (!allowed || !attempts.release(attemptId, payer, now)) {
                throw new PaymentRefusedException(
                        Reason.RELEASE_NOT_ALLOWED,
                        "this request cannot be set aside now; M-PESA is still being asked");
            }
            news.changed(session);
            return views.view(session);
        });
    }

    private AttemptRow ofPayer(AttemptId attemptId, UserId payer) {
        return attempts.find(attemptId)
                .filter(found -> found.payer().equals(payer))
                .orElseThrow(() -> new PaymentRefusedException(
                        Reason.SESSION_NOT_FOUND, "attempt " + attemptId + " is not one of the payer's"));
    }
}
