package io.github.darajasdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SimulatorClockTest {

    private static final Instant START = Instant.parse("2026-10-14T07:15:30Z");

    @Test
    void standingClockMovesOnlyWhenMoved() {
        SimulatorClock clock = SimulatorClock.standingAt(START);

        clock.advance(Duration.ofMinutes(3));

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(180));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(180));
    }

    @Test
    void clockGoesAtItsSpeedFromWhereItWas() {
        AtomicReference<Instant> source = new AtomicReference<>(START);
        SimulatorClock clock = SimulatorClock.following(readable(source));
        clock.setSpeed(60);

        source.set(START.plusSeconds(2));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(120));

        clock.setSpeed(1);
        source.set(START.plusSeconds(3));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(121));
    }

    @Test
    void viewInAnotherZoneIsTheSameClock() {
        SimulatorClock clock = SimulatorClock.standingAt(START);
        Clock nairobi = clock.withZone(ZoneId.of("Africa/Nairobi"));

        clock.advance(Duration.ofHours(1));

        assertThat(nairobi.instant()).isEqualTo(clock.instant());
    }

    @Test
    void followedClockMayJumpAndTheSimulatorNotices() {
        AtomicReference<Instant> source = new AtomicReference<>(START);
        try (DarajaSimulator simulator =
                        DarajaSimulator.builder().clock(readable(source)).start();
                Merchant merchant = new Merchant(simulator)) {
            simulator.nextPush().customer(CustomerScript.approvesAfter(Duration.ofSeconds(40)));
            merchant.push();

            source.set(START.plusSeconds(41));

            assertThat(merchant.awaitCallback().json().findValue("ResultCode").asInt())
                    .isZero();
        }
    }

    @Test
    void timeDoesNotGoBack() {
        SimulatorClock clock = SimulatorClock.realTime();

        assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> clock.setSpeed(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> clock.setSpeed(Double.NaN));
    }

    @Test
    void timeEndsWithTheYear9999() {
        SimulatorClock clock = SimulatorClock.standingAt(SimulatorClock.LAST.minusSeconds(1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.advance(Duration.ofSeconds(2)))
                .withMessageContaining("year 9999");
        clock.advance(Duration.ofSeconds(1));

        assertThat(clock.instant()).isEqualTo(SimulatorClock.LAST);
    }

    @Test
    void greatestSpeedKeepsRunningHoweverLong() {
        AtomicReference<Instant> source = new AtomicReference<>(START);
        SimulatorClock clock = SimulatorClock.following(readable(source));
        clock.setSpeed(SimulatorClock.FASTEST);

        source.set(START.plus(Duration.ofDays(2)));
        Instant first = clock.instant();
        source.set(START.plus(Duration.ofDays(2)).plusMillis(10));

        assertThat(first).isEqualTo(START.plus(Duration.ofDays(200_000)));
        assertThat(clock.instant()).isEqualTo(first.plusSeconds(1_000));
        source.set(START.plus(Duration.ofDays(365)));
        assertThat(clock.instant()).isEqualTo(SimulatorClock.LAST);
        assertThatIllegalArgumentException().isThrownBy(() -> clock.setSpeed(1e99));
    }

    private static Clock readable(AtomicReference<Instant> source) {
        return new Clock() {
            @Override
            public Instant instant() {
                return source.get();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }
}
