package io.github.darajasdk.therapy.platform.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.therapy.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class DatabaseClockIT {

    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final DataSource database = TestDatabase.fresh().dataSource();

    @Test
    void twoMachinesWhoseClocksDifferAgree() throws Exception {
        DatabaseClock slow = clock(Clock.offset(Clock.systemUTC(), Duration.ofHours(-3)));
        DatabaseClock fast = clock(Clock.offset(Clock.systemUTC(), Duration.ofDays(40)));
        assertThat(Duration.between(slow.instant(), fast.instant())).isGreaterThan(Duration.ofDays(40));

        slow.measure();
        fast.measure();

        assertThat(Duration.between(slow.instant(), fast.instant()).abs()).isLessThan(CLOSE);
        assertThat(Duration.between(slow.instant(), Instant.now()).abs()).isLessThan(CLOSE);
    }

    @Test
    void theOffsetIsAddedToTheDatabasesTime() throws Exception {
        DatabaseClock tomorrow = new DatabaseClock(database, Clock.systemUTC(), Duration.ofDays(1));
        tomorrow.measure();

        assertThat(Duration.between(Instant.now(), tomorrow.instant()))
                .isBetween(Duration.ofDays(1).minus(CLOSE), Duration.ofDays(1).plus(CLOSE));
    }

    @Test
    void aMomentThatWasStoredIsNeverOneThatTheClockHasNotReached() throws SQLException {
        DatabaseClock clock = clock(Clock.fixed(Instant.parse("2026-12-20T10:15:55.999999982Z"), ZoneOffset.UTC));

        try (Connection connection = database.getConnection();
                PreparedStatement keep = connection.prepareStatement("select ?::timestamptz")) {
            keep.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            try (ResultSet kept = keep.executeQuery()) {
                kept.next();
                assertThat(kept.getObject(1, OffsetDateTime.class).toInstant()).isEqualTo(clock.instant());
            }
        }
    }

    @Test
    void anAnswerThatTookTooLongChangesNothing() throws Exception {
        Instant start = Instant.parse("2020-01-01T00:00:00Z");
        SteppingClock machine = new SteppingClock(start, Duration.ofSeconds(2));
        DatabaseClock clock = clock(machine);

        clock.measure();

        assertThat(clock.instant())
                .as("still this machine's, years ago")
                .isBefore(start.plus(CLOSE).plus(CLOSE));
    }

    @Test
    void inAnotherZoneItIsTheSameMoment() throws Exception {
        DatabaseClock clock = clock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        Clock nairobi = clock.withZone(ZoneId.of("Africa/Nairobi"));

        clock.measure();

        assertThat(nairobi.instant()).isEqualTo(clock.instant());
        assertThat(nairobi.getZone()).isEqualTo(ZoneId.of("Africa/Nairobi"));
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    }

    private DatabaseClock clock(Clock machine) {
        return new DatabaseClock(database, machine, Duration.ZERO);
    }

    /** Moves on at each look. */
    private static final class SteppingClock extends Clock {

        private final Supplier<Instant> next;

        SteppingClock(Instant start, Duration step) {
            this.next = new Supplier<>() {
                private Instant now = start;

                @Override
                public Instant get() {
                    now = now.plus(step);
                    return now;
                }
            };
        }

        @Override
        public Instant instant() {
            return next.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
