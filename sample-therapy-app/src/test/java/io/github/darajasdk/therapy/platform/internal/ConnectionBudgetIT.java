package io.github.darajasdk.therapy.platform.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.github.darajasdk.therapy.platform.internal.PlatformProperties.ClockSettings;
import io.github.darajasdk.therapy.platform.internal.PlatformProperties.Database;
import io.github.darajasdk.therapy.platform.internal.PlatformProperties.Live;
import io.github.darajasdk.therapy.testing.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The test server gives 300 connections, of which the application takes at most 240. */
class ConnectionBudgetIT {

    @Test
    void asManyInstancesAsTheServerCanServeMayStart() {
        assertThatCode(() -> start(8, 29)).doesNotThrowAnyException();
    }

    @Test
    void oneMoreIsRefusedWithTheFiguresAndTheCure() {
        TooManyConnectionsException refusal =
                catchThrowableOfType(TooManyConnectionsException.class, () -> start(8, 30));

        assertThat(refusal).hasMessageContainingAll("8 instance(s)", "= 30", "may need 248", "has 300", "at most 240");
        assertThat(new PlatformFailureAnalyzer().analyze(refusal).getAction()).contains("app.instances");
    }

    private static void start(int instances, int pool) {
        try (HikariDataSource database = new HikariDataSource()) {
            TestDatabase fresh = TestDatabase.fresh();
            database.setJdbcUrl(fresh.url());
            database.setUsername(fresh.user());
            database.setMaximumPoolSize(pool);
            database.setMinimumIdle(0);
            PlatformProperties properties = new PlatformProperties(
                    instances,
                    new Database("unused"),
                    new ClockSettings(Duration.ZERO),
                    new Live(1, Duration.ofSeconds(20)));
            new ConnectionBudget(database, JdbcClient.create(database), properties).afterSingletonsInstantiated();
        }
    }
}
