package io.github.darajasdk.therapy.booking.web;

import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.platform.web.Moments;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * A therapist's first page; every list has the soonest first.
 *
 * @param today sessions of this calendar day that stand
 * @param requests waiting for an answer
 * @param coming standing sessions of later days
 * @param past what is over, the latest first, at most twenty
 */
record TherapistDashboard(
        List<SessionCard> today, List<SessionCard> requests, List<SessionCard> coming, List<SessionCard> past) {

    private static final int PAST_SHOWN = 20;

    static TherapistDashboard of(List<SessionCard> cards, Instant now, Moments moments) {
        Comparator<SessionCard> soonest =
                Comparator.comparing(card -> card.session().startsAt());
        LocalDate date = moments.date(now);
        List<SessionCard> standing = cards.stream()
                .filter(card -> switch (card.session().status()) {
                    case APPROVED, CONFIRMED, IN_PROGRESS, COMPLETED -> true;
                    case PENDING_APPROVAL, DECLINED, CANCELLED -> false;
                })
                .sorted(soonest)
                .toList();
        List<SessionCard> today = standing.stream()
                .filter(card -> moments.date(card.session().startsAt()).equals(date))
                .toList();
        List<SessionCard> requests = cards.stream()
                .filter(card -> card.session().status() == SessionStatus.PENDING_APPROVAL && card.ahead(now))
                .sorted(soonest)
                .toList();
        List<SessionCard> coming = standing.stream()
                .filter(card -> moments.date(card.session().startsAt()).isAfter(date))
                .toList();
        List<SessionCard> past = cards.stream()
                .filter(card -> !today.contains(card) && !requests.contains(card) && !coming.contains(card))
                .sorted(soonest.reversed())
                .limit(PAST_SHOWN)
                .toList();
        return new TherapistDashboard(today, requests, coming, past);
    }
}
