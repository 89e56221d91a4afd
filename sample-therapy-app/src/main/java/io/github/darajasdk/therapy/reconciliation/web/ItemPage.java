package io.github.darajasdk.therapy.reconciliation.web;

import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.review.EvidenceFile.OurSide;
import io.github.darajasdk.therapy.payment.review.PaymentCase;
import io.github.darajasdk.therapy.payment.review.Timeline;
import io.github.darajasdk.therapy.reconciliation.Item;
import io.github.darajasdk.therapy.reconciliation.MpesaRecord;
import io.github.darajasdk.therapy.reconciliation.Resolution;
import io.github.darajasdk.therapy.reconciliation.Run;
import io.github.darajasdk.therapy.reconciliation.refund.Refund;
import java.util.List;
import java.util.Optional;

/**
 * All that the page of one item shows.
 *
 * @param item as the run saw it
 * @param session whose money it is
 * @param client who booked it
 * @param attempt as we have it now
 * @param records what M-PESA's records say of its receipts now
 * @param cases that people work on, or did
 * @param refund of the money
 * @param resolution what has explained it since
 */
public record ItemPage(
        Run run,
        Item item,
        Optional<TherapySession> session,
        Optional<String> client,
        Optional<OurSide> attempt,
        List<MpesaRecord> records,
        List<PaymentCase> cases,
        Optional<Refund> refund,
        Optional<Resolution> resolution,
        Timeline timeline) {

    /** M-PESA's amount less ours; what this item puts into the difference of the books. */
    public long differenceCents() {
        return item.mpesa().map(Item.MpesaSide::cents).orElse(0L)
                - item.ours().map(Item.OurSide::cents).orElse(0L);
    }

    /** The record that the run compared, as it is known now. */
    public Optional<MpesaRecord> compared() {
        return item.mpesa()
                .flatMap(side -> records.stream()
                        .filter(record -> record.receipt().equals(side.receipt()) && record.cents() == side.cents())
                        .findFirst());
    }

    /** Whether M-PESA can be asked about it: there is a session or a receipt. */
    public boolean canBeAskedAbout() {
        return session.isPresent() || item.mpesa().isPresent();
    }
}
