package io.github.darajasdk.spring.observe;

import io.github.darajasdk.spi.DarajaEventListener;
import io.github.darajasdk.spi.DarajaEventListener.BreakerState;
import io.github.darajasdk.spi.DarajaEventListener.FinishedCall;
import io.github.darajasdk.spi.DarajaEventListener.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what happened since the application started: per merchant the calls, the codes and the breakers, and the
 * callbacks of all. Nothing personal, nothing secret, bounded in size.
 *
 * <p>Thread-safe.
 */
public final class DarajaActivity implements DarajaEventListenerFactory {

    private static final int MOST_WORDS = 100;

    private final Clock clock;
    private final Map<String, Recorder> recorders = new ConcurrentHashMap<>();
    private final BoundedCounts callbacks = new BoundedCounts(MOST_WORDS);
    private final BoundedCounts refusals = new BoundedCounts(MOST_WORDS);

    /**
     * Starts with nothing remembered.
     *
     * @param clock tells when things happened
     */
    public DarajaActivity(Clock clock) {
        this.clock = clock;
    }

    @Override
    public DarajaEventListener listenerFor(String merchant) {
        return recorders.computeIfAbsent(merchant, name -> new Recorder());
    }

    @Override
    public DarajaEventListener callbackListener() {
        return new DarajaEventListener() {
            @Override
            public void callbackParsed(String purpose, String outcome) {
                callbacks.add(purpose + " " + outcome);
            }

            @Override
            public void callbackRefused(String reason) {
                refusals.add(reason);
            }
        };
    }

    /**
     * Returns what is remembered of a merchant's client.
     *
     * @param merchant the merchant's name
     * @return a snapshot; all empty if nothing happened
     */
    public Snapshot of(String merchant) {
        Recorder recorder = recorders.get(merchant);
        return recorder == null ? new Recorder().snapshot() : recorder.snapshot();
    }

    /**
     * Returns how many callbacks were read.
     *
     * @return counts by purpose and outcome, for example {@code stk paid}
     */
    public Map<String, Long> callbacks() {
        return callbacks.snapshot();
    }

    /**
     * Returns how many requests to the callback endpoint were refused or not readable.
     *
     * @return counts by reason
     */
    public Map<String, Long> refusals() {
        return refusals.snapshot();
    }

    /**
     * What is remembered of one merchant's client.
     *
     * @param lastSuccess when a call last succeeded, or empty
     * @param calls counts by operation and outcome, for example {@code stk.push ok}
     * @param codes counts of Daraja's error codes
     * @param breakers the breakers that have changed since the start, by class of operation; others are closed
     */
    public record Snapshot(
            Optional<Instant> lastSuccess,
            Map<String, Long> calls,
            Map<String, Long> codes,
            Map<String, BreakerState> breakers) {}

    private final class Recorder implements DarajaEventListener {

        private final BoundedCounts calls = new BoundedCounts(MOST_WORDS);
        private final BoundedCounts codes = new BoundedCounts(MOST_WORDS);
        private final Map<String, BreakerState> breakers = new ConcurrentHashMap<>();
        private volatile @Nullable Instant lastSuccess;

        @Override
        public void callFinished(FinishedCall call) {
            calls.add(call.operation() + " " + Words.of(call.outcome()));
            call.code().ifPresent(codes::add);
            if (call.outcome() == Outcome.OK) {
                lastSuccess = clock.instant();
            }
        }

        @Override
        public void breakerChanged(String operationClass, BreakerState state) {
            breakers.put(operationClass, state);
        }

        Snapshot snapshot() {
            return new Snapshot(
                    Optional.ofNullable(lastSuccess), calls.snapshot(), codes.snapshot(), new TreeMap<>(breakers));
        }
    }
}
