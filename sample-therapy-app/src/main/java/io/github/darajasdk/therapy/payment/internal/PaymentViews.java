package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.booking.PaymentStatus;
import io.github.darajasdk.therapy.booking.PaymentSummary;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.booking.SessionPayments;
import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.PaymentView;
import io.github.darajasdk.therapy.payment.RefundedReceipts;
import io.github.darajasdk.therapy.payment.internal.ReceiptStore.Booked;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What is shown of a session's money. All of it derived from the attempts, nothing stored. */
@Component
class PaymentViews implements SessionPayments {

    private final AttemptStore attempts;
    private final EvidenceStore evidence;
    private final ReceiptStore receipts;
    private final DarajaGateway daraja;
    private final Pulling pulls;
    private final RefundedReceipts refunded;
    private final Clock clock;

    PaymentViews(
            AttemptStore attempts,
            EvidenceStore evidence,
            ReceiptStore receipts,
            DarajaGateway daraja,
            Pulling pulls,
            RefundedReceipts refunded,
            Clock clock) {
        this.attempts = attempts;
        this.evidence = evidence;
        this.receipts = receipts;
        this.daraja = daraja;
        this.pulls = pulls;
        this.refunded = refunded;
        this.clock = clock;
    }

    @Override
    public Map<SessionId, PaymentSummary> summaries(Collection<SessionId> sessions) {
        Map<SessionId, List<AttemptRow>> rows =
                attempts.ofSessions(sessions).stream().collect(Collectors.groupingBy(AttemptRow::sessionId));
        Map<SessionId, Booked> byMenu = receipts.paidWithoutAttempt(sessions);
        Map<SessionId, PaymentSummary> summaries = new HashMap<>();
        for (SessionId session : sessions) {
            summaries.put(
                    session, summary(rows.getOrDefault(session, List.of()), Optional.ofNullable(byMenu.get(session))));
        }
        return summaries;
    }

    PaymentView view(TherapySession session) {
        List<AttemptRow> rows = attempts.ofSession(session.id());
        Optional<Booked> byMenu = Optional.ofNullable(
                receipts.paidWithoutAttempt(List.of(session.id())).get(session.id()));
        boolean paidByMenu = byMenu.filter(PaymentViews::pays).isPresent();
        return view(session, rows, byMenu, paidByMenu ? Optional.empty() : shown(rows));
    }

    /** The same, about one attempt of the session. */
    PaymentView view(TherapySession session, AttemptId about) {
        List<AttemptRow> rows = attempts.ofSession(session.id());
        Optional<Booked> byMenu = Optional.ofNullable(
                receipts.paidWithoutAttempt(List.of(session.id())).get(session.id()));
        return view(
                session,
                rows,
                byMenu,
                rows.stream().filter(row -> row.id().equals(about)).findFirst());
    }

    private PaymentView view(
            TherapySession session, List<AttemptRow> rows, Optional<Booked> byMenu, Optional<AttemptRow> shown) {
        Instant now = clock.instant();
        boolean paidByMenu = byMenu.filter(PaymentViews::pays).isPresent();
        Optional<Instant> payableAt = payableFrom(session, rows);
        boolean payable = payableAt.filter(from -> !from.isAfter(now)).isPresent();
        boolean underReview = session.status() != SessionStatus.CONFIRMED
                && session.status() != SessionStatus.IN_PROGRESS
                && session.status() != SessionStatus.COMPLETED
                && (paidByMenu || rows.stream().anyMatch(row -> row.state() == AttemptState.PAID));
        return new PaymentView(
                session.id(),
                session.price(),
                summary(rows, byMenu),
                shown.map(row -> attempt(row, rows, now)),
                payable,
                payableAt.filter(from -> from.isAfter(now)),
                evidence.isSaidToBePaid(session.id()),
                underReview,
                now);
    }

    /**
     * From when on the session may be paid; empty while it may not, whatever time passes. The same rule opens the
     * button and guards the door behind it.
     */
    Optional<Instant> payableFrom(TherapySession session, List<AttemptRow> rows) {
        boolean closed = session.status() != SessionStatus.APPROVED
                || !isServed(session)
                || rows.stream().anyMatch(row -> row.state() == AttemptState.PAID)
                || receipts.hasUnsettledMoney(session.id())
                || isUndecided(session, rows);
        if (closed) {
            return Optional.empty();
        }
        Optional<AttemptRow> newest = rows.stream().max(Comparator.comparingInt(AttemptRow::number));
        if (newest.isEmpty() || newest.get().state() != AttemptState.FAILED) {
            return Optional.of(Instant.EPOCH);
        }
        AttemptRow failed = newest.get();
        Instant settledAt = failed.settledAt();
        String code = failed.resultCode();
        if (settledAt == null || code == null) {
            return Optional.of(Instant.EPOCH);
        }
        return daraja.retryAfter(code).map(settledAt::plus);
    }

    /** Whether the session is to be paid to the merchant, and in the environment, that this application serves now. */
    boolean isServed(TherapySession session) {
        return daraja.serves(session.environment(), session.merchant());
    }

    /** Whether an earlier attempt may still turn out to be paid, so that the money of a new one would be too much. */
    boolean isUndecided(TherapySession session, List<AttemptRow> rows) {
        return rows.stream().anyMatch(AttemptRow::isBlocking) || evidence.isSaidToBePaid(session.id());
    }

    private PaymentView.Attempt attempt(AttemptRow row, List<AttemptRow> rows, Instant now) {
        return new PaymentView.Attempt(
                row.id(),
                row.number(),
                row.state(),
                masked(row.phone()),
                row.createdAt(),
                Optional.ofNullable(row.sentAt()),
                PaymentTiming.PROMPT_LIFE,
                Optional.ofNullable(row.nextTryAt()),
                row.sends() == 0 || row.state() == AttemptState.QUEUED
                        ? Optional.of(row.expiresAt())
                        : Optional.empty(),
                Optional.ofNullable(row.resultCode()),
                row.state().isOpen() && row.state() != AttemptState.QUEUED && row.resultCode() != null,
                isReleasable(row, rows, now),
                row.provisional(),
                Optional.ofNullable(row.receipt()),
                row.state() == AttemptState.PAID ? Optional.ofNullable(row.settledAt()) : Optional.empty());
    }

    /** Five minutes after sending, once M-PESA was asked after that and has told of no payment; once per session. */
    boolean isReleasable(AttemptRow row, List<AttemptRow> rows, Instant now) {
        Instant sentAt = row.sentAt();
        if (row.state() != AttemptState.TIMED_OUT || row.releasedAt() != null || sentAt == null) {
            return false;
        }
        Instant from = sentAt.plus(PaymentTiming.RELEASE_AFTER);
        Instant lastQuery = row.lastQueryAt();
        boolean asked = row.checkoutRequestId() == null
                ? pulls.hasLookedFor(row, from)
                : lastQuery != null && !lastQuery.isBefore(from);
        boolean first = rows.stream().allMatch(other -> other.releasedAt() == null);
        return !now.isBefore(from) && asked && first && !evidence.isSaidToBePaid(row.sessionId());
    }

    /** The attempt a page is about: the paid one, else the blocking one, else the newest. */
    private static Optional<AttemptRow> shown(List<AttemptRow> rows) {
        return rows.stream()
                .max(Comparator.comparing((AttemptRow row) -> row.state() == AttemptState.PAID)
                        .thenComparing(AttemptRow::isBlocking)
                        .thenComparing(AttemptRow::number));
    }

    private static boolean pays(Booked receipt) {
        return receipt.disposition() == ReceiptDisposition.APPLIED;
    }

    private PaymentSummary summary(List<AttemptRow> rows, Optional<Booked> byMenu) {
        if (byMenu.isPresent() && (rows.isEmpty() || pays(byMenu.get()))) {
            return new PaymentSummary(
                    pays(byMenu.get()) ? PaymentStatus.PAID : PaymentStatus.REVERSED,
                    false,
                    Optional.of(byMenu.get().receipt()));
        }
        return shown(rows)
                .map(row -> new PaymentSummary(status(row), row.provisional(), Optional.ofNullable(row.receipt())))
                .orElseGet(() -> new PaymentSummary(PaymentStatus.PENDING, false, Optional.empty()));
    }

    private PaymentStatus status(AttemptRow row) {
        return switch (row.state()) {
            case NOT_SENT, ABANDONED -> PaymentStatus.PENDING;
            case CREATED, QUEUED, SENDING, UNCLEAR, PROMPTED, TIMED_OUT -> PaymentStatus.PROCESSING;
            case FAILED -> PaymentStatus.FAILED;
            case PAID -> PaymentStatus.PAID;
            case REVERSED ->
                refunded.byUs(row.environment(), row.receipt()) ? PaymentStatus.REFUNDED : PaymentStatus.REVERSED;
        };
    }

    /** As its owner knows it, without the middle: {@code 0712 ••• 678}. */
    static String masked(String phone) {
        return "0" + phone.substring(3, 6) + " ••• " + phone.substring(9);
    }
}
