package io.github.darajasdk.therapy.reconciliation.refund.internal;

import io.github.darajasdk.therapy.payment.ReversalListener;
import io.github.darajasdk.therapy.payment.ReversalNews;
import io.github.darajasdk.therapy.platform.Ids;
import io.github.darajasdk.therapy.platform.Jobs;
import io.github.darajasdk.therapy.reconciliation.refund.RefundId;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes in what M-PESA posts about a refund. Returns only when it is committed: M-PESA tells it once. */
@Component
class RefundNewsIntake implements ReversalListener {

    private static final Logger LOG = LoggerFactory.getLogger(RefundNewsIntake.class);

    private final RefundStore refunds;
    private final RefundEvidenceStore evidence;
    private final RefundSettler settler;
    private final Jobs jobs;
    private final Ids ids;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RefundNewsIntake(
            RefundStore refunds,
            RefundEvidenceStore evidence,
            RefundSettler settler,
            Jobs jobs,
            Ids ids,
            TransactionTemplate transaction,
            Clock clock) {
        this.refunds = refunds;
        this.evidence = evidence;
        this.settler = settler;
        this.jobs = jobs;
        this.ids = ids;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** If anything but the database fails while it is settled, the news is stored by itself and settled again later. */
    @Override
    public void heard(UUID reversal, ReversalNews news) {
        RefundId id = new RefundId(reversal);
        if (refunds.find(id).isEmpty()) {
            LOG.warn("authentic news about a refund that is not on record ({}): {}", id, news);
            return;
        }
        UUID piece = ids.next();
        try {
            transaction.executeWithoutResult(status -> settler.hear(settler.lock(id), piece, news, clock.instant()));
        } catch (RuntimeException e) {
            LOG.error("news about refund {} could not be handled; storing it to be handled again", id, e);
            transaction.executeWithoutResult(status -> {
                evidence.add(piece, id, news, clock.instant());
                jobs.scheduleAnew(
                        RefundJobs.LOOK.instance(id.toString()).build(),
                        clock.instant().plus(RefundAsking.FIRST_LOOK));
            });
        }
    }
}
