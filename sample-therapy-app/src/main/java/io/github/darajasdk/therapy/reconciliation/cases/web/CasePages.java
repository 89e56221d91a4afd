package io.github.darajasdk.therapy.reconciliation.cases.web;

import io.github.darajasdk.therapy.account.Accounts;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.review.CaseStep;
import io.github.darajasdk.therapy.payment.review.EvidenceFile;
import io.github.darajasdk.therapy.payment.review.EvidenceFile.OurSide;
import io.github.darajasdk.therapy.payment.review.PaymentCase;
import io.github.darajasdk.therapy.payment.review.PaymentCases;
import io.github.darajasdk.therapy.reconciliation.refund.Refund;
import io.github.darajasdk.therapy.reconciliation.refund.Refunds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Puts together what the pages about cases show. */
@Component
class CasePages {

    private final Accounts accounts;
    private final Bookings bookings;
    private final PaymentCases cases;
    private final EvidenceFile file;
    private final Refunds refunds;
    private final Clock clock;

    CasePages(
            Accounts accounts, Bookings bookings, PaymentCases cases, EvidenceFile file, Refunds refunds, Clock clock) {
        this.accounts = accounts;
        this.bookings = bookings;
        this.cases = cases;
        this.file = file;
        this.refunds = refunds;
        this.clock = clock;
    }

    List<CaseCard> cards(List<PaymentCase> found) {
        Map<SessionId, TherapySession> sessions = bookings.findAll(
                found.stream().flatMap(one -> one.session().stream()).distinct().toList());
        Set<UserId> named = new HashSet<>();
        sessions.values().forEach(session -> named.add(session.clientId()));
        found.forEach(one -> one.owner().ifPresent(named::add));
        Map<UserId, User> users = accounts.findAll(named);
        Instant now = clock.instant();
        return found.stream().map(one -> card(one, sessions, users, now)).toList();
    }

    private static CaseCard card(
            PaymentCase of, Map<SessionId, TherapySession> sessions, Map<UserId, User> users, Instant now) {
        Optional<TherapySession> session = of.session().map(sessions::get);
        return new CaseCard(
                of,
                session.map(TherapySession::bookingNumber),
                session.map(TherapySession::clientId).map(users::get).map(User::displayName),
                of.owner().map(users::get).map(User::displayName),
                Duration.between(of.openedAt(), of.resolvedAt().orElse(now)));
    }

    CasePage page(PaymentCase of) {
        List<CaseStep> history = cases.history(of.id());
        Map<UserId, User> people =
                accounts.findAll(history.stream().map(CaseStep::by).distinct().toList());
        Optional<OurSide> ours = of.attempt().flatMap(file::ours);
        Optional<Refund> refund = of.receipt().flatMap(receipt -> refunds.ofReceipt(of.environment(), receipt));
        boolean underWay = refund.filter(found -> !found.state().isOver()).isPresent();
        return new CasePage(
                cards(List.of(of)).get(0),
                of.session().flatMap(bookings::find),
                ours,
                file.about(of),
                of.session().map(file::steps).orElse(List.of()),
                history,
                history.stream()
                        .map(step -> Optional.ofNullable(people.get(step.by()))
                                .map(User::displayName)
                                .orElse("–"))
                        .toList(),
                refund,
                CaseAction.of(
                        of, ours, underWay || refund.filter(CasePages::isBack).isPresent()));
    }

    private static boolean isBack(Refund refund) {
        return switch (refund.state()) {
            case REFUNDED, BY_HAND -> true;
            default -> false;
        };
    }
}
