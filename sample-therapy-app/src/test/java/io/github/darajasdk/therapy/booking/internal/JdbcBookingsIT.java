package io.github.darajasdk.therapy.booking.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.PriceList;
import io.github.darajasdk.therapy.booking.SessionEvent;
import io.github.darajasdk.therapy.booking.SessionEvent.SessionApproved;
import io.github.darajasdk.therapy.booking.SessionEvent.SessionConfirmed;
import io.github.darajasdk.therapy.booking.SessionEvent.SessionRequested;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.booking.SessionRequest;
import io.github.darajasdk.therapy.booking.SessionStateException;
import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.platform.Money;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import io.github.darajasdk.therapy.testing.AppTest;
import io.github.darajasdk.therapy.testing.TestClock;
import io.github.darajasdk.therapy.testing.TestData;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionTemplate;

@AppTest
@RecordApplicationEvents
class JdbcBookingsIT {

    @Autowired
    Bookings bookings;

    @Autowired
    PriceList prices;

    @Autowired
    TestData given;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    ApplicationEvents events;

    @Test
    @Tag("property-1")
    void aRequestedSessionWaitsForApprovalAndCarriesPriceMerchantAndEnvironment() {
        TherapySession session = given.aRequestedSession();

        assertThat(session.status()).isEqualTo(SessionStatus.PENDING_APPROVAL);
        assertThat(session.price()).isEqualTo(TestData.PRICE);
        assertThat(session.environment()).isEqualTo(PaymentEnvironment.SIMULATOR);
        assertThat(session.merchant()).isEqualTo("600123");
        assertThat(session.bookingNumber()).matches("[A-Z0-9]{8}");
        assertThat(bookings.find(session.id())).contains(session);
        assertThat(bookings.findByBookingNumber(session.bookingNumber())).contains(session);
        assertThat(events()).containsExactly(new SessionRequested(session.id(), clock.instant()));
    }

    @Test
    @Tag("property-3")
    void theSessionsOwnTherapistApprovesIt() {
        TherapySession session = given.aRequestedSession();

        bookings.approve(session.id(), session.therapistId());

        assertThat(statusOf(session)).isEqualTo(SessionStatus.APPROVED);
        assertThat(events()).last().isEqualTo(new SessionApproved(session.id(), clock.instant()));
    }

    @Test
    @Tag("property-3")
    void nobodyElseApprovesOrDeclinesIt() {
        TherapySession session = given.aRequestedSession();

        for (UserId other : List.of(
                session.clientId(), given.aTherapist().id(), given.anAdmin().id())) {
            assertThatThrownBy(() -> bookings.approve(session.id(), other)).isInstanceOf(SessionStateException.class);
            assertThatThrownBy(() -> bookings.decline(session.id(), other, "no"))
                    .isInstanceOf(SessionStateException.class);
        }
        assertThat(statusOf(session)).isEqualTo(SessionStatus.PENDING_APPROVAL);
    }

    @Test
    void twoOverlappingRequestsCompeteAndOnlyOneIsApproved() {
        User therapist = given.aTherapist();
        Instant ten = in(Duration.ofDays(2));
        TherapySession first = request(therapist, ten);
        TherapySession second = request(therapist, ten.plus(Duration.ofMinutes(59)));
        TherapySession after = request(therapist, ten.plus(TestData.HOUR));

        bookings.approve(first.id(), therapist.id());

        assertThatThrownBy(() -> bookings.approve(second.id(), therapist.id()))
                .isInstanceOf(SessionStateException.class)
                .hasMessageContaining("another session at that time");
        bookings.approve(after.id(), therapist.id());
        assertThat(statusOf(second)).isEqualTo(SessionStatus.PENDING_APPROVAL);
        assertThat(statusOf(after)).as("begins when the first ends").isEqualTo(SessionStatus.APPROVED);
    }

    @Test
    void ofTwoApprovalsAtTheSameMomentOneWins() throws Exception {
        for (int round = 0; round < 10; round++) {
            User therapist = given.aTherapist();
            Instant time = in(Duration.ofDays(3));
            List<TherapySession> rivals = List.of(request(therapist, time), request(therapist, time));
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                List<Callable<Boolean>> approvals = rivals.stream()
                        .<Callable<Boolean>>map(session -> () -> approves(session))
                        .toList();
                long won = 0;
                for (Future<Boolean> approval : threads.invokeAll(approvals)) {
                    won += approval.get() ? 1 : 0;
                }
                assertThat(won).isEqualTo(1);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void aTakenSlotIsRefusedWhenAskedFor() {
        TherapySession taken = given.anApprovedSession();

        assertThatThrownBy(() -> bookings.request(new SessionRequest(
                        given.aClient().id(), taken.therapistId(), taken.startsAt(), taken.length())))
                .isInstanceOf(SessionStateException.class);
    }

    @Test
    void aSlotInThePastIsRefused() {
        User therapist = given.aTherapist();

        assertThatThrownBy(() -> request(therapist, clock.instant()))
                .isInstanceOf(SessionStateException.class)
                .hasMessageContaining("past");
    }

    @Test
    void aSessionWhoseTimeHasPassedIsNotApprovedAnyMore() {
        TherapySession session = given.aRequestedSession();
        clock.advance(Duration.ofDays(2));

        assertThatThrownBy(() -> bookings.approve(session.id(), session.therapistId()))
                .isInstanceOf(SessionStateException.class);
    }

    @Test
    void onlyTherapistsAreBooked() {
        UserId client = given.aClient().id();
        UserId notATherapist = given.aClient().id();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> bookings.request(
                        new SessionRequest(client, notATherapist, in(Duration.ofDays(1)), TestData.HOUR)));
    }

    @Test
    void aCancelledSessionFreesItsSlot() {
        TherapySession session = given.anApprovedSession();

        bookings.cancel(session.id(), session.clientId());

        assertThat(statusOf(session)).isEqualTo(SessionStatus.CANCELLED);
        TherapySession next = bookings.request(
                new SessionRequest(given.aClient().id(), session.therapistId(), session.startsAt(), session.length()));
        bookings.approve(next.id(), session.therapistId());
    }

    @Test
    void aStrangerCannotCancel() {
        TherapySession session = given.anApprovedSession();

        assertThatThrownBy(() -> bookings.cancel(session.id(), given.aClient().id()))
                .isInstanceOf(SessionStateException.class);
        assertThat(statusOf(session)).isEqualTo(SessionStatus.APPROVED);
    }

    @Test
    @Tag("property-22")
    void moneyConfirmsAnApprovedSessionOnce() {
        TherapySession session = given.anApprovedSession();

        assertThat(bookings.confirmPaid(session.id())).isTrue();
        assertThat(bookings.confirmPaid(session.id())).as("again").isFalse();

        assertThat(statusOf(session)).isEqualTo(SessionStatus.CONFIRMED);
        assertThat(events()).filteredOn(SessionConfirmed.class::isInstance).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(SessionStatus.class)
    void moneyMovesASessionOnlyBetweenApprovedAndConfirmed(SessionStatus status) {
        TherapySession session = given.aRequestedSession();
        put(session, status);

        assertThat(bookings.confirmPaid(session.id())).isEqualTo(status == SessionStatus.APPROVED);

        put(session, status);
        assertThat(bookings.reopenUnpaid(session.id())).isEqualTo(status == SessionStatus.CONFIRMED);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PENDING_APPROVAL")
    void onlyAPendingSessionIsApprovedOrDeclined(SessionStatus status) {
        TherapySession session = given.aRequestedSession();
        put(session, status);

        assertThatThrownBy(() -> bookings.approve(session.id(), session.therapistId()))
                .isInstanceOf(SessionStateException.class)
                .hasMessageContaining(status.name());
        assertThatThrownBy(() -> bookings.decline(session.id(), session.therapistId(), "no"))
                .isInstanceOf(SessionStateException.class);
        assertThat(statusOf(session)).isEqualTo(status);
    }

    @Test
    void aSessionIsLockedForPaymentOnlyInsideATransaction() {
        TherapySession session = given.anApprovedSession();

        assertThatIllegalStateException().isThrownBy(() -> bookings.lockForPayment(session.id()));
        TherapySession locked = transactions.execute(status -> bookings.lockForPayment(session.id()));
        assertThat(locked).isEqualTo(session);
    }

    @Test
    void aLockedSessionIsNotLockedByAnotherUntilTheFirstIsThrough() throws Exception {
        TherapySession session = given.anApprovedSession();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<SessionStatus> seenByOther = transactions.execute(status -> {
                bookings.lockForPayment(session.id());
                Future<SessionStatus> waiting = other.submit(() -> transactions.execute(
                        inner -> bookings.lockForPayment(session.id()).status()));
                bookings.confirmPaid(session.id());
                return waiting;
            });

            assertThat(seenByOther.get()).isEqualTo(SessionStatus.CONFIRMED);
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    @Tag("property-13")
    void thePriceIsTheTherapistsInWholeShillings() {
        User therapist = given.aTherapist();
        prices.setPricePerHour(therapist.id(), Money.kes(1_001));

        assertThat(prices.price(therapist.id(), Duration.ofMinutes(60))).isEqualTo(Money.kes(1_001));
        assertThat(prices.price(therapist.id(), Duration.ofMinutes(45)))
                .as("750.75, rounded up")
                .isEqualTo(Money.kes(751));
    }

    @Test
    @Tag("property-13")
    void theDatabaseHoldsNoPriceWithCents() {
        TherapySession session = given.aRequestedSession();

        assertThatThrownBy(() -> jdbc.sql("update therapy_session set price = 1500.50 where id = :id")
                        .param("id", session.id().value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> jdbc.sql("update therapist_price set price_per_hour = 0.99 where therapist_id = :id")
                        .param("id", session.therapistId().value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void sessionsAreListedTheNextOneFirstAndThePastLast() {
        User therapist = given.aTherapist();
        TherapySession soon = request(therapist, in(Duration.ofDays(1)));
        TherapySession past = request(therapist, in(Duration.ofHours(1)));
        TherapySession later = request(therapist, in(Duration.ofDays(5)));
        clock.advance(Duration.ofHours(3));

        assertThat(bookings.ofTherapist(therapist.id()))
                .extracting(TherapySession::id)
                .containsExactly(soon.id(), later.id(), past.id());
    }

    @Test
    void whatDoesNotExistIsEmptyOrRefused() {
        SessionId nowhere = new SessionId(UUID.randomUUID());

        assertThat(bookings.find(nowhere)).isEmpty();
        assertThat(bookings.confirmPaid(nowhere)).isFalse();
        assertThatThrownBy(() -> bookings.cancel(nowhere, given.aClient().id()))
                .isInstanceOf(SessionStateException.class)
                .hasMessageContaining("does not exist");
    }

    private boolean approves(TherapySession session) {
        try {
            bookings.approve(session.id(), session.therapistId());
            return true;
        } catch (SessionStateException e) {
            return false;
        }
    }

    private TherapySession request(User therapist, Instant startsAt) {
        return bookings.request(new SessionRequest(given.aClient().id(), therapist.id(), startsAt, TestData.HOUR));
    }

    private Instant in(Duration duration) {
        return clock.instant().plus(duration);
    }

    private SessionStatus statusOf(TherapySession session) {
        return bookings.find(session.id()).orElseThrow().status();
    }

    private void put(TherapySession session, SessionStatus status) {
        jdbc.sql("update therapy_session set status = :status where id = :id")
                .param("status", status.name())
                .param("id", session.id().value())
                .update();
    }

    private List<SessionEvent> events() {
        return events.stream(SessionEvent.class).toList();
    }
}
