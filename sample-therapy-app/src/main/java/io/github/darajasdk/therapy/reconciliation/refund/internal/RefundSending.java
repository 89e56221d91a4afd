package io.github.darajasdk.therapy.reconciliation.refund.internal;

import io.github.darajasdk.therapy.payment.ReversalNews;
import io.github.darajasdk.therapy.platform.Ids;
import io.github.darajasdk.therapy.platform.Jobs;
import io.github.darajasdk.therapy.reconciliation.refund.Refund;
import io.github.darajasdk.therapy.reconciliation.refund.RefundId;
import io.github.darajasdk.therapy.reconciliation.refund.RefundRefusedException;
import io.github.darajasdk.therapy.reconciliation.refund.RefundState;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The two transactions around a reversal: the one before the first byte, and the one that stores the answer. */
@Component
class RefundSending {

    private static final Logger LOG = LoggerFactory.getLogger(RefundSending.class);

    /** A refund found in SENDING for longer than any call can take was left there by a process that died. */
    private static final Duration LEASE = Duration.ofSeconds(45);

    private final RefundStore refunds;
    private final RefundSettler settler;
    private final RefundRules rules;
    private final Jobs jobs;
    private final Ids ids;
    private final Clock clock;

    RefundSending(RefundStore refunds, RefundSettler settler, RefundRules rules, Jobs jobs, Ids ids, Clock clock) {
        this.refunds = refunds;
        this.settler = settler;
        this.rules = rules;
        this.jobs = jobs;
        this.ids = ids;
        this.clock = clock;
    }

    /** What is to be sent, and the name of this one sending. */
    record Claimed(Refund refund, UUID claim) {}

    /**
     * Commits SENDING and the first question to M-PESA. Only the caller that gets a claim back may send, once. A refund
     * found in SENDING was left there by a process that died: M-PESA may have it, so it becomes UNCLEAR.
     */
    @Transactional
    public Optional<Claimed> begin(RefundId id) {
        Refund refund = settler.lock(id);
        Instant now = clock.instant();
        if (refund.state() == RefundState.SENDING) {
            leftBySomebodyElse(refund, now);
            return Optional.empty();
        }
        if (refund.state() != RefundState.APPROVED) {
            LOG.info("refund {} is {} and needs no sending", id, refund.state());
            return Optional.empty();
        }
        Refund known = settler.settle(refund, now);
        if (known.state() != RefundState.APPROVED) {
            return Optional.empty();
        }
        try {
            rules.check(refund);
        } catch (RefundRefusedException e) {
            LOG.warn("refund {} goes back to approval: {}", id, e.getMessage());
            refunds.backToApproval(refund, null, "not sent: " + e.getMessage(), now);
            return Optional.empty();
        }
        UUID claim = ids.next();
        if (!refunds.beginSending(refund, claim, now)) {
            return Optional.empty();
        }
        jobs.schedule(RefundJobs.LOOK.instance(id.toString()).build(), now.plus(RefundAsking.FIRST_LOOK));
        return Optional.of(new Claimed(refund, claim));
    }

    /**
     * Stores what came of the request. Storing it again, because the first time was committed and not heard of, changes
     * nothing: a sending has one answer.
     */
    @Transactional
    public Refund answered(Claimed claimed, ReversalNews answer) {
        Refund refund = settler.lock(claimed.refund().id());
        return settler.hear(refund, claimed.claim(), answer, clock.instant());
    }

    /** Makes a refund UNCLEAR whose sender died; leaves alone one that may still be under way. */
    @Transactional
    public void recover(RefundId id) {
        Refund refund = settler.lock(id);
        Instant now = clock.instant();
        boolean abandoned =
                refund.sentAt().filter(sent -> now.isAfter(sent.plus(LEASE))).isPresent();
        if (refund.state() == RefundState.SENDING && abandoned) {
            leftBySomebodyElse(refund, now);
        }
    }

    /** Nobody sends it any more, however short ago it began: this database was somewhere else then. */
    @Transactional
    public void foundAfterRestore(RefundId id) {
        Refund refund = settler.lock(id);
        if (refund.state() == RefundState.SENDING) {
            leftBySomebodyElse(refund, clock.instant());
        }
    }

    private void leftBySomebodyElse(Refund refund, Instant now) {
        LOG.warn(
                "refund {} was being sent by a process that is gone: it is unclear, and never sent again", refund.id());
        UUID claim = refunds.claim(refund.id()).orElseThrow();
        settler.hear(refund, claim, noAnswer("the process that was sending it ended before it stored an answer"), now);
    }

    static ReversalNews noAnswer(String why) {
        return new ReversalNews(
                ReversalNews.Source.ANSWER,
                ReversalNews.Meaning.NO_ANSWER,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                why.getBytes(StandardCharsets.UTF_8));
    }
}
