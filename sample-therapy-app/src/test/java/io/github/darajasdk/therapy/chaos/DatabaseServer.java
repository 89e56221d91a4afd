package io.github.darajasdk.therapy.chaos;

import io.github.darajasdk.therapy.testing.AppProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL, as careful as in production, that can be killed, frozen and started again. */
final class DatabaseServer implements AutoCloseable {

    private static final String DATABASE = "smiling_steps";

    private final Path folder;
    private final int port;
    private EmbeddedPostgres postgres;

    /** Starts it over a folder that is empty, with all tables and no rows. */
    DatabaseServer(Path folder) {
        this.folder = folder;
        this.port = AppProcess.freePort();
        start();
        try (Connection connection = dataSource("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + DATABASE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Flyway.configure().dataSource(dataSource()).outOfOrder(true).load().migrate();
    }

    /** Starts it, or starts it again over what it left. */
    void start() {
        try {
            postgres = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(new File("target/postgres"))
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "120")
                    .setServerConfig("jit", "off")
                    .setServerConfig("unix_socket_directories", "")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What kill -9 of the whole server does; returns when nothing of it is left. */
    void kill() {
        List<ProcessHandle> processes = processes();
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
        // Lets go of the folder; it logs that there is nothing left to stop.
        close();
    }

    /** Nothing in it moves any more, and no connection breaks. */
    void freeze() {
        signal("-STOP");
    }

    /** The end of {@link #freeze}. */
    void thaw() {
        signal("-CONT");
    }

    private void signal(String name) {
        List<String> command = new ArrayList<>(List.of("kill", name));
        processes().forEach(process -> command.add(Long.toString(process.pid())));
        try {
            // A backend that ended meanwhile is no matter.
            new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<ProcessHandle> processes() {
        try (Stream<String> lines = Files.lines(folder.resolve("postmaster.pid"))) {
            long pid = Long.parseLong(lines.findFirst().orElseThrow().strip());
            return ProcessHandle.of(pid).stream()
                    .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    DataSource dataSource() {
        return dataSource(DATABASE);
    }

    private DataSource dataSource(String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url(database));
        source.setUser("postgres");
        source.setReWriteBatchedInserts(true);
        // A frozen server takes connections and never answers them.
        source.setConnectTimeout(10);
        source.setSocketTimeout(60);
        return source;
    }

    /** What points an instance here. */
    Map<String, String> properties() {
        return Map.of(
                "spring.datasource.url",
                url(DATABASE),
                "spring.datasource.username",
                "postgres",
                "spring.datasource.password",
                "");
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
