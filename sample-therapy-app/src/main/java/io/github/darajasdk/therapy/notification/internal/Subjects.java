package io.github.darajasdk.therapy.notification.internal;

import static java.util.Objects.requireNonNull;

import io.github.darajasdk.therapy.account.Accounts;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.notification.Notification.OfCase;
import io.github.darajasdk.therapy.notification.Notification.OfNothing;
import io.github.darajasdk.therapy.notification.Notification.OfRun;
import io.github.darajasdk.therapy.notification.Notification.OfSession;
import io.github.darajasdk.therapy.notification.Notification.Subject;
import io.github.darajasdk.therapy.payment.review.PaymentCases;
import io.github.darajasdk.therapy.reconciliation.Reconciliation;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Looks up what notifications are about, as it is now. */
@Component
class Subjects {

    private final Bookings bookings;
    private final Accounts accounts;
    private final PaymentCases cases;
    private final Reconciliation reconciliation;

    Subjects(Bookings bookings, Accounts accounts, PaymentCases cases, Reconciliation reconciliation) {
        this.bookings = bookings;
        this.accounts = accounts;
        this.cases = cases;
        this.reconciliation = reconciliation;
    }

    /** What is known of each; a run that was taken back meanwhile is absent. */
    Map<About, Subject> of(Collection<About> abouts, UserId reader) {
        Map<About, Subject> subjects = new HashMap<>();
        sessions(abouts, reader, subjects);
        for (About about : abouts) {
            if (about.ofCase() != null) {
                cases.find(about.ofCase()).ifPresent(found -> subjects.put(about, new OfCase(found)));
            } else if (about.run() != null) {
                reconciliation.find(about.run()).ifPresent(found -> subjects.put(about, new OfRun(found)));
            } else if (about.session() == null) {
                subjects.put(about, new OfNothing());
            }
        }
        return subjects;
    }

    /** In two questions, however many: a client's page has up to fifty. */
    private void sessions(Collection<About> abouts, UserId reader, Map<About, Subject> subjects) {
        List<SessionId> ids = abouts.stream()
                .map(About::session)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (ids.isEmpty()) {
            return;
        }
        Map<SessionId, TherapySession> sessions = bookings.findAll(ids);
        Map<UserId, User> others = accounts.findAll(sessions.values().stream()
                .map(session -> other(session, reader))
                .distinct()
                .toList());
        // The foreign keys see to it that session and user exist.
        sessions.forEach((id, session) -> subjects.put(
                About.session(id), new OfSession(session, requireNonNull(others.get(other(session, reader))))));
    }

    private static UserId other(TherapySession session, UserId reader) {
        return session.clientId().equals(reader) ? session.therapistId() : session.clientId();
    }
}
