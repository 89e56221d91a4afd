package io.github.darajasdk.therapy.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Databases for tests: one real PostgreSQL server for the whole test JVM, migrated once; each call gives a fresh
 * database copied from that, which takes some 50 ms.
 */
public final class TestDatabase {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final int port;
    private final String name;

    private TestDatabase(int port, String name) {
        this.port = port;
        this.name = name;
    }

    /** An own database with all tables and no rows. */
    public static TestDatabase fresh() {
        int port = Server.POSTGRES.getPort();
        TestDatabase database = new TestDatabase(port, "test_" + COUNT.incrementAndGet());
        execute(
                new TestDatabase(port, "postgres"),
                "create database " + database.name + " template " + Server.MIGRATED + " strategy file_copy");
        return database;
    }

    /** An own database with nothing in it, not even tables. */
    public static TestDatabase empty() {
        int port = Server.POSTGRES.getPort();
        TestDatabase database = new TestDatabase(port, "test_" + COUNT.incrementAndGet());
        execute(new TestDatabase(port, "postgres"), "create database " + database.name);
        return database;
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    public String user() {
        return "postgres";
    }

    /** A new connection per use; enough for a test without a pool. */
    public DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        source.setUser(user());
        return source;
    }

    /** What points a Spring application here. */
    public Map<String, Object> properties() {
        return Map.of(
                "spring.datasource.url", url(), "spring.datasource.username", user(), "spring.datasource.password", "");
    }

    private static void execute(TestDatabase database, String sql) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the test database refused: " + sql, e);
        }
    }

    private static final class Server {

        static final String MIGRATED = "migrated";
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(new File("target/postgres"))
                        .setLocaleConfig("locale", "C")
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "300")
                        .start();
                TestDatabase migrated = new TestDatabase(postgres.getPort(), MIGRATED);
                execute(new TestDatabase(postgres.getPort(), "postgres"), "create database " + MIGRATED);
                Flyway.configure()
                        .dataSource(migrated.dataSource())
                        .outOfOrder(true)
                        .load()
                        .migrate();
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException("no PostgreSQL server for the tests", e);
            }
        }
    }
}
