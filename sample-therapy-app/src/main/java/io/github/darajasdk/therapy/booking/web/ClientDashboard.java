package io.github.darajasdk.therapy.booking.web;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A client's first page.
 *
 * @param next the soonest session that is still going to take place
 * @param toPay approved and not paid, the soonest first
 * @param coming the other sessions ahead, the soonest first
 * @param history what is over, the latest first
 */
record ClientDashboard(
        Optional<SessionCard> next, List<SessionCard> toPay, List<SessionCard> coming, List<SessionCard> history) {

    static ClientDashboard of(List<SessionCard> cards, Instant now) {
        Comparator<SessionCard> soonest =
                Comparator.comparing(card -> card.session().startsAt());
        List<SessionCard> ahead =
                cards.stream().filter(card -> card.ahead(now)).sorted(soonest).toList();
        Optional<SessionCard> next = ahead.stream().findFirst();
        return new ClientDashboard(
                next,
                ahead.stream().filter(SessionCard::toPay).toList(),
                ahead.stream().skip(1).filter(card -> !card.toPay()).toList(),
                cards.stream()
                        .filter(card -> !card.ahead(now))
                        .sorted(soonest.reversed())
                        .toList());
    }
}
