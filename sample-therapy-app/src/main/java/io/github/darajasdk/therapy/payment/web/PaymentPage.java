package io.github.darajasdk.therapy.payment.web;

import io.github.darajasdk.therapy.booking.PaymentStatus;
import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.PaymentView;
import io.github.darajasdk.therapy.payment.PaymentView.Attempt;
import io.github.darajasdk.therapy.platform.web.Moments;
import java.time.Duration;
import java.util.Optional;

/** The payment page at one moment: which face it shows, and the few figures that go with it. */
final class PaymentPage {

    /** Longer than this, and the payer is told that M-PESA is slow. */
    private static final Duration CONTACTED_WITHIN = Duration.ofSeconds(2);

    private final TherapySession session;
    private final PaymentView view;
    private final Face face;

    private PaymentPage(TherapySession session, PaymentView view) {
        this.session = session;
        this.view = view;
        this.face = view.latest().map(attempt -> faceOf(view, attempt)).orElseGet(() -> faceWithoutAttempt(view));
    }

    private static Face faceWithoutAttempt(PaymentView view) {
        if (view.summary().status() == PaymentStatus.PAID) {
            return view.underReview() ? Face.PAID_OTHERWISE : Face.PAID;
        }
        if (view.beingChecked()) {
            return Face.BEING_CHECKED;
        }
        if (view.payable()) {
            return Face.READY;
        }
        return Face.NOT_PAYABLE;
    }

    static PaymentPage of(TherapySession session, PaymentView view) {
        return new PaymentPage(session, view);
    }

    private static Face faceOf(PaymentView view, Attempt attempt) {
        if (attempt.state().isOpen() && view.payable()) {
            return Face.RELEASED;
        }
        boolean ended = !attempt.state().isOpen() && attempt.state() != AttemptState.PAID;
        if (ended && view.beingChecked()) {
            return Face.BEING_CHECKED;
        }
        return switch (attempt.state()) {
            case CREATED, SENDING ->
                Duration.between(attempt.createdAt(), view.asOf()).compareTo(CONTACTED_WITHIN) < 0
                        ? Face.CONTACTING
                        : Face.SLOW;
            case QUEUED -> Face.QUEUED;
            case PROMPTED ->
                attempt.confirming()
                        ? Face.CONFIRMING
                        : promptLeft(view, attempt).isZero() ? Face.PROMPT_OVER : Face.PROMPT;
            case UNCLEAR -> Face.UNCLEAR;
            case TIMED_OUT -> attempt.confirming() ? Face.CONFIRMING : Face.TIMED_OUT;
            case PAID ->
                view.underReview()
                        ? Face.PAID_OTHERWISE
                        : attempt.receipt().isEmpty() ? Face.PAID_RECEIPT_FOLLOWS : Face.PAID;
            case FAILED -> Face.FAILED;
            case NOT_SENT -> Face.NOT_SENT;
            case ABANDONED -> Face.ABANDONED;
            case REVERSED -> view.summary().status() == PaymentStatus.REFUNDED ? Face.REFUNDED : Face.REVERSED;
        };
    }

    private static Duration promptLeft(PaymentView view, Attempt attempt) {
        return attempt.sentAt()
                .map(sent -> Duration.between(view.asOf(), sent.plus(attempt.promptLife())))
                .filter(left -> !left.isNegative())
                .orElse(Duration.ZERO);
    }

    public TherapySession session() {
        return session;
    }

    public PaymentView view() {
        return view;
    }

    public Face face() {
        return face;
    }

    /** The price inside a sentence: it does not break across lines. */
    public String amount() {
        return view.price().toString().replace(' ', '\u00a0');
    }

    /** Name of the attempt's state, or NONE. */
    public String state() {
        return view.latest().map(attempt -> attempt.state().name()).orElse("NONE");
    }

    public Optional<Attempt> attempt() {
        return view.latest();
    }

    /** M-PESA's receipt number, or nothing. */
    public String receipt() {
        return view.latest()
                .flatMap(Attempt::receipt)
                .or(() -> view.summary().receipt())
                .orElse("");
    }

    /** Whether the form is shown with its button ready. */
    public boolean offersPayment() {
        return view.payable();
    }

    /** Whether paying is only a matter of waiting, with the button counting down. */
    public boolean offersPaymentLater() {
        return !view.payable() && view.payableAt().isPresent() && !face.live();
    }

    public boolean retry() {
        return view.latest().isPresent();
    }

    /** Seconds left to type the PIN. */
    public long promptSecondsLeft() {
        return view.latest()
                .map(attempt -> promptLeft(view, attempt).toSeconds())
                .orElse(0L);
    }

    public long promptSeconds() {
        return view.latest().map(attempt -> attempt.promptLife().toSeconds()).orElse(0L);
    }

    /** Seconds until a queued attempt is tried again. */
    public long nextTrySeconds() {
        return view.latest()
                .flatMap(Attempt::nextTryAt)
                .map(at -> secondsUntil(Duration.between(view.asOf(), at)))
                .orElse(0L);
    }

    /** Seconds until a new attempt is allowed. */
    public long payableInSeconds() {
        return view.payableAt()
                .map(at -> secondsUntil(Duration.between(view.asOf(), at)))
                .orElse(0L);
    }

    public String nextTryIn() {
        return Moments.minutesAndSeconds(Duration.ofSeconds(nextTrySeconds()));
    }

    public String payableIn() {
        return Moments.minutesAndSeconds(Duration.ofSeconds(payableInSeconds()));
    }

    /** How much of the ring is gone, 0 to 100. */
    public long ringGone() {
        return promptSeconds() == 0 ? 100 : 100 - 100 * promptSecondsLeft() / promptSeconds();
    }

    /** Whether an earlier prompt of this session may still be on the phone after this payment. */
    public boolean earlierPrompts() {
        return view.latest().filter(attempt -> attempt.number() > 1).isPresent();
    }

    public boolean sessionOver() {
        return session.status() == SessionStatus.CANCELLED || session.status() == SessionStatus.DECLINED;
    }

    /** After how many seconds a page without script asks again; 0 when nothing is to be expected. */
    public long refreshSeconds() {
        return face.live() ? Math.max(5, face.pollEvery().toSeconds()) : offersPaymentLater() ? 10 : 0;
    }

    /** Changes exactly when the page would show something else; a page that has it already gets no answer body. */
    public String version() {
        String shown = String.join(
                "|",
                face.name(),
                session.status().name(),
                String.valueOf(view.payable()),
                String.valueOf(view.payableAt()),
                receipt(),
                view.latest()
                        .map(attempt -> String.join(
                                "|",
                                attempt.id().toString(),
                                attempt.state().name(),
                                String.valueOf(attempt.resultCode()),
                                String.valueOf(attempt.releasable()),
                                String.valueOf(attempt.nextTryAt()),
                                String.valueOf(attempt.receipt())))
                        .orElse(""));
        return Integer.toHexString(shown.hashCode());
    }

    private static long secondsUntil(Duration duration) {
        return Math.max(0, duration.plusMillis(999).toSeconds());
    }
}
