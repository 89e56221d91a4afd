package io.github.darajasdk.therapy.platform.internal;

import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one clock of the application; decisions ask it, and no SQL says {@code now()}. */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

    private static final Logger log = LoggerFactory.getLogger(ClockConfiguration.class);
    private static final long MEASURE_EVERY_SECONDS = 30;

    @Bean
    DatabaseClock databaseClock(DataSource database, PlatformProperties properties) throws SQLException {
        DatabaseClock clock = new DatabaseClock(
                database, Clock.systemUTC(), properties.clock().offset());
        clock.measure();
        return clock;
    }

    @Bean(destroyMethod = "shutdownNow")
    @SuppressWarnings("FutureReturnValueIgnored") // it never ends, and what fails in it is logged there
    ScheduledExecutorService clockMeasurements(DatabaseClock clock) {
        ScheduledExecutorService measurements = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "clock");
            thread.setDaemon(true);
            return thread;
        });
        measurements.scheduleWithFixedDelay(
                () -> measure(clock), MEASURE_EVERY_SECONDS, MEASURE_EVERY_SECONDS, TimeUnit.SECONDS);
        return measurements;
    }

    private static void measure(DatabaseClock clock) {
        try {
            clock.measure();
        } catch (SQLException | RuntimeException e) {
            log.warn("the database did not tell the time; the last known difference is used on: {}", e.getMessage());
        }
    }
}
