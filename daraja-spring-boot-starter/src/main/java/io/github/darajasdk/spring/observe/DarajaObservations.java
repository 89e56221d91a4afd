package io.github.darajasdk.spring.observe;

import io.github.darajasdk.spi.DarajaEventListener;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Observes each call as {@code daraja.call}: a timer and, where traces are collected, a span. All keys have few values:
 * operation, merchant, environment, outcome and Daraja's error code. No phone number, amount or id is among them.
 */
public final class DarajaObservations implements DarajaEventListenerFactory {

    /** Name of the observation. */
    public static final String NAME = "daraja.call";

    /** A call starts and ends on one thread, and calls do not nest. */
    private static final ThreadLocal<@Nullable Running> RUNNING = new ThreadLocal<>();

    private static final String NONE = "none";
    private static final int MOST_CODES = 50;

    private final ObservationRegistry registry;
    private final String environment;
    private final Set<String> knownCodes = ConcurrentHashMap.newKeySet();

    /**
     * Observes into a registry.
     *
     * @param registry receives the observations
     * @param environment {@code sandbox}, {@code production} or {@code custom}
     */
    public DarajaObservations(ObservationRegistry registry, String environment) {
        this.registry = registry;
        this.environment = environment;
    }

    @Override
    public DarajaEventListener listenerFor(String merchant) {
        return new Observer(merchant);
    }

    /** The code is Daraja's text: beyond a number that no catalogue reaches, all are one. */
    private String bounded(String code) {
        if (knownCodes.contains(code)) {
            return code;
        }
        return knownCodes.size() < MOST_CODES && knownCodes.add(code) ? code : BoundedCounts.OTHER;
    }

    private record Running(Observation observation, Observation.Scope scope) {

        void stop() {
            scope.close();
            observation.stop();
        }
    }

    private final class Observer implements DarajaEventListener {

        private final String merchant;

        Observer(String merchant) {
            this.merchant = merchant;
        }

        @Override
        public void callStarted(String operation) {
            Running leftOver = RUNNING.get();
            if (leftOver != null) {
                leftOver.stop();
            }
            Observation observation = Observation.createNotStarted(NAME, registry)
                    .contextualName("daraja " + operation)
                    .lowCardinalityKeyValue("operation", operation)
                    .lowCardinalityKeyValue("merchant", merchant)
                    .lowCardinalityKeyValue("environment", environment)
                    .lowCardinalityKeyValue("outcome", NONE)
                    .lowCardinalityKeyValue("code", NONE)
                    .start();
            RUNNING.set(new Running(observation, observation.openScope()));
        }

        @Override
        public void callFinished(FinishedCall call) {
            Running finished = RUNNING.get();
            if (finished == null) {
                return;
            }
            RUNNING.remove();
            finished.observation()
                    .lowCardinalityKeyValue("outcome", Words.of(call.outcome()))
                    .lowCardinalityKeyValue(
                            "code",
                            call.code().map(DarajaObservations.this::bounded).orElse(NONE));
            finished.stop();
        }
    }
}
