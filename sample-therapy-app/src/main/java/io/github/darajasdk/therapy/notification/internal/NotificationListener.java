package io.github.darajasdk.therapy.notification.internal;

import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionEvent;
import io.github.darajasdk.therapy.booking.SessionEvent.SessionApproved;
import io.github.darajasdk.therapy.booking.SessionEvent.SessionCancelled;
import io.github.darajasdk.therapy.booking.SessionEvent.SessionDeclined;
import io.github.darajasdk.therapy.booking.SessionEvent.SessionRequested;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.notification.Notification.Kind;
import io.github.darajasdk.therapy.payment.PaymentEvent;
import io.github.darajasdk.therapy.payment.PaymentEvent.PaymentConfirmed;
import io.github.darajasdk.therapy.payment.PaymentEvent.PaymentFailed;
import io.github.darajasdk.therapy.payment.PaymentEvent.PaymentReversed;
import io.github.darajasdk.therapy.payment.PaymentEvent.ReceiptArrived;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Turns what happened into what people are told, inside the transaction in which it happened: both or neither. */
@Component
class NotificationListener {

    private final JdbcNotifications notifications;
    private final Bookings bookings;

    NotificationListener(JdbcNotifications notifications, Bookings bookings) {
        this.notifications = notifications;
        this.bookings = bookings;
    }

    @EventListener
    void on(SessionEvent event) {
        if (event instanceof SessionRequested) {
            tellTherapist(event.sessionId(), Kind.SESSION_REQUESTED, event.sessionId());
        } else if (event instanceof SessionApproved) {
            tellClient(event.sessionId(), Kind.SESSION_APPROVED, event.sessionId(), null);
        } else if (event instanceof SessionDeclined) {
            tellClient(event.sessionId(), Kind.SESSION_DECLINED, event.sessionId(), null);
        } else if (event instanceof SessionCancelled) {
            tellClient(event.sessionId(), Kind.SESSION_CANCELLED, event.sessionId(), null);
            tellTherapist(event.sessionId(), Kind.SESSION_CANCELLED, event.sessionId());
        }
    }

    @EventListener
    void on(PaymentEvent event) {
        if (event instanceof PaymentConfirmed confirmed) {
            Object payment = event.attemptId()
                    .<Object>map(id -> id)
                    .orElseGet(() -> confirmed.receipt().orElseThrow());
            tellClient(event.sessionId(), Kind.PAYMENT_CONFIRMED, payment, null);
            tellTherapist(event.sessionId(), Kind.SESSION_PAID, payment);
        } else if (event instanceof PaymentFailed failed) {
            tellClient(event.sessionId(), Kind.PAYMENT_FAILED, event.attemptId().orElseThrow(), failed.resultCode());
        } else if (event instanceof ReceiptArrived arrived) {
            tellClient(event.sessionId(), Kind.RECEIPT_ARRIVED, arrived.receipt(), arrived.receipt());
        } else if (event instanceof PaymentReversed reversed) {
            Kind kind = reversed.unpaid() ? Kind.PAYMENT_REVERSED : Kind.MONEY_RETURNED;
            tellClient(event.sessionId(), kind, reversed.receipt(), reversed.receipt());
            if (reversed.unpaid()) {
                tellTherapist(event.sessionId(), kind, reversed.receipt());
            }
        }
    }

    private void tellClient(SessionId session, Kind kind, Object cause, @Nullable String detail) {
        notifications.add(session(session).clientId(), key(kind, cause), kind, session, detail);
    }

    private void tellTherapist(SessionId session, Kind kind, Object cause) {
        notifications.add(session(session).therapistId(), key(kind, cause), kind, session, null);
    }

    private TherapySession session(SessionId id) {
        return bookings.find(id).orElseThrow(() -> new IllegalStateException("an event about no session, " + id));
    }

    /** @param cause the session, attempt or receipt; what is told of it, happens to it once */
    private static String key(Kind kind, Object cause) {
        return kind + ":" + cause;
    }
}
