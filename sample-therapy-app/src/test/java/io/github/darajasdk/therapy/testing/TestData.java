package io.github.darajasdk.therapy.testing;

import io.github.darajasdk.therapy.account.Accounts;
import io.github.darajasdk.therapy.account.NewUser;
import io.github.darajasdk.therapy.account.Role;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.PriceList;
import io.github.darajasdk.therapy.booking.SessionRequest;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.platform.Money;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestComponent;

/** Users and sessions for a test, each call new ones. */
@TestComponent
public class TestData {

    public static final String PASSWORD = "a long enough password";
    public static final Money PRICE = Money.kes(1_500);
    public static final Duration HOUR = Duration.ofHours(1);

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Accounts accounts;
    private final PriceList prices;
    private final Bookings bookings;
    private final Clock clock;

    public TestData(Accounts accounts, PriceList prices, Bookings bookings, Clock clock) {
        this.accounts = accounts;
        this.prices = prices;
        this.bookings = bookings;
        this.clock = clock;
    }

    public User aClient() {
        return user(Role.CLIENT);
    }

    /** With a price of {@link #PRICE} an hour. */
    public User aTherapist() {
        User therapist = user(Role.THERAPIST);
        prices.setPricePerHour(therapist.id(), PRICE);
        return therapist;
    }

    public User anAdmin() {
        return user(Role.ADMIN);
    }

    /** Of an hour, a day from now, waiting for its therapist. */
    public TherapySession aRequestedSession() {
        return bookings.request(new SessionRequest(
                aClient().id(), aTherapist().id(), clock.instant().plus(Duration.ofDays(1)), HOUR));
    }

    /** Ready to be paid for. */
    public TherapySession anApprovedSession() {
        TherapySession session = aRequestedSession();
        bookings.approve(session.id(), session.therapistId());
        return bookings.find(session.id()).orElseThrow();
    }

    private User user(Role role) {
        int number = COUNT.incrementAndGet();
        String name = role.name().toLowerCase(Locale.ROOT) + number;
        return accounts.createIfAbsent(new NewUser(name + "@example.com", name, role, PASSWORD, false));
    }
}
