package io.github.darajasdk.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The time the simulator lives in: it can tick, stand still, run faster, follow another clock, and be moved forward.
 *
 * <p>Everything in the simulator that happens later (a prompt that expires, a callback that is late, a token that dies)
 * follows this clock. The same object can be given to the code under test, which then shares the simulator's time.
 * Thread-safe.
 */
public final class SimulatorClock extends Clock {

    /** The greatest speed: a day passes in less than a second. */
    public static final int FASTEST = 100_000;

    /** Where time ends: what Daraja's timestamps can hold. */
    public static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private final Clock source;
    private final boolean followsAnother;
    private final ZoneId zone;
    private final Timescale timescale;

    private SimulatorClock(Clock source, boolean followsAnother, ZoneId zone, Timescale timescale) {
        this.source = source;
        this.followsAnother = followsAnother;
        this.zone = zone;
        this.timescale = timescale;
    }

    /** {@return a clock that shows the machine's time} */
    public static SimulatorClock realTime() {
        return startingAt(Instant.now());
    }

    /**
     * {@return a clock that shows {@code start} now and ticks from there}
     *
     * @param start what the clock shows first
     */
    public static SimulatorClock startingAt(Instant start) {
        Clock system = Clock.systemUTC();
        return new SimulatorClock(system, false, ZoneOffset.UTC, new Timescale(start, system.instant(), 1));
    }

    /**
     * {@return a clock that stands still at {@code instant} and moves only by {@link #advance}}
     *
     * @param instant what the clock shows
     */
    public static SimulatorClock standingAt(Instant instant) {
        Clock system = Clock.systemUTC();
        return new SimulatorClock(system, false, ZoneOffset.UTC, new Timescale(instant, system.instant(), 0));
    }

    /**
     * {@return a clock that shows what {@code clock} shows, plus what it was advanced by} The simulator notices within
     * some ten milliseconds of real time when the followed clock jumps.
     *
     * @param clock the one to follow
     */
    public static SimulatorClock following(Clock clock) {
        Objects.requireNonNull(clock, "clock");
        if (clock instanceof SimulatorClock simulatorClock) {
            return simulatorClock;
        }
        Instant now = clock.instant();
        return new SimulatorClock(clock, true, clock.getZone(), new Timescale(now, now, 1));
    }

    /**
     * Moves this clock forward. Whatever was due in the skipped time has happened, in its order, when a simulator's
     * clock returns from this call; callbacks are then on their way, not necessarily delivered.
     *
     * @param duration not negative
     * @throws IllegalArgumentException if {@code duration} is negative, or the clock would pass {@link #LAST}
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("The simulator's clock only moves forward, but was asked to go by "
                    + duration + ". Start a new simulator to go back.");
        }
        timescale.advance(duration, source.instant());
        timescale.listeners.forEach(Runnable::run);
    }

    /**
     * Sets how many seconds pass here in one second of the source clock: 1 is normal, 0 stands still, 60 turns a second
     * into a minute.
     *
     * @param speed 0 to {@link #FASTEST}
     * @throws IllegalArgumentException if {@code speed} is outside of that or not a number
     */
    public void setSpeed(double speed) {
        if (!(speed >= 0 && speed <= FASTEST)) {
            throw new IllegalArgumentException("The clock's speed must be 0 to 100,000, but was " + speed);
        }
        timescale.setSpeed(speed, source.instant());
        timescale.listeners.forEach(Runnable::run);
    }

    /** {@return how many seconds pass here in one second of the source clock} */
    public double speed() {
        return timescale.speed();
    }

    /**
     * Calls {@code listener}, on the moving thread, after each {@link #advance} and {@link #setSpeed}.
     *
     * @param listener called after each move
     */
    public void onMove(Runnable listener) {
        timescale.listeners.add(Objects.requireNonNull(listener, "listener"));
    }

    /**
     * Stops calling {@code listener}.
     *
     * @param listener called after each move
     */
    public void removeOnMove(Runnable listener) {
        timescale.listeners.remove(listener);
    }

    /**
     * {@return how long to wait in real time before looking at this clock again, if {@code due} is what is waited for:
     * zero when it is past, short when the clock follows another one that may jump}
     *
     * @param due a moment on this clock
     */
    public Duration realTimeUntil(Instant due) {
        Duration here = Duration.between(instant(), due);
        if (here.isNegative() || here.isZero()) {
            return Duration.ZERO;
        }
        if (followsAnother) {
            return Duration.ofMillis(10);
        }
        double speed = speed();
        if (speed == 0) {
            return Duration.ofHours(1);
        }
        long millis = (long) Math.ceil((double) here.toMillis() / speed);
        return Duration.ofMillis(Math.min(millis, Duration.ofHours(1).toMillis()) + 1);
    }

    @Override
    public Instant instant() {
        return timescale.at(source.instant());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId newZone) {
        return new SimulatorClock(source, followsAnother, newZone, timescale);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "SimulatorClock[" + instant() + ", speed " + speed() + "]";
    }

    /** Where this time and the source's time met last, shared by the views of one clock in several zones. */
    private static final class Timescale {
        private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
        private Instant here;
        private Instant there;
        private double speed;

        Timescale(Instant here, Instant there, double speed) {
            this.here = here;
            this.there = there;
            this.speed = speed;
        }

        synchronized Instant at(Instant source) {
            Duration passed = Duration.between(there, source);
            Instant shown = speed == 1 ? here.plus(passed) : here.plus(scaled(passed));
            return shown.isAfter(LAST) ? LAST : shown;
        }

        /** In two parts, because the nanoseconds of a long time at a great speed do not fit in a long. */
        private Duration scaled(Duration passed) {
            double seconds = passed.getSeconds() * speed;
            long whole = (long) Math.floor(seconds);
            long nanos = Math.round((seconds - whole) * 1e9 + passed.getNano() * speed);
            return Duration.ofSeconds(whole, nanos);
        }

        synchronized void advance(Duration duration, Instant source) {
            Duration left = Duration.between(at(source), LAST);
            if (duration.compareTo(left) > 0) {
                throw new IllegalArgumentException("The simulator's clock ends with the year 9999: it can go by "
                        + left.toDays() + " days more, but was asked to go by " + duration);
            }
            here = here.plus(duration);
        }

        synchronized void setSpeed(double newSpeed, Instant source) {
            here = at(source);
            there = source;
            speed = newSpeed;
        }

        synchronized double speed() {
            return speed;
        }
    }
}
