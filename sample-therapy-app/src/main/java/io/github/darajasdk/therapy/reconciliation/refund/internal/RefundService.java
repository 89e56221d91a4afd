package io.github.darajasdk.therapy.reconciliation.refund.internal;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.payment.BookedReceipt;
import io.github.darajasdk.therapy.payment.ReceiptBook;
import io.github.darajasdk.therapy.payment.ReversalNews;
import io.github.darajasdk.therapy.platform.Ids;
import io.github.darajasdk.therapy.platform.Jobs;
import io.github.darajasdk.therapy.platform.LiveUpdates;
import io.github.darajasdk.therapy.reconciliation.refund.Refund;
import io.github.darajasdk.therapy.reconciliation.refund.RefundId;
import io.github.darajasdk.therapy.reconciliation.refund.RefundReason;
import io.github.darajasdk.therapy.reconciliation.refund.RefundRefusedException;
import io.github.darajasdk.therapy.reconciliation.refund.RefundRefusedException.Reason;
import io.github.darajasdk.therapy.reconciliation.refund.RefundState;
import io.github.darajasdk.therapy.reconciliation.refund.RefundStep;
import io.github.darajasdk.therapy.reconciliation.refund.Refunds;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people do about refunds. */
@Service
class RefundService implements Refunds {

    /** M-PESA may carry a reversal out late; before this, nothing in its record says nothing. */
    private static final Duration RECORD_IS_COMPLETE_AFTER = Duration.ofDays(1);

    private final RefundStore refunds;
    private final RefundSettler settler;
    private final RefundRules rules;
    private final ReceiptBook receipts;
    private final Jobs jobs;
    private final LiveUpdates live;
    private final JdbcClient jdbc;
    private final Ids ids;
    private final Clock clock;

    RefundService(
            RefundStore refunds,
            RefundSettler settler,
            RefundRules rules,
            ReceiptBook receipts,
            Jobs jobs,
            LiveUpdates live,
            JdbcClient jdbc,
            Ids ids,
            Clock clock) {
        this.refunds = refunds;
        this.settler = settler;
        this.rules = rules;
        this.receipts = receipts;
        this.jobs = jobs;
        this.live = live;
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    @Transactional
    public RefundId request(
            PaymentEnvironment environment, String receipt, RefundReason reason, UserId by, String why) {
        String text = required(why);
        BookedReceipt booked = receipts.find(environment, receipt)
                .orElseThrow(() -> refused(Reason.UNKNOWN_RECEIPT, "there is no receipt " + receipt + " on record"));
        if (booked.use() == BookedReceipt.Use.REVERSED) {
            throw refused(Reason.MOVED_ON, "the money went back already");
        }
        if (rules.paysALivingSession(booked)) {
            throw refused(Reason.PAYS_A_SESSION, "it pays a session that stands");
        }
        Instant now = clock.instant();
        refunds.insert(new RefundId(ids.next()), booked, reason, by, text, now);
        Refund refund = refunds.ofReceipt(environment, receipt).orElseThrow();
        if (refund.state() == RefundState.WITHDRAWN) {
            refunds.askAgain(settler.lock(refund.id()), by, text, now);
        }
        live.changed(RefundSettler.TOPIC);
        return refund.id();
    }

    @Override
    @Transactional
    public void approve(RefundId id, UserId by) {
        holdTheDay();
        Refund refund = lock(id, RefundState.REQUESTED);
        Instant now = clock.instant();
        rules.check(refund);
        rules.checkCeiling(refund, now);
        if (refund.needsTwoApprovals() && refund.approvedBy().isEmpty()) {
            refunds.firstApproval(refund, by, now);
        } else if (refund.approvedBy().filter(by::equals).isPresent()) {
            throw refused(Reason.NEEDS_ANOTHER_PERSON, "the same administrator approved it before");
        } else {
            refunds.approved(refund, by, now);
            jobs.schedule(RefundJobs.SEND.instance(id.toString()).build(), now);
        }
        live.changed(RefundSettler.TOPIC);
    }

    @Override
    @Transactional
    public void withdraw(RefundId id, UserId by, String why) {
        String text = required(why);
        refunds.withdraw(lock(id, RefundState.REQUESTED, RefundState.APPROVED), by, text, clock.instant());
        live.changed(RefundSettler.TOPIC);
    }

    @Override
    @Transactional
    public void foundReversed(RefundId id, String reversalReceipt, UserId by, String why) {
        String text = required(why);
        if (!reversalReceipt.matches("[A-Z0-9]{8,12}")) {
            throw refused(Reason.UNKNOWN_RECEIPT, "a receipt is 8 to 12 capital letters and digits");
        }
        Refund refund = lock(
                id,
                RefundState.REQUESTED,
                RefundState.UNCLEAR,
                RefundState.ACCEPTED,
                RefundState.TIMED_OUT,
                RefundState.FAILED);
        hear(refund, ReversalNews.Meaning.REVERSED, reversalReceipt, by, text);
    }

    @Override
    @Transactional
    public void foundNotReversed(RefundId id, UserId by, String why) {
        String text = required(why);
        Refund refund = lock(id, RefundState.UNCLEAR, RefundState.ACCEPTED, RefundState.TIMED_OUT);
        boolean early = refund.sentAt()
                .filter(sent -> clock.instant().isBefore(sent.plus(RECORD_IS_COMPLETE_AFTER)))
                .isPresent();
        if (early) {
            throw refused(Reason.TOO_EARLY, "M-PESA may still carry it out; look again a day after it was sent");
        }
        hear(refund, ReversalNews.Meaning.NOT_REVERSED, null, by, text);
    }

    private void hear(
            Refund refund, ReversalNews.Meaning meaning, @Nullable String reversalReceipt, UserId by, String why) {
        String said = "user " + by + ", from M-PESA's own record: " + why;
        ReversalNews news = new ReversalNews(
                ReversalNews.Source.PERSON,
                meaning,
                null,
                null,
                null,
                said,
                reversalReceipt,
                refund.receipt(),
                refund.amount().shillings(),
                null,
                said.getBytes(StandardCharsets.UTF_8));
        settler.hear(refund, ids.next(), news, clock.instant());
        live.changed(RefundSettler.TOPIC);
    }

    @Override
    @Transactional
    public void paidByHand(RefundId id, UserId by, String how) {
        String text = required(how);
        refunds.paidByHand(lock(id, RefundState.FAILED), by, text, clock.instant());
        live.changed(RefundSettler.TOPIC);
    }

    /** The day's ceiling is counted by one approval at a time, on whichever instance. Before any row is locked. */
    private void holdTheDay() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('refunds of the day', 7))")
                .query(row -> {});
    }

    private Refund lock(RefundId id, RefundState... expected) {
        if (refunds.find(id).isEmpty()) {
            throw refused(Reason.MOVED_ON, "there is no refund " + id);
        }
        Refund refund = settler.settle(settler.lock(id), clock.instant());
        if (!List.of(expected).contains(refund.state())) {
            throw refused(Reason.MOVED_ON, "the refund is " + refund.state() + " by now");
        }
        return refund;
    }

    private static String required(String why) {
        String text = why.strip();
        if (text.isEmpty()) {
            throw refused(Reason.REASON_MISSING, "a reason is needed for the record");
        }
        return text.substring(0, Math.min(500, text.length()));
    }

    private static RefundRefusedException refused(Reason reason, String message) {
        return new RefundRefusedException(reason, message);
    }

    @Override
    public Optional<Refund> find(RefundId id) {
        return refunds.find(id);
    }

    @Override
    public Optional<Refund> ofReceipt(PaymentEnvironment environment, String receipt) {
        return refunds.ofReceipt(environment, receipt);
    }

    @Override
    public List<Refund> open() {
        return refunds.open();
    }

    @Override
    public List<Refund> over() {
        return refunds.over();
    }

    @Override
    public List<RefundStep> history(RefundId id) {
        return refunds.history(id);
    }
}
