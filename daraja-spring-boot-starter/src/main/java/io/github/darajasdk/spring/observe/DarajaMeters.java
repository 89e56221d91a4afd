package io.github.darajasdk.spring.observe;

import io.github.darajasdk.spi.DarajaEventListener;
import io.github.darajasdk.spi.DarajaEventListener.BreakerState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what is not a call: {@code daraja.tokens} fetched, {@code daraja.breaker.open} (1 while calls are refused),
 * {@code daraja.callbacks} by purpose and outcome, {@code daraja.callbacks.refused} by reason. All tags have few values.
 */
public final class DarajaMeters implements DarajaEventListenerFactory {

    private final MeterRegistry registry;

    /**
     * Counts into a registry.
     *
     * @param registry receives the meters
     */
    public DarajaMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public DarajaEventListener listenerFor(String merchant) {
        Map<String, AtomicInteger> open = new ConcurrentHashMap<>();
        for (String operationClass : new String[] {"money", "reads"}) {
            open.put(operationClass, gauge(merchant, operationClass));
        }
        return new DarajaEventListener() {
            @Override
            public void tokenRefreshed(Duration lifetime) {
                registry.counter("daraja.tokens", "merchant", merchant).increment();
            }

            @Override
            public void breakerChanged(String operationClass, BreakerState state) {
                open.computeIfAbsent(operationClass, word -> gauge(merchant, word))
                        .set(state == BreakerState.CLOSED ? 0 : 1);
            }
        };
    }

    @Override
    public DarajaEventListener callbackListener() {
        return new DarajaEventListener() {
            @Override
            public void callbackParsed(String purpose, String outcome) {
                registry.counter("daraja.callbacks", "purpose", purpose, "outcome", outcome)
                        .increment();
            }

            @Override
            public void callbackRefused(String reason) {
                registry.counter("daraja.callbacks.refused", "reason", reason).increment();
            }
        };
    }

    private AtomicInteger gauge(String merchant, String operationClass) {
        AtomicInteger open = new AtomicInteger();
        Gauge.builder("daraja.breaker.open", open, AtomicInteger::get)
                .description("1 while calls of this class are refused because Daraja does not answer")
                .tag("merchant", merchant)
                .tag("class", operationClass)
                .register(registry);
        return open;
    }
}
