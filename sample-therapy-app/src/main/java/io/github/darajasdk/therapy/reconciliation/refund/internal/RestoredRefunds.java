package io.github.darajasdk.therapy.reconciliation.refund.internal;

import io.github.darajasdk.therapy.payment.Recovery.RecoveryBegan;
import io.github.darajasdk.therapy.reconciliation.refund.Refund;
import io.github.darajasdk.therapy.reconciliation.refund.RefundId;
import io.github.darajasdk.therapy.reconciliation.refund.RefundState;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** After a restore: what the backup believes approved and unsent may have been sent since, so people look at it anew. */
@Component
class RestoredRefunds {

    private final RefundStore refunds;
    private final RefundSending sending;
    private final RefundSettler settler;

    RestoredRefunds(RefundStore refunds, RefundSending sending, RefundSettler settler) {
        this.refunds = refunds;
        this.sending = sending;
        this.settler = settler;
    }

    /** In the transaction of the event; may be repeated. */
    @EventListener
    void on(RecoveryBegan event) {
        for (RefundId id : refunds.inState(RefundState.APPROVED)) {
            Refund refund = settler.lock(id);
            if (refund.state() == RefundState.APPROVED) {
                refunds.backToApproval(
                        refund, null, "the database was restored: see first whether it was sent before", event.at());
            }
        }
        for (RefundId id : refunds.inState(RefundState.SENDING)) {
            sending.foundAfterRestore(id);
        }
    }
}
