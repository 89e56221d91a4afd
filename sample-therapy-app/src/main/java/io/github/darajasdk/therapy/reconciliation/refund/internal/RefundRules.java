package io.github.darajasdk.therapy.reconciliation.refund.internal;

import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.payment.BookedReceipt;
import io.github.darajasdk.therapy.payment.ReceiptBook;
import io.github.darajasdk.therapy.payment.Recovery;
import io.github.darajasdk.therapy.payment.Reversal;
import io.github.darajasdk.therapy.payment.Reversals;
import io.github.darajasdk.therapy.platform.Money;
import io.github.darajasdk.therapy.reconciliation.refund.Refund;
import io.github.darajasdk.therapy.reconciliation.refund.RefundRefusedException;
import io.github.darajasdk.therapy.reconciliation.refund.RefundRefusedException.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** What must be so before money goes back. Asked when a person approves, and once more before the first byte. */
@Component
class RefundRules {

    private static final ZoneId NAIROBI = ZoneId.of("Africa/Nairobi");

    private final ReceiptBook receipts;
    private final Bookings bookings;
    private final Reversals reversals;
    private final Recovery recovery;
    private final RefundStore refunds;
    private final RefundSettings settings;

    RefundRules(
            ReceiptBook receipts,
            Bookings bookings,
            Reversals reversals,
            Recovery recovery,
            RefundStore refunds,
            RefundSettings settings) {
        this.receipts = receipts;
        this.bookings = bookings;
        this.reversals = reversals;
        this.recovery = recovery;
        this.refunds = refunds;
        this.settings = settings;
    }

    /** @throws RefundRefusedException when this money may not be sent back, or not now */
    void check(Refund refund) {
        if (recovery.isUnderWay()) {
            throw refused(Reason.RECOVERING, "no money is moved while the database recovers from a restore");
        }
        if (!reversals.serves(reversal(refund))) {
            throw refused(
                    Reason.NOT_SERVED,
                    "it belongs to another merchant or environment than is served now, or no initiator is configured");
        }
        BookedReceipt receipt = receipts.find(refund.environment(), refund.receipt())
                .orElseThrow(() -> refused(Reason.UNKNOWN_RECEIPT, "the receipt is not on record"));
        if (receipt.use() == BookedReceipt.Use.REVERSED) {
            throw refused(Reason.MOVED_ON, "the money went back already");
        }
        if (!receipt.seenInMpesasRecords()) {
            throw refused(
                    Reason.NOT_PROVEN,
                    "neither Pull, Transaction Status nor a statement has named the receipt with this amount");
        }
        if (!receipt.amount().equals(refund.amount())) {
            throw refused(
                    Reason.NOT_PROVEN,
                    "M-PESA's records name " + receipt.amount() + ", the refund asks for " + refund.amount());
        }
        if (paysALivingSession(receipt)) {
            throw refused(Reason.PAYS_A_SESSION, "it pays a session that stands");
        }
    }

    boolean paysALivingSession(BookedReceipt receipt) {
        return receipt.use() == BookedReceipt.Use.APPLIED
                && receipt.session()
                        .flatMap(bookings::find)
                        .filter(session -> session.status() != SessionStatus.CANCELLED
                                && session.status() != SessionStatus.DECLINED)
                        .isPresent();
    }

    /** @throws RefundRefusedException when the day's ceiling would be passed; the caller holds the day's lock */
    void checkCeiling(Refund refund, Instant now) {
        Instant midnight =
                LocalDate.ofInstant(now, NAIROBI).atStartOfDay(NAIROBI).toInstant();
        long today = refunds.approvedSince(refund.environment(), midnight);
        if (today + refund.amount().shillings() > settings.dailyCeiling()) {
            throw refused(
                    Reason.DAILY_CEILING,
                    Money.kes(today) + " went back today already, of at most " + Money.kes(settings.dailyCeiling()));
        }
    }

    static Reversal reversal(Refund refund) {
        return new Reversal(
                refund.id().value(), refund.environment(), refund.merchant(), refund.receipt(), refund.amount());
    }

    private static RefundRefusedException refused(Reason reason, String message) {
        return new RefundRefusedException(reason, message);
    }
}
