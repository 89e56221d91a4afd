package io.github.darajasdk.spring.health;

import io.github.darajasdk.spi.DarajaEventListener.BreakerState;
import io.github.darajasdk.spring.observe.DarajaActivity;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Judges from memory whether Daraja answers: down while a breaker refuses calls, unknown before the first call, else up.
 * Never calls Daraja, so looking at it costs and proves nothing new.
 */
public final class DarajaHealthIndicator extends AbstractHealthIndicator {

    private final DarajaActivity activity;
    private final Set<String> merchants;
    private final Clock clock;

    /**
     * Makes the indicator.
     *
     * @param activity what happened
     * @param merchants the names of all merchants
     * @param clock tells how long ago
     */
    public DarajaHealthIndicator(DarajaActivity activity, Set<String> merchants, Clock clock) {
        super("Daraja's health could not be judged");
        this.activity = activity;
        this.merchants = Set.copyOf(merchants);
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        boolean refusing = false;
        boolean called = false;
        for (String merchant : merchants) {
            DarajaActivity.Snapshot snapshot = activity.of(merchant);
            refusing |= snapshot.breakers().containsValue(BreakerState.OPEN);
            called |= !snapshot.calls().isEmpty();
            builder.withDetail(merchant, details(snapshot));
        }
        if (refusing) {
            builder.down();
        } else if (called) {
            builder.up();
        } else {
            builder.unknown();
        }
    }

    private Map<String, Object> details(DarajaActivity.Snapshot snapshot) {
        Map<String, Object> details = new LinkedHashMap<>();
        snapshot.lastSuccess()
                .ifPresent(at -> details.put(
                        "secondsSinceLastSuccess",
                        Duration.between(at, clock.instant()).toSeconds()));
        snapshot.breakers().forEach((word, state) -> details.put(word + "Breaker", state.name()));
        return details;
    }
}
