package io.github.darajasdk.therapy.notification.internal;

import io.github.darajasdk.therapy.account.Accounts;
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
import io.github.darajasdk.therapy.payment.review.CaseEvent.CaseOpened;
import io.github.darajasdk.therapy.reconciliation.Reconciliation;
import io.github.darajasdk.therapy.reconciliation.Run;
import io.github.darajasdk.therapy.reconciliation.RunEvent;
import io.github.darajasdk.therapy.reconciliation.RunEvent.RunCancelled;
import io.github.darajasdk.therapy.reconciliation.RunEvent.RunFailed;
import io.github.darajasdk.therapy.reconciliation.RunEvent.RunFinished;
import io.github.darajasdk.therapy.reconciliation.RunTrigger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Turns what happened into what people are told, inside the transaction in which it happened: both or neither. */
@Component
class NotificationListener {

    private final JdbcNotifications notifications;
    private final Reconciliation reconciliation;
    private final Accounts accounts;

    NotificationListener(JdbcNotifications notifications, Reconciliation reconciliation, Accounts accounts) {
        this.notifications = notifications;
        this.reconciliation = reconciliation;
        this.accounts = accounts;
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
            tell(
                    session,
                    client(Kind.PAYMENT_CONFIRMED, payment, confirmed.receipt().orElse(null)),
                    therapist(Kind.SESSION_PAID, payment));
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

    @EventListener
    void on(CaseOpened event) {
        tellAdministrators(Kind.CASE_OPENED, event.caseId(), About.ofCase(event.caseId()));
    }

    @EventListener
    void on(RunEvent event) {
        About about = About.run(event.runId());
        if (event instanceof RunFinished) {
            Run run = reconciliation.find(event.runId()).orElseThrow();
            boolean differs = run.toLookAt() > 0;
            // Runs that evidence sets off come all day long: they are news only when something does not agree.
            if (differs || run.trigger() != RunTrigger.EVIDENCE) {
                tellAdministrators(differs ? Kind.DISCREPANCIES_FOUND : Kind.RUN_FINISHED, event.runId(), about);
            }
        } else if (event instanceof RunFailed) {
            tellAdministrators(Kind.RUN_FAILED, event.runId(), about);
        } else if (event instanceof RunCancelled) {
            tellAdministrators(Kind.RUN_CANCELLED, event.runId() + " " + event.at(), about);
        }
    }

    private void tellAdministrators(Kind kind, Object cause, About about) {
        accounts.administrators().forEach(person -> notifications.add(person.id(), key(kind, cause), kind, about));
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

    /** @param cause the session, attempt, receipt, case or run; what is told of it, happens to it once */
    private static String key(Kind kind, Object cause) {
        return kind + ":" + cause;
    }
}
