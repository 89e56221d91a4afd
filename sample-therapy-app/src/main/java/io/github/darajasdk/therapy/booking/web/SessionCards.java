package io.github.darajasdk.therapy.booking.web;

import io.github.darajasdk.therapy.account.Accounts;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.PaymentStatus;
import io.github.darajasdk.therapy.booking.PaymentSummary;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.booking.SessionPayments;
import io.github.darajasdk.therapy.booking.TherapySession;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts names and payment words to sessions: two questions for a whole page, however many sessions it lists. */
@Component
class SessionCards {

    private static final PaymentSummary NO_ATTEMPT = new PaymentSummary(PaymentStatus.PENDING, false, Optional.empty());

    private final Accounts accounts;
    private final SessionPayments payments;

    SessionCards(Accounts accounts, SessionPayments payments) {
        this.accounts = accounts;
        this.payments = payments;
    }

    List<SessionCard> of(Collection<TherapySession> sessions) {
        Map<UserId, User> people = accounts.findAll(sessions.stream()
                .flatMap(session -> Stream.of(session.clientId(), session.therapistId()))
                .collect(Collectors.toSet()));
        Map<SessionId, PaymentSummary> money =
                payments.summaries(sessions.stream().map(TherapySession::id).toList());
        return sessions.stream()
                .map(session -> new SessionCard(
                        session,
                        name(people.get(session.clientId())),
                        name(people.get(session.therapistId())),
                        money.getOrDefault(session.id(), NO_ATTEMPT)))
                .toList();
    }

    SessionCard of(TherapySession session) {
        return of(List.of(session)).get(0);
    }

    /** An erased user has no name; the session and its money stay. */
    private static String name(@Nullable User user) {
        return user == null ? "–" : user.displayName();
    }
}
