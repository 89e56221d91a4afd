package io.github.darajasdk.therapy.reconciliation.refund.internal;

import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.payment.BookedReceipt;
import io.github.darajasdk.therapy.payment.MoneyReports;
import io.github.darajasdk.therapy.payment.ReceiptBook;
import io.github.darajasdk.therapy.payment.ReportedMovement;
import io.github.darajasdk.therapy.payment.ReversalNews;
import io.github.darajasdk.therapy.platform.LiveUpdates;
import io.github.darajasdk.therapy.reconciliation.refund.Refund;
import io.github.darajasdk.therapy.reconciliation.refund.RefundId;
import io.github.darajasdk.therapy.reconciliation.refund.RefundState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings what is stored of one refund in line with what {@link RefundReading} decides, and tells the payments when the
 * money went back. Part of the transaction that stored the news.
 */
@Component
class RefundSettler {

    private static final Logger LOG = LoggerFactory.getLogger(RefundSettler.class);

    /** Pages that show refunds listen to this. */
    static final String TOPIC = "admin:refunds";

    private final RefundStore refunds;
    private final RefundEvidenceStore evidence;
    private final Bookings bookings;
    private final ReceiptBook receipts;
    private final MoneyReports reports;
    private final LiveUpdates live;

    RefundSettler(
            RefundStore refunds,
            RefundEvidenceStore evidence,
            Bookings bookings,
            ReceiptBook receipts,
            MoneyReports reports,
            LiveUpdates live) {
        this.refunds = refunds;
        this.evidence = evidence;
        this.bookings = bookings;
        this.receipts = receipts;
        this.reports = reports;
        this.live = live;
    }

    /**
     * Reads a refund and holds it: its session first, as everybody does who decides about a session's money.
     *
     * @throws IllegalArgumentException if there is no such refund
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Refund lock(RefundId id) {
        Refund found = refunds.find(id).orElseThrow(() -> new IllegalArgumentException("there is no refund " + id));
        found.session().ifPresent(bookings::lockForPayment);
        return refunds.lock(id).orElseThrow();
    }

    /**
     * Decides and applies.
     *
     * @param refund as {@link #lock} read it
     * @return how it stands then
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Refund settle(Refund refund, Instant now) {
        List<RefundEvidence> pieces = evidence.of(refund.id());
        RefundReading.Outcome outcome = RefundReading.read(
                refund, refunds.claim(refund.id()).orElse(null), pieces, isReversedOnRecord(refund), now);
        for (RefundEvidence piece : pieces) {
            RefundEvidence.Disposition disposition =
                    Objects.requireNonNull(outcome.dispositions().get(piece.id()));
            if (disposition != piece.disposition()) {
                evidence.dispose(piece.id(), disposition);
            }
        }
        if (outcome.state() != refund.state() || differs(refund, outcome)) {
            move(refund, outcome, now);
            live.changed(TOPIC);
        }
        return refunds.find(refund.id()).orElseThrow();
    }

    private static boolean differs(Refund refund, RefundReading.Outcome outcome) {
        return !Objects.equals(refund.conversationId().orElse(null), outcome.conversationId())
                || !Objects.equals(refund.reversalReceipt().orElse(null), outcome.reversalReceipt());
    }

    private void move(Refund refund, RefundReading.Outcome outcome, Instant now) {
        LOG.info("refund {}: {} -> {}, {}", refund.id(), refund.state(), outcome.state(), outcome.reason());
        RefundEvidence because = outcome.because();
        if (outcome.state() == RefundState.REQUESTED && refund.state() == RefundState.SENDING) {
            refunds.backToApproval(refund, because == null ? null : because.id(), outcome.reason(), now);
            return;
        }
        RefundState at = refund.state();
        if (at == RefundState.SENDING && outcome.state() == RefundState.TIMED_OUT) {
            RefundState middle = outcome.conversationId() == null ? RefundState.UNCLEAR : RefundState.ACCEPTED;
            refunds.apply(refund.id(), at, middle, outcome, now);
            at = middle;
        }
        refunds.apply(refund.id(), at, outcome.state(), outcome, now);
        if (outcome.state() == RefundState.REFUNDED && refund.state() != RefundState.REFUNDED) {
            tellPayments(refund, because);
        }
    }

    /** The payment learns of it by the same door as of every movement. What it knows already needs no telling. */
    private void tellPayments(Refund refund, @Nullable RefundEvidence proof) {
        if (proof == null || isReversedOnRecord(refund)) {
            return;
        }
        ReversalNews news = proof.news();
        reports.report(new ReportedMovement(
                refund.environment(),
                refund.merchant(),
                source(news.source()),
                ReportedMovement.Kind.REVERSAL,
                Objects.requireNonNull(news.reversalReceipt()),
                refund.receipt(),
                refund.amount().shillings(),
                null,
                null,
                news.completedAt(),
                news.rawBody()));
    }

    private static ReportedMovement.Source source(ReversalNews.Source source) {
        return switch (source) {
            case STATUS -> ReportedMovement.Source.STATUS_RESULT;
            case PERSON -> ReportedMovement.Source.STATEMENT;
            case ANSWER, RESULT, TIMEOUT -> ReportedMovement.Source.REVERSAL_RESULT;
        };
    }

    private boolean isReversedOnRecord(Refund refund) {
        return receipts.find(refund.environment(), refund.receipt())
                .filter(receipt -> receipt.use() == BookedReceipt.Use.REVERSED)
                .isPresent();
    }

    /** Stores news and settles it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Refund hear(Refund refund, UUID id, ReversalNews news, Instant now) {
        evidence.add(id, refund.id(), news, now);
        return settle(refund, now);
    }
}
