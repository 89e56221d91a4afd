package io.github.darajasdk.therapy.pages;

import io.github.darajasdk.therapy.booking.PaymentStatus;
import io.github.darajasdk.therapy.booking.PaymentSummary;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.PaymentView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What the payment service may say of a session, one builder for every case. */
final class Views {

    static final AttemptId ATTEMPT = new AttemptId(new UUID(9, 1));
    static final String RECEIPT = "UJE41K7QXN";

    private final AttemptState state;
    private int number = 1;
    private Duration sentAgo = Duration.ofSeconds(18);
    private Optional<String> code = Optional.empty();
    private boolean confirming;
    private boolean releasable;
    private boolean payable;
    private Optional<Instant> payableAt = Optional.empty();
    private Optional<String> receipt = Optional.empty();
    private boolean underReview;
    private PaymentStatus status;

    private Views(AttemptState state) {
        this.state = state;
        this.status = switch (state) {
            case CREATED, QUEUED, SENDING, UNCLEAR, PROMPTED, TIMED_OUT -> PaymentStatus.PROCESSING;
            case FAILED -> PaymentStatus.FAILED;
            case NOT_SENT, ABANDONED -> PaymentStatus.PENDING;
            case PAID -> PaymentStatus.PAID;
            case REVERSED -> PaymentStatus.REVERSED;
        };
    }

    static PaymentView untouched(SessionId session) {
        return new PaymentView(
                session,
                Practice.PRICE,
                Practice.summary(PaymentStatus.PENDING),
                Optional.empty(),
                true,
                Optional.empty(),
                false,
                false,
                Practice.NOW);
    }

    static PaymentView notPayable(SessionId session) {
        return new PaymentView(
                session,
                Practice.PRICE,
                Practice.summary(PaymentStatus.PENDING),
                Optional.empty(),
                false,
                Optional.empty(),
                false,
                false,
                Practice.NOW);
    }

    static Views attempt(AttemptState state) {
        return new Views(state);
    }

    Views number(int number) {
        this.number = number;
        return this;
    }

    Views sentAgo(long seconds) {
        this.sentAgo = Duration.ofSeconds(seconds);
        return this;
    }

    Views code(String code) {
        this.code = Optional.of(code);
        return this;
    }

    Views confirming() {
        this.confirming = true;
        return this;
    }

    Views releasable() {
        this.releasable = true;
        return this;
    }

    Views payable() {
        this.payable = true;
        return this;
    }

    Views payableIn(long seconds) {
        this.payableAt = Optional.of(Practice.NOW.plusSeconds(seconds));
        return this;
    }

    Views receipt() {
        this.receipt = Optional.of(RECEIPT);
        return this;
    }

    Views underReview() {
        this.underReview = true;
        return this;
    }

    Views refunded() {
        this.status = PaymentStatus.REFUNDED;
        return this;
    }

    PaymentView of(SessionId session) {
        boolean nothingSent =
                state == AttemptState.CREATED || state == AttemptState.QUEUED || state == AttemptState.NOT_SENT;
        boolean follows = state == AttemptState.PAID && receipt.isEmpty();
        Instant created = Practice.NOW.minus(sentAgo);
        return new PaymentView(
                session,
                Practice.PRICE,
                new PaymentSummary(status, follows, receipt),
                Optional.of(new PaymentView.Attempt(
                        ATTEMPT,
                        number,
                        state,
                        "0712 ••• 678",
                        created,
                        nothingSent ? Optional.empty() : Optional.of(created),
                        Duration.ofSeconds(60),
                        state == AttemptState.QUEUED ? Optional.of(Practice.NOW.plusSeconds(27)) : Optional.empty(),
                        nothingSent ? Optional.of(created.plusSeconds(300)) : Optional.empty(),
                        code,
                        confirming,
                        releasable,
                        follows,
                        receipt,
                        state == AttemptState.PAID || state == AttemptState.REVERSED
                                ? Optional.of(Practice.NOW.minusSeconds(5))
                                : Optional.empty())),
                payable,
                payableAt,
                false,
                underReview,
                Practice.NOW);
    }
}
