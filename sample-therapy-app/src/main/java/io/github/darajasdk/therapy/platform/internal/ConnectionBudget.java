package io.github.darajasdk.therapy.platform.internal;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Refuses a start whose instances could together ask for more connections than the server has to give. Found out under
 * load instead, it is callbacks that are turned away.
 */
@Component
class ConnectionBudget implements SmartInitializingSingleton {

    /** Of the server's connections, in percent; the rest is for people, backups and migrations. */
    private static final int SHARE = 80;

    /** Besides its pool each instance listens for live updates. */
    private static final int LISTENING = 1;

    private final DataSource database;
    private final JdbcClient jdbc;
    private final PlatformProperties properties;

    ConnectionBudget(DataSource database, JdbcClient jdbc, PlatformProperties properties) {
        this.database = database;
        this.jdbc = jdbc;
        this.properties = properties;
    }

    @Override
    public void afterSingletonsInstantiated() {
        try {
            if (database.isWrapperFor(HikariDataSource.class)) {
                check(
                        properties.instances(),
                        database.unwrap(HikariDataSource.class).getMaximumPoolSize());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the connection pool does not tell its size", e);
        }
    }

    private void check(int instances, int pool) {
        int limit = jdbc.sql("select current_setting('max_connections')::int")
                .query(Integer.class)
                .single();
        int needed = instances * (pool + LISTENING);
        if (needed * 100 > limit * SHARE) {
            throw new TooManyConnectionsException(instances, pool, needed, limit, limit * SHARE / 100);
        }
    }
}
