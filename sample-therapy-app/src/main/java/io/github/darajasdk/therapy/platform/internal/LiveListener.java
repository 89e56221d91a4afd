package io.github.darajasdk.therapy.platform.internal;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;

/**
 * Hears what all instances announce, on one connection of its own, and hands it to the streams of this one. When the
 * connection breaks it is made anew; what was announced meanwhile is lost, so then every page looks again.
 *
 * <p>It stops before the web server does: a stream that is kept open would make the server wait for it.
 */
final class LiveListener implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LiveListener.class);
    private static final Duration LISTEN_FOR = Duration.ofSeconds(1);
    private static final Duration RECONNECT_AFTER = Duration.ofSeconds(1);

    private final JdbcConnectionDetails database;
    private final LiveStreams streams;
    private final Duration heartbeat;
    private volatile @Nullable Thread thread;

    LiveListener(JdbcConnectionDetails database, LiveStreams streams, Duration heartbeat) {
        this.database = database;
        this.streams = streams;
        this.heartbeat = heartbeat;
    }

    @Override
    public void start() {
        Thread listener = new Thread(this::run, "live-updates");
        listener.setDaemon(true);
        thread = listener;
        listener.start();
    }

    @Override
    public void stop() {
        Thread listener = thread;
        thread = null;
        streams.closeAll();
        if (listener != null) {
            listener.interrupt();
            try {
                listener.join(LISTEN_FOR.toMillis() * 2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    private void run() {
        boolean first = true;
        while (isRunning()) {
            try (Connection connection = connect()) {
                if (!first) {
                    log.info("live updates are back");
                    streams.everythingMayHaveChanged();
                }
                first = false;
                listen(connection.unwrap(PGConnection.class));
            } catch (SQLException e) {
                if (isRunning()) {
                    log.warn("live updates are away, pages poll meanwhile: {}", e.getMessage());
                    pause();
                }
            }
        }
    }

    private Connection connect() throws SQLException {
        Connection connection =
                DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword());
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + PostgresLiveUpdates.CHANNEL);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private void listen(PGConnection connection) throws SQLException {
        long nextHeartbeat = System.nanoTime() + heartbeat.toNanos();
        while (isRunning()) {
            PGNotification[] announced = connection.getNotifications((int) LISTEN_FOR.toMillis());
            if (announced != null) {
                for (PGNotification notification : announced) {
                    streams.changed(notification.getParameter());
                }
            }
            if (System.nanoTime() - nextHeartbeat >= 0) {
                streams.heartbeat();
                nextHeartbeat = System.nanoTime() + heartbeat.toNanos();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RECONNECT_AFTER.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
