package io.github.darajasdk.therapy.platform.internal;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A real PostgreSQL server over a folder of ours. What it acknowledged survives a crash: fsync, synchronous_commit and
 * full_page_writes are on.
 *
 * <p>The server is a process of its own. It outlives an application that is killed, and the next one goes on with it;
 * several applications over one folder share it, and the last one to leave stops it. The port is a free one, different
 * each time, so that we never talk to a server that is not ours; before we do, it has to name our folder.
 *
 * <p>In the folder: {@code cluster} (the data; PostgreSQL's own log is in {@code cluster/log}), {@code server} (its
 * programs) and {@code start.lock}.
 */
final class EmbeddedServer {

    static final String USER = "postgres";
    static final String DATABASE = "smiling_steps";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final ReentrantLock STARTING_IN_THIS_JVM = new ReentrantLock();
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Duration FAREWELL = Duration.ofSeconds(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Path cluster;
    private final int port;
    private final @Nullable EmbeddedPostgres started;

    private EmbeddedServer(Path cluster, int port, @Nullable EmbeddedPostgres started) {
        this.cluster = cluster;
        this.port = port;
        this.started = started;
    }

    /**
     * Starts a server over the folder, or joins the one that is running there.
     *
     * @throws IllegalStateException when none can be started, or when the running one cannot be reached
     */
    static EmbeddedServer over(Path folder) {
        STARTING_IN_THIS_JVM.lock();
        try {
            Files.createDirectories(folder);
            Path real = folder.toRealPath();
            try (FileChannel channel =
                    FileChannel.open(real.resolve("start.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock(); // until the channel is closed
                return startOrJoin(real);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the database folder " + folder.toAbsolutePath(), e);
        } finally {
            STARTING_IN_THIS_JVM.unlock();
        }
    }

    private static EmbeddedServer startOrJoin(Path folder) throws IOException {
        Path cluster = folder.resolve("cluster");
        Optional<Integer> running = findRunning(cluster);
        EmbeddedServer server =
                running.isPresent() ? new EmbeddedServer(cluster, running.get(), null) : start(folder, cluster);
        log.info("PostgreSQL {} over {} on port {}", running.isPresent() ? "joined" : "started", folder, server.port);
        server.createDatabase();
        return server;
    }

    /** The port of the server that holds the cluster. A pid file that is only left over is removed. */
    private static Optional<Integer> findRunning(Path cluster) throws IOException {
        long giveUp = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            Optional<PostmasterFile> file = PostmasterFile.read(cluster);
            if (file.isEmpty() || file.get().process(cluster).isEmpty()) {
                Files.deleteIfExists(PostmasterFile.in(cluster));
                return Optional.empty();
            }
            int port = file.get().port();
            if (serves(cluster, port)) {
                return Optional.of(port);
            }
            // It is starting, recovering or stopping; all of them end.
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("process " + file.get().pid() + " seems to be a PostgreSQL server over "
                        + cluster + ", but has not answered on port " + port + " for " + START_LIMIT.toSeconds()
                        + " s. Stop that process, then start again.");
            }
            pause();
        }
    }

    private static EmbeddedServer start(Path folder, Path cluster) throws IOException {
        refuseRootWithoutNamespaces();
        Path programs = folder.resolve("server");
        removeHalfUnpacked(programs);
        Path complete = folder.resolve("cluster.complete");
        if (Files.notExists(complete)) {
            // An earlier first start was cut short. Nothing was ever stored in what it left.
            FileSystemUtils.deleteRecursively(cluster);
        }
        EmbeddedPostgres postgres = launch(programs, cluster);
        if (!serves(cluster, postgres.getPort())) {
            postgres.close();
            throw new IllegalStateException(
                    "port " + postgres.getPort() + " was taken by another server while ours started. Start again.");
        }
        if (Files.notExists(complete)) {
            Files.createFile(complete);
        }
        return new EmbeddedServer(cluster, postgres.getPort(), postgres);
    }

    private static EmbeddedPostgres launch(Path programs, Path cluster) {
        try {
            return EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(programs.toFile())
                    .setDataDirectory(cluster)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(START_LIMIT)
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("logging_collector", "on")
                    .setServerConfig("log_filename", "postgresql.log")
                    .setServerConfig("log_checkpoints", "off")
                    .start();
        } catch (IOException | IllegalStateException e) {
            throw new IllegalStateException(
                    "PostgreSQL did not start over " + cluster + ". Its own log is in " + cluster.resolve("log")
                            + ". To use another server, set spring.datasource.url.",
                    e);
        }
    }

    /** PostgreSQL does not run as root; in a user namespace of its own, the same user is not root any more. */
    private static void refuseRootWithoutNamespaces() {
        boolean root =
                ProcessHandle.current().info().user().filter("root"::equals).isPresent();
        if (root && !LinuxUtils.isUnshareAvailable()) {
            throw new IllegalStateException("PostgreSQL refuses to run as root, and this machine does not allow user"
                    + " namespaces (\"unshare -U\"), which would help. Run as another user, or set"
                    + " spring.datasource.url to a server of yours.");
        }
    }

    /** Unpacking that was cut short is not repeated by the library, which would then run half a server. */
    private static void removeHalfUnpacked(Path programs) throws IOException {
        if (Files.notExists(programs)) {
            return;
        }
        try (Stream<Path> versions = Files.list(programs)) {
            for (Path version : versions.toList()) {
                if (Files.notExists(version.resolve(".exists"))) {
                    FileSystemUtils.deleteRecursively(version);
                }
            }
        }
    }

    private void createDatabase() {
        try (Connection connection = connect(port, "postgres");
                Statement statement = connection.createStatement()) {
            try (ResultSet known =
                    statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
                if (known.next()) {
                    return;
                }
            }
            statement.execute("create database " + DATABASE);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create the database " + DATABASE + " over " + cluster, e);
        }
    }

    String jdbcUrl() {
        return url(port, DATABASE);
    }

    /** Stops the server, unless another application is connected to it. To be called with no connection of ours left. */
    void release() {
        try {
            int others = countOthers();
            if (others > 0) {
                log.info("PostgreSQL over {} stays up for {} other connections", cluster, others);
            } else if (started != null) {
                started.close();
            } else {
                stopJoined();
            }
        } catch (SQLException e) {
            log.info("PostgreSQL over {} is not reachable, so it is left as it is: {}", cluster, e.getMessage());
        } catch (IOException e) {
            log.warn("PostgreSQL over {} was not stopped; the next start will join it", cluster, e);
        }
    }

    /** Connections just closed, ours among them, are counted until PostgreSQL has noticed; so it looks again for a while. */
    private int countOthers() throws SQLException {
        long giveUp = System.nanoTime() + FAREWELL.toNanos();
        int others = countConnections();
        while (others > 0 && System.nanoTime() < giveUp) {
            pause();
            others = countConnections();
        }
        return others;
    }

    private int countConnections() throws SQLException {
        try (Connection connection = connect(port, "postgres");
                Statement statement = connection.createStatement();
                ResultSet counted = statement.executeQuery("select count(*) from pg_stat_activity"
                        + " where backend_type = 'client backend' and pid <> pg_backend_pid()")) {
            counted.next();
            return counted.getInt(1);
        }
    }

    private void stopJoined() throws IOException {
        Optional<ProcessHandle> process = PostmasterFile.read(cluster).flatMap(file -> file.process(cluster));
        if (process.isEmpty()) {
            return;
        }
        process.get().destroy();
        try {
            process.get().onExit().get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("process " + process.get().pid() + " was asked to stop and still runs", e);
        }
    }

    /** Whether the server on this port is the one over our cluster. */
    private static boolean serves(Path cluster, int port) {
        try (Connection connection = connect(port, "postgres");
                Statement statement = connection.createStatement();
                ResultSet folder = statement.executeQuery("show data_directory")) {
            return folder.next() && Path.of(folder.getString(1)).toRealPath().equals(cluster);
        } catch (SQLException | IOException e) {
            log.debug("no server over {} on port {}: {}", cluster, port, e.getMessage());
            return false;
        }
    }

    private static Connection connect(int port, String database) throws SQLException {
        return DriverManager.getConnection(url(port, database) + "?connectTimeout=2&socketTimeout=5", USER, "");
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a PostgreSQL server was starting or stopping", e);
        }
    }
}
