package io.github.darajasdk.therapy.reconciliation.refund.internal;

import io.github.darajasdk.therapy.payment.Reversals;
import io.github.darajasdk.therapy.reconciliation.refund.Refund;
import io.github.darajasdk.therapy.reconciliation.refund.RefundId;
import io.github.darajasdk.therapy.reconciliation.refund.RefundState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks at a refund that was sent, and asks M-PESA about it, with growing gaps, until its end is known. */
@Component
class RefundAsking {

    /** The result mostly comes by itself within seconds. */
    static final Duration FIRST_LOOK = Duration.ofSeconds(30);

    private static final List<Duration> LOOKS = Stream.of("PT30S", "PT2M", "PT5M", "PT10M1S", "PT30M", "PT1H")
            .map(Duration::parse)
            .toList();
    private static final Duration SLOWLY = Duration.ofHours(2);
    private static final Duration VERY_SLOWLY = Duration.ofDays(1);
    private static final Duration RECENT = Duration.ofDays(2);

    private final RefundStore refunds;
    private final RefundSending sending;
    private final RefundSettler settler;
    private final Reversals reversals;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RefundAsking(
            RefundStore refunds,
            RefundSending sending,
            RefundSettler settler,
            Reversals reversals,
            TransactionTemplate transaction,
            Clock clock) {
        this.refunds = refunds;
        this.sending = sending;
        this.settler = settler;
        this.reversals = reversals;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Looks at one refund.
     *
     * @return when to look again; empty when its end is known
     */
    Optional<Instant> look(RefundId id) {
        if (refunds.find(id)
                .filter(refund -> refund.state() == RefundState.SENDING)
                .isPresent()) {
            sending.recover(id);
        }
        Refund present = transaction.execute(status -> settler.settle(settler.lock(id), clock.instant()));
        if (!present.state().isUnderWay()) {
            return Optional.empty();
        }
        if (present.state() != RefundState.SENDING && reversals.serves(RefundRules.reversal(present))) {
            reversals.ask(
                    RefundRules.reversal(present), present.conversationId().orElse(null));
        }
        return Optional.of(next(present.sentAt().orElseThrow(), clock.instant()));
    }

    private static Instant next(Instant sentAt, Instant now) {
        return LOOKS.stream()
                .map(sentAt::plus)
                .filter(moment -> moment.isAfter(now))
                .findFirst()
                .orElseGet(() -> now.plus(now.isBefore(sentAt.plus(RECENT)) ? SLOWLY : VERY_SLOWLY));
    }
}
