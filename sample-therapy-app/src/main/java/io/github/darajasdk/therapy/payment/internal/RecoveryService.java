package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.payment.Recovery;
import io.github.darajasdk.therapy.platform.LiveUpdates;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class RecoveryService implements Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryService.class);

    private final RecoveryStore store;
    private final PaymentMode mode;
    private final LiveUpdates live;
    private final Clock clock;

    RecoveryService(RecoveryStore store, PaymentMode mode, LiveUpdates live, Clock clock) {
        this.store = store;
        this.mode = mode;
        this.live = live;
        this.clock = clock;
    }

    @Override
    public boolean isUnderWay() {
        return store.open().isPresent();
    }

    @Override
    public Optional<Gap> current() {
        return store.open();
    }

    @Override
    @Transactional
    public void recordsRead(PaymentEnvironment environment, String merchant, Instant from, Instant to) {
        boolean covered = mode.equals(new PaymentMode(environment, merchant))
                && store.open()
                        .filter(gap -> !from.isAfter(gap.from()) && !to.isBefore(gap.to()))
                        .isPresent();
        if (covered) {
            end(Optional.empty(), "M-PESA's list of payments from " + from + " to " + to + " was read");
        }
    }

    @Override
    @Transactional
    public void end(UserId by, String why) {
        if (why.isBlank()) {
            throw new IllegalArgumentException("ending a recovery needs a reason for the record");
        }
        end(Optional.of(by), why.strip());
    }

    private void end(Optional<UserId> by, String why) {
        if (store.end(by.orElse(null), why, clock.instant())) {
            LOG.warn("the recovery after a restore is over: {}", why);
            live.changed("admin:recovery");
        }
    }
}
