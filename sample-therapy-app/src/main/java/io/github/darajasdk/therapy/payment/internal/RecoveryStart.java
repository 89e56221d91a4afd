package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.payment.Recovery.Gap;
import io.github.darajasdk.therapy.payment.Recovery.RecoveryBegan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks at every start, before the first job and the first request, how long the database has seen no sign of life. A long
 * time means that an older backup may have been restored; then what it believes unsent may have been sent.
 */
@Component
class RecoveryStart implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryStart.class);

    /** How far back Pull reaches: without any sign of life, at least this may be forgotten. */
    private static final Duration PULL_REACHES = Duration.ofDays(2);

    private final RecoveryStore store;
    private final RestoredAttempts restored;
    private final RecoverySettings settings;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RecoveryStart(
            RecoveryStore store,
            RestoredAttempts restored,
            RecoverySettings settings,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.restored = restored;
        this.settings = settings;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        look();
    }

    /** Begins a recovery where one is due, and goes on with one that a killed start left half done. */
    void look() {
        Instant now = clock.instant();
        gap(now).filter(gap -> store.begin(gap, now))
                .ifPresent(gap -> LOG.warn(
                        "the database remembers nothing from {} to {}: nothing that moves money is sent until M-PESA's records"
                                + " of that time are read, or an administrator ends it at /admin/recovery",
                        gap.from(),
                        gap.to()));
        Optional<Gap> open = store.open();
        if (open.isPresent()) {
            // The row above is committed: from here on nobody sends.
            restored.takeForSent(open.get().to());
            transaction.executeWithoutResult(status -> events.publishEvent(new RecoveryBegan(now)));
        }
    }

    private Optional<Gap> gap(Instant now) {
        Optional<Instant> last = store.lastBeat();
        if (settings.assumeRestored()) {
            return Optional.of(new Gap(last.orElse(now.minus(PULL_REACHES)), now, true));
        }
        return last.filter(beat -> Duration.between(beat, now).compareTo(settings.gap()) > 0)
                .map(beat -> new Gap(beat, now, false));
    }
}
