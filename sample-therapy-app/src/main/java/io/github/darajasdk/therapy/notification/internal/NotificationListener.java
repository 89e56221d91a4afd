package io.github.darajasdk.therapy.notification.internal;

import io.github.darajasdk.therapy.booking.SessionEvent;
import io.github.darajasdk.therapy.booking.SessionEvent.SessionApproved;
import io.github.darajasdk.therapy.booking.SessionEvent.SessionCancelled;
import io.github.darajasdk.therapy.booking.SessionEvent.SessionDeclined;
import io.github.darajasdk.therapy.booking.SessionEvent.SessionRequested;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.notification.Notification.Kind;
import io.github.darajasdk.therapy.notification.internal.JdbcNotifications.Notice;
import io.github.darajasdk.therapy.payment.PaymentEvent;
import io.github.darajasdk.therapy.payment.PaymentEvent.PaymentConfirmed;
import io.github.darajasdk.therapy.payment.PaymentEvent.PaymentFailed;
import io.github.darajasdk.therapy.payment.PaymentEvent.PaymentReversed;
import io.github.darajasdk.therapy.payment.PaymentEvent.ReceiptArrived;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Turns what happened into what people are told, inside the transaction in which it happened: both or neither. */
@Component
class NotificationListener {

    private final JdbcNotifications notifications;

    NotificationListener(JdbcNotifications notifications) {
        this.notifications = notifications;
    }

    @EventListener
    void on(SessionEvent event) {
        SessionId session = event.sessionId();
        if (event instanceof SessionRequested) {
            tell(session, therapist(Kind.SESSION_REQUESTED, session));
        } else if (event instanceof SessionApproved) {
            tell(session, client(Kind.SESSION_APPROVED, session, null));
        } else if (event instanceof SessionDeclined) {
            tell(session, client(Kind.SESSION_DECLINED, session, null));
        } else if (event instanceof SessionCancelled) {
            tell(session, client(Kind.SESSION_CANCELLED, session, null), therapist(Kind.SESSION_CANCELLED, session));
        }
    }

    @EventListener
    void on(PaymentEvent event) {
        SessionId session = event.sessionId();
        if (event instanceof PaymentConfirmed confirmed) {
            Object payment = event.attemptId()
                    .<Object>map(id -> id)
                    .orElseGet(() -> confirmed.receipt().orElseThrow());
            tell(session, client(Kind.PAYMENT_CONFIRMED, payment, null), therapist(Kind.SESSION_PAID, payment));
        } else if (event instanceof PaymentFailed failed) {
            tell(session, client(Kind.PAYMENT_FAILED, event.attemptId().orElseThrow(), failed.resultCode()));
        } else if (event instanceof ReceiptArrived arrived) {
            tell(session, client(Kind.RECEIPT_ARRIVED, arrived.receipt(), arrived.receipt()));
        } else if (event instanceof PaymentReversed reversed) {
            String receipt = reversed.receipt();
            if (reversed.unpaid()) {
                tell(
                        session,
                        client(Kind.PAYMENT_REVERSED, receipt, receipt),
                        therapist(Kind.PAYMENT_REVERSED, receipt));
            } else {
                tell(session, client(Kind.MONEY_RETURNED, receipt, receipt));
            }
        }
    }

    private void tell(SessionId session, Notice... notices) {
        notifications.add(session, List.of(notices));
    }

    private static Notice client(Kind kind, Object cause, @Nullable String detail) {
        return new Notice(false, key(kind, cause), kind, detail);
    }

    private static Notice therapist(Kind kind, Object cause) {
        return new Notice(true, key(kind, cause), kind, null);
    }

    /** @param cause the session, attempt or receipt; what is told of it, happens to it once */
    private static String key(Kind kind, Object cause) {
        return kind + ":" + cause;
    }
}
