package io.github.darajasdk.therapy.reconciliation.refund.internal;

import io.github.darajasdk.therapy.booking.SessionEvent;
import io.github.darajasdk.therapy.booking.SessionEvent.SessionCancelled;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.payment.BookedReceipt;
import io.github.darajasdk.therapy.payment.BookedReceipt.Use;
import io.github.darajasdk.therapy.payment.ReceiptBook;
import io.github.darajasdk.therapy.payment.review.CaseEvent.CaseOpened;
import io.github.darajasdk.therapy.platform.Ids;
import io.github.darajasdk.therapy.platform.LiveUpdates;
import io.github.darajasdk.therapy.reconciliation.refund.RefundId;
import io.github.darajasdk.therapy.reconciliation.refund.RefundReason;
import java.time.Instant;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Where it is plain that money has to go back, the application asks for it, in the transaction in which that became plain.
 * It only asks: people approve.
 */
@Component
class RefundRequests {

    private final ReceiptBook receipts;
    private final RefundStore refunds;
    private final LiveUpdates live;
    private final Ids ids;

    RefundRequests(ReceiptBook receipts, RefundStore refunds, LiveUpdates live, Ids ids) {
        this.receipts = receipts;
        this.refunds = refunds;
        this.live = live;
        this.ids = ids;
    }

    @EventListener
    void on(SessionEvent event) {
        if (event instanceof SessionCancelled) {
            request(
                    event.sessionId(),
                    Use.APPLIED,
                    RefundReason.SESSION_CANCELLED,
                    "the session was cancelled",
                    event.at());
        }
    }

    @EventListener
    void on(CaseOpened event) {
        event.sessionId().ifPresent(session -> {
            switch (event.kind()) {
                case DUPLICATE ->
                    request(session, Use.DUPLICATE, RefundReason.DUPLICATE, "the session was paid twice", event.at());
                case LATE ->
                    request(
                            session,
                            Use.LATE,
                            RefundReason.LATE,
                            "the money came when its session was given up",
                            event.at());
                default -> {
                    // a person decides what is to become of it
                }
            }
        });
    }

    private void request(SessionId session, Use use, RefundReason reason, String why, Instant at) {
        for (BookedReceipt receipt : receipts.ofSession(session)) {
            if (receipt.use() == use && refunds.insert(new RefundId(ids.next()), receipt, reason, null, why, at)) {
                live.changed(RefundSettler.TOPIC);
            }
        }
    }
}
