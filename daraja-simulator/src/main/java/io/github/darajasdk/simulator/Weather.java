package io.github.darajasdk.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What the gateway and the network do to everybody until it is changed again: an area that is down or slow, and faults
 * that hit pushes by chance. The chance depends on the simulator's seed and the push's number only, so the same seed
 * hits the same pushes. Thread-safe.
 */
public final class Weather {

    /** The parts of the gateway that can have a fault of their own. */
    public enum Area {
        /** The token endpoint. */
        TOKEN,
        /** STK push. */
        PUSH,
        /** STK query. */
        QUERY,
        /** Every other product. */
        OTHER
    }

    /**
     * A fault that hits pushes by chance.
     *
     * @param probability from 0 to 1
     * @param script what happens to the pushes hit
     */
    public record Chance(double probability, DeliveryScript script) {

        /**
         * Checks the range.
         *
         * @param probability from 0 to 1
         * @param script what is to happen
         */
        public Chance {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("A probability is from 0 to 1, but was " + probability);
            }
            Objects.requireNonNull(script, "script");
        }
    }

    private final long seed;
    private final Map<Area, GatewayFault> faults = new EnumMap<>(Area.class);
    private final Map<Area, Duration> delays = new EnumMap<>(Area.class);
    private final List<Chance> chances = new ArrayList<>();

    Weather(long seed) {
        this.seed = seed;
    }

    /**
     * Makes every request to {@code area} end in {@code fault}.
     *
     * @param area the part of the gateway
     * @param fault what the gateway answers
     * @return this weather
     */
    public synchronized Weather fault(Area area, GatewayFault fault) {
        faults.put(area, Objects.requireNonNull(fault, "fault"));
        return this;
    }

    /**
     * Makes every request to {@code area} wait this long, on the simulator's clock, before it is looked at.
     *
     * @param area the part of the gateway
     * @param delay how long, on the simulator's clock; not negative
     * @return this weather
     */
    public synchronized Weather slow(Area area, Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("A delay is zero or more, but was " + delay);
        }
        delays.put(area, delay);
        return this;
    }

    /**
     * Ends the fault and the delay of {@code area}.
     *
     * @param area the part of the gateway
     * @return this weather
     */
    public synchronized Weather fine(Area area) {
        faults.remove(area);
        delays.remove(area);
        return this;
    }

    /**
     * Ends every fault, delay and chance.
     *
     * @return this weather
     */
    public synchronized Weather fine() {
        faults.clear();
        delays.clear();
        chances.clear();
        return this;
    }

    /**
     * Hits a share of all pushes with {@code script}, besides what was said before.
     *
     * @param probability from 0 to 1
     * @param script what is to happen
     * @return such a network
     */
    public synchronized Weather sometimes(double probability, DeliveryScript script) {
        chances.add(new Chance(probability, script));
        return this;
    }

    /**
     * {@return the fault of {@code area}, empty in fine weather}
     *
     * @param area the part of the gateway
     */
    public synchronized Optional<GatewayFault> fault(Area area) {
        return Optional.ofNullable(faults.get(area));
    }

    /**
     * {@return the delay of {@code area}, zero in fine weather}
     *
     * @param area the part of the gateway
     */
    public synchronized Duration delay(Area area) {
        return delays.getOrDefault(area, Duration.ZERO);
    }

    /** {@return the faults that hit by chance, in the order they were added} */
    public synchronized List<Chance> chances() {
        return List.copyOf(chances);
    }

    /**
     * {@return what chance does to the push with this number}
     *
     * @param pushNumber from 0
     */
    public synchronized DeliveryScript scriptFor(long pushNumber) {
        DeliveryScript script = DeliveryScript.normal();
        for (int i = 0; i < chances.size(); i++) {
            Chance chance = chances.get(i);
            long mixed = seed * 0x9E3779B97F4A7C15L + pushNumber * 31 + i * 0xBF58476D1CE4E5B9L;
            if (new SplittableRandom(mixed).nextDouble() < chance.probability()) {
                script = script.and(chance.script());
            }
        }
        return script;
    }
}
