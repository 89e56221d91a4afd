package io.github.darajasdk.spring.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.spi.DarajaEventListener;
import io.github.darajasdk.spi.DarajaEventListener.BreakerState;
import io.github.darajasdk.spi.DarajaEventListener.FinishedCall;
import io.github.darajasdk.spi.DarajaEventListener.Outcome;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DarajaObservationsTest {

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final ObservationRegistry observations = ObservationRegistry.create();

    {
        observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
    }

    @Test
    void aCallBecomesATimerWithFewWords() {
        DarajaEventListener listener = new DarajaObservations(observations, "sandbox").listenerFor("shop");
        listener.callStarted("stk.push");
        assertThat(observations.getCurrentObservation())
                .as("logs and spans inside belong to it")
                .isNotNull();
        listener.callFinished(finished(Outcome.REJECTED, "400.002.02"));

        Timer timer = meters.get("daraja.call")
                .tags(
                        "operation", "stk.push",
                        "merchant", "shop",
                        "environment", "sandbox",
                        "outcome", "rejected",
                        "code", "400.002.02")
                .timer();
        assertThat(timer.count()).isEqualTo(1);
        assertThat(observations.getCurrentObservation()).isNull();
    }

    @Test
    void aCallThatNeverFinishedDoesNotSwallowTheNext() {
        DarajaEventListener listener = new DarajaObservations(observations, "sandbox").listenerFor("shop");
        listener.callStarted("stk.push");
        listener.callStarted("stk.query");
        listener.callFinished(new FinishedCall("stk.query", Outcome.OK, Optional.empty(), Duration.ofMillis(5)));

        assertThat(meters.get("daraja.call")
                        .tag("operation", "stk.query")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(observations.getCurrentObservation()).isNull();
    }

    @Test
    void remoteCodesCannotFloodTheTags() {
        DarajaEventListener listener = new DarajaObservations(observations, "sandbox").listenerFor("shop");
        for (int i = 0; i < 1_000; i++) {
            listener.callStarted("stk.push");
            listener.callFinished(finished(Outcome.REJECTED, "code-" + i));
        }
        assertThat(meters.find("daraja.call").timers()).hasSize(51);
        assertThat(meters.get("daraja.call").tag("code", "other").timer().count())
                .isEqualTo(950);
    }

    @Test
    void anOpenBreakerIsAGauge() {
        DarajaEventListener listener = new DarajaMeters(meters).listenerFor("shop");
        assertThat(meters.get("daraja.breaker.open")
                        .tag("class", "money")
                        .gauge()
                        .value())
                .isZero();
        listener.breakerChanged("money", BreakerState.OPEN);
        assertThat(meters.get("daraja.breaker.open")
                        .tag("class", "money")
                        .gauge()
                        .value())
                .isEqualTo(1);
        listener.breakerChanged("money", BreakerState.CLOSED);
        assertThat(meters.get("daraja.breaker.open")
                        .tag("class", "money")
                        .gauge()
                        .value())
                .isZero();
    }

    @Test
    void macNeverReachesASpan() {
        String mac = "0123456789abcdef0123456789abcdef";
        Observation.Context context = new Observation.Context();
        context.addHighCardinalityKeyValue(KeyValue.of("http.url", "/hooks/cb/stk/k1/order-1/" + mac));
        context.addHighCardinalityKeyValue(KeyValue.of("other", "kept"));

        new CallbackPathMask().map(context);

        assertThat(context.getHighCardinalityKeyValues().toString())
                .doesNotContain(mac)
                .contains("order-1", "kept");
    }

    @Test
    void activityRemembersCallsCodesAndTheLastSuccessPerMerchant() {
        Instant now = Instant.parse("2026-11-20T08:00:00Z");
        DarajaActivity activity = new DarajaActivity(Clock.fixed(now, ZoneOffset.UTC));
        activity.listenerFor("shop").callFinished(finished(Outcome.OK, null));
        activity.listenerFor("shop").callFinished(finished(Outcome.NOT_SENT, "500.003.02"));
        activity.callbackListener().callbackParsed("stk", "paid");

        DarajaActivity.Snapshot shop = activity.of("shop");
        assertThat(shop.lastSuccess()).contains(now);
        assertThat(shop.calls()).containsEntry("stk.push ok", 1L).containsEntry("stk.push not-sent", 1L);
        assertThat(shop.codes()).containsExactly(Map.entry("500.003.02", 1L));
        assertThat(activity.of("default").calls()).isEmpty();
        assertThat(activity.callbacks()).containsEntry("stk paid", 1L);
    }

    private static FinishedCall finished(Outcome outcome, String code) {
        return new FinishedCall("stk.push", outcome, Optional.ofNullable(code), Duration.ofMillis(5));
    }
}
