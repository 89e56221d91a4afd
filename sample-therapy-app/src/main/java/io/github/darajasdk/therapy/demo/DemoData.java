package io.github.darajasdk.therapy.demo;

import io.github.darajasdk.therapy.account.Accounts;
import io.github.darajasdk.therapy.account.NewUser;
import io.github.darajasdk.therapy.account.Role;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.PriceList;
import io.github.darajasdk.therapy.booking.SessionRequest;
import io.github.darajasdk.therapy.booking.TherapySession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Fills an empty database with people and two sessions: one to pay for, one to approve. It is done before the first
 * request is served, and does nothing the next time.
 */
@Component
@Profile("demo")
class DemoData implements SmartInitializingSingleton {

    private static final ZoneId NAIROBI = ZoneId.of("Africa/Nairobi");
    private static final Duration SESSION = Duration.ofHours(1);

    private final Accounts accounts;
    private final PriceList prices;
    private final Bookings bookings;
    private final Clock clock;

    DemoData(Accounts accounts, PriceList prices, Bookings bookings, Clock clock) {
        this.accounts = accounts;
        this.prices = prices;
        this.bookings = bookings;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (DemoPeople.Person person : DemoPeople.ALL) {
            User user = accounts.createIfAbsent(
                    new NewUser(person.email(), person.name(), person.role(), DemoPeople.PASSWORD, true));
            if (person.role() == Role.THERAPIST) {
                prices.setPricePerHour(user.id(), person.pricePerHour());
            }
        }
        UserId client = idOf(DemoPeople.CLIENT);
        if (bookings.ofClient(client).isEmpty()) {
            UserId therapist = idOf(DemoPeople.FIRST_THERAPIST);
            TherapySession session = bookings.request(new SessionRequest(client, therapist, atTen(1), SESSION));
            bookings.approve(session.id(), therapist);
            bookings.request(new SessionRequest(client, idOf(DemoPeople.SECOND_THERAPIST), atTen(3), SESSION));
        }
    }

    private UserId idOf(String email) {
        return accounts.findByEmail(email).orElseThrow().id();
    }

    private Instant atTen(int daysFromNow) {
        return LocalDate.ofInstant(clock.instant(), NAIROBI)
                .plusDays(daysFromNow)
                .atTime(10, 0)
                .atZone(NAIROBI)
                .toInstant();
    }
}
