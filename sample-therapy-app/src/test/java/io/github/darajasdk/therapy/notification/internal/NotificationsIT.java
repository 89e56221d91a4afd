package io.github.darajasdk.therapy.notification.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.notification.Notification;
import io.github.darajasdk.therapy.notification.Notification.Kind;
import io.github.darajasdk.therapy.notification.Notification.OfSession;
import io.github.darajasdk.therapy.notification.Notifications;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.PaymentEvent.PaymentConfirmed;
import io.github.darajasdk.therapy.payment.PaymentEvent.PaymentFailed;
import io.github.darajasdk.therapy.payment.PaymentEvent.PaymentReversed;
import io.github.darajasdk.therapy.payment.PaymentEvent.ReceiptArrived;
import io.github.darajasdk.therapy.testing.AppTest;
import io.github.darajasdk.therapy.testing.TestClock;
import io.github.darajasdk.therapy.testing.TestData;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

@AppTest
class NotificationsIT {

    @Autowired
    Notifications notifications;

    @Autowired
    Bookings bookings;

    @Autowired
    TestData given;

    @Autowired
    TestClock clock;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transactions;

    @Test
    @Tag("property-2")
    void aTherapistIsToldOfARequest() {
        TherapySession session = given.aRequestedSession();

        assertThat(kinds(session.therapistId())).containsExactly(Kind.SESSION_REQUESTED);
        assertThat(kinds(session.clientId())).isEmpty();
        Notification told = notifications.of(session.therapistId()).get(0);
        assertThat(about(told).session()).isEqualTo(session);
        assertThat(about(told).otherParty().id()).isEqualTo(session.clientId());
        assertThat(told.at()).isEqualTo(clock.instant());
    }

    @Test
    @Tag("property-4")
    void aClientIsToldThatAnApprovedSessionCanBePaid() {
        TherapySession session = given.anApprovedSession();

        assertThat(kinds(session.clientId())).containsExactly(Kind.SESSION_APPROVED);
        assertThat(about(notifications.of(session.clientId()).get(0))
                        .otherParty()
                        .id())
                .isEqualTo(session.therapistId());
    }

    @Test
    void aClientIsToldThatASessionWasDeclined() {
        TherapySession session = given.aRequestedSession();

        bookings.decline(session.id(), session.therapistId(), "on leave");

        assertThat(kinds(session.clientId())).containsExactly(Kind.SESSION_DECLINED);
    }

    @Test
    void bothAreToldOfACancellation() {
        TherapySession session = given.anApprovedSession();

        clock.advance(Duration.ofSeconds(1));
        bookings.cancel(session.id(), session.clientId());

        assertThat(kinds(session.clientId())).first().isEqualTo(Kind.SESSION_CANCELLED);
        assertThat(kinds(session.therapistId())).first().isEqualTo(Kind.SESSION_CANCELLED);
    }

    @Test
    @Tag("property-25")
    @Tag("property-62")
    void bothAreToldOfAPaymentOnceHoweverOftenItIsAnnounced() {
        TherapySession session = given.anApprovedSession();
        PaymentConfirmed paid = new PaymentConfirmed(session.id(), anAttempt(), Optional.empty(), clock.instant());

        publish(paid);
        publish(paid);

        assertThat(kinds(session.clientId())).containsOnlyOnce(Kind.PAYMENT_CONFIRMED);
        assertThat(kinds(session.therapistId())).containsOnlyOnce(Kind.SESSION_PAID);
    }

    @Test
    @Tag("property-63")
    void aClientIsToldWhyAPaymentFailedAndNobodyElseIs() {
        TherapySession session = given.anApprovedSession();
        List<Kind> therapistBefore = kinds(session.therapistId());

        publish(new PaymentFailed(session.id(), anAttempt(), "1032", clock.instant()));

        Notification told = notifications.of(session.clientId()).get(0);
        assertThat(told.kind()).isEqualTo(Kind.PAYMENT_FAILED);
        assertThat(told.detail()).contains("1032");
        assertThat(kinds(session.therapistId())).isEqualTo(therapistBefore);
    }

    @Test
    void eachFailedAttemptIsToldByItself() {
        TherapySession session = given.anApprovedSession();

        publish(new PaymentFailed(session.id(), anAttempt(), "1032", clock.instant()));
        publish(new PaymentFailed(session.id(), anAttempt(), "1", clock.instant()));

        assertThat(kinds(session.clientId()))
                .filteredOn(Kind.PAYMENT_FAILED::equals)
                .hasSize(2);
    }

    @Test
    void aReceiptThatComesLaterIsTold() {
        TherapySession session = given.anApprovedSession();

        publish(new ReceiptArrived(session.id(), anAttempt(), "UJE41K7QXN", clock.instant()));

        assertThat(notifications.of(session.clientId()).get(0).detail()).contains("UJE41K7QXN");
    }

    @Test
    void aPaymentByMenuIsToldToBoth() {
        TherapySession session = given.anApprovedSession();

        publish(new PaymentConfirmed(session.id(), Optional.empty(), Optional.of("UJE41K7QXM"), clock.instant()));

        assertThat(kinds(session.clientId())).contains(Kind.PAYMENT_CONFIRMED);
        assertThat(kinds(session.therapistId())).contains(Kind.SESSION_PAID);
    }

    @Test
    void bothAreToldWhenTheMoneyOfASessionWentBack() {
        TherapySession session = given.anApprovedSession();

        publish(new PaymentReversed(session.id(), anAttempt(), "UJE41K7QXR", true, clock.instant()));

        assertThat(kinds(session.clientId())).contains(Kind.PAYMENT_REVERSED);
        assertThat(kinds(session.therapistId())).contains(Kind.PAYMENT_REVERSED);
    }

    @Test
    void onlyItsPayerIsToldThatMoneyWhichPaidNothingWentBack() {
        TherapySession session = given.anApprovedSession();
        List<Kind> therapistBefore = kinds(session.therapistId());

        publish(new PaymentReversed(session.id(), anAttempt(), "UJE41K7QXD", false, clock.instant()));

        assertThat(kinds(session.clientId())).contains(Kind.MONEY_RETURNED);
        assertThat(kinds(session.therapistId())).isEqualTo(therapistBefore);
    }

    @Test
    void whatIsRolledBackIsNotTold() {
        TherapySession session = given.anApprovedSession();

        transactions.executeWithoutResult(status -> {
            events.publishEvent(new PaymentConfirmed(session.id(), anAttempt(), Optional.empty(), clock.instant()));
            status.setRollbackOnly();
        });

        assertThat(kinds(session.clientId())).containsExactly(Kind.SESSION_APPROVED);
    }

    @Test
    void unreadOnesAreCountedUntilTheyAreRead() {
        TherapySession session = given.anApprovedSession();
        publish(new PaymentConfirmed(session.id(), anAttempt(), Optional.empty(), clock.instant()));
        assertThat(notifications.unread(session.clientId())).isEqualTo(2);

        notifications.markRead(session.clientId());

        assertThat(notifications.unread(session.clientId())).isZero();
        assertThat(notifications.of(session.clientId())).allMatch(Notification::read);
        assertThat(notifications.unread(session.therapistId())).as("another's").isEqualTo(2);
    }

    private void publish(Object event) {
        clock.advance(Duration.ofSeconds(1));
        transactions.executeWithoutResult(status -> events.publishEvent(event));
    }

    private List<Kind> kinds(UserId user) {
        return notifications.of(user).stream().map(Notification::kind).toList();
    }

    private static OfSession about(Notification told) {
        return (OfSession) told.subject();
    }

    private static Optional<AttemptId> anAttempt() {
        return Optional.of(new AttemptId(UUID.randomUUID()));
    }
}
