package io.github.darajasdk.therapy.platform.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database's time, so that instances on machines whose clocks differ agree. The difference to this machine's clock
 * is measured now and then ({@link #measure}); between two measurements this machine's clock carries on.
 *
 * <p>It shows whole microseconds, all that the database can keep: a moment that was stored, rounded to them, would
 * else come back as one that this clock has not reached, and what was due then would be due once more.
 *
 * <p>Safe for use by several threads. {@link #instant} does no I/O.
 */
final class DatabaseClock extends Clock {

    private static final Logger log = LoggerFactory.getLogger(DatabaseClock.class);

    /** An answer that took longer says too little about when it was given. */
    private static final Duration SLOWEST_USABLE_ANSWER = Duration.ofSeconds(1);

    private static final Duration WORTH_A_WARNING = Duration.ofSeconds(2);

    private final DataSource database;
    private final Clock machine;
    private final Duration shift;
    private volatile Duration ahead = Duration.ZERO;

    /**
     * @param machine this machine's clock
     * @param shift added to every answer
     */
    DatabaseClock(DataSource database, Clock machine, Duration shift) {
        this.database = database;
        this.machine = machine;
        this.shift = shift;
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(ahead).plus(shift).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return ZoneOffset.UTC.equals(zone) ? this : new Zoned(this, zone);
    }

    /** Compares the two clocks. An answer that came too slowly changes nothing. */
    void measure() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            Instant asked = machine.instant();
            try (ResultSet answer = statement.executeQuery("select clock_timestamp()")) {
                answer.next();
                Instant told = answer.getObject(1, OffsetDateTime.class).toInstant();
                Duration took = Duration.between(asked, machine.instant());
                if (took.isNegative() || took.compareTo(SLOWEST_USABLE_ANSWER) > 0) {
                    log.debug("the database took {} to tell the time, which is no use", took);
                    return;
                }
                follow(Duration.between(asked.plus(took.dividedBy(2)), told));
            }
        }
    }

    private void follow(Duration measured) {
        Duration change = measured.minus(ahead).abs();
        if (change.compareTo(WORTH_A_WARNING) > 0) {
            log.warn(
                    "this machine's clock differs from the database's by {} ms; the database's is used",
                    measured.toMillis());
        }
        ahead = measured;
    }

    private static final class Zoned extends Clock {

        private final DatabaseClock clock;
        private final ZoneId zone;

        Zoned(DatabaseClock clock, ZoneId zone) {
            this.clock = clock;
            this.zone = zone;
        }

        @Override
        public Instant instant() {
            return clock.instant();
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new Zoned(clock, other);
        }
    }
}
