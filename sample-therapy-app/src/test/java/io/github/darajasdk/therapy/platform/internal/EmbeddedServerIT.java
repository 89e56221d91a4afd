package io.github.darajasdk.therapy.platform.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class EmbeddedServerIT {

    @TempDir
    Path folder;

    private final Deque<EmbeddedServer> running = new ArrayDeque<>();

    @BeforeEach
    void unpackOnlyOnce() throws IOException {
        Path programs = Files.createDirectories(Path.of("target/postgres")).toAbsolutePath();
        Files.createSymbolicLink(folder.resolve("server"), programs);
    }

    @AfterEach
    void stop() {
        running.forEach(EmbeddedServer::release);
    }

    @Test
    void whatIsStoredIsThereAfterAStopAndAStart() throws Exception {
        EmbeddedServer first = start();
        execute(first, "create table kept (word text)");
        execute(first, "insert into kept values ('amani')");
        first.release();
        assertThat(PostmasterFile.read(cluster())).as("a clean stop").isEmpty();

        EmbeddedServer second = start();

        assertThat(ask(second, "select word from kept")).isEqualTo("amani");
    }

    @Test
    void commitsAreOnDiskBeforeTheyAreAcknowledged() throws Exception {
        EmbeddedServer server = start();

        assertThat(List.of(
                        ask(server, "show fsync"),
                        ask(server, "show synchronous_commit"),
                        ask(server, "show full_page_writes")))
                .containsOnly("on");
    }

    @Test
    void aServerLeftRunningByAKilledApplicationIsJoinedAndStoppedInTheEnd() throws Exception {
        EmbeddedServer orphaned = start();
        execute(orphaned, "create table kept (word text)");
        running.clear(); // its application is gone without a word

        EmbeddedServer next = start();

        assertThat(next.jdbcUrl()).isEqualTo(orphaned.jdbcUrl());
        execute(next, "insert into kept values ('amani')");
        next.release();
        assertThat(PostmasterFile.read(cluster())).as("stopped cleanly").isEmpty();
    }

    @Test
    void aServerThatAnotherApplicationUsesIsNotStopped() throws Exception {
        EmbeddedServer ours = start();
        try (Connection theirs = connect(ours)) {
            ours.release();

            assertThat(ask(theirs, "select 'still here'")).isEqualTo("still here");
        }
    }

    @Test
    void afterTheServerItselfWasKilledTheNextStartRecovers() throws Exception {
        EmbeddedServer server = start();
        execute(server, "create table kept (word text)");
        execute(server, "insert into kept values ('amani')");
        kill(PostmasterFile.read(cluster()).orElseThrow().pid());

        EmbeddedServer recovered = EmbeddedServer.over(copyOfFolder());
        running.add(recovered);

        assertThat(ask(recovered, "select word from kept")).isEqualTo("amani");
    }

    /** The copy stands for a new application: in this one, the library still counts the dead server as running. */
    private Path copyOfFolder() throws IOException {
        Path copy = folder.resolve("copy");
        FileSystemUtils.copyRecursively(cluster(), copy.resolve("cluster"));
        Files.setPosixFilePermissions(copy.resolve("cluster"), PosixFilePermissions.fromString("rwx------"));
        Files.createFile(copy.resolve("cluster.complete"));
        Files.createSymbolicLink(copy.resolve("server"), folder.resolve("server"));
        return copy;
    }

    @Test
    void aPidFileThatNamesAnotherLivingProcessDoesNotHinder() throws Exception {
        start().release();
        running.clear();
        Files.writeString(
                PostmasterFile.in(cluster()),
                ProcessHandle.current().pid() + "\n" + cluster() + "\n1700000000\n5432\n\n127.0.0.1\n0 0\nready   \n");

        assertThat(ask(start(), "select 'up'")).isEqualTo("up");
    }

    @Test
    void anotherServersPortInOurPidFileIsNeverTalkedTo(@TempDir Path otherFolder) throws Exception {
        start().release();
        running.clear();
        Files.createSymbolicLink(otherFolder.resolve("server"), folder.resolve("server"));
        EmbeddedServer other = EmbeddedServer.over(otherFolder);
        running.add(other);
        PostmasterFile theirs =
                PostmasterFile.read(otherFolder.toRealPath().resolve("cluster")).orElseThrow();
        Files.writeString(
                PostmasterFile.in(cluster()),
                theirs.pid() + "\n" + cluster() + "\n1700000000\n" + theirs.port() + "\n\n127.0.0.1\n0 0\nready   \n");

        EmbeddedServer ours = start();

        assertThat(ours.jdbcUrl()).isNotEqualTo(other.jdbcUrl());
        assertThat(ask(ours, "show data_directory")).isEqualTo(cluster().toString());
    }

    @Test
    void aFirstStartThatWasCutShortIsBegunAgain() throws Exception {
        Files.createDirectories(folder.resolve("cluster/base"));
        Files.writeString(folder.resolve("cluster/postgresql.conf"), "# half written");

        assertThat(ask(start(), "select 'up'")).isEqualTo("up");
    }

    private EmbeddedServer start() {
        EmbeddedServer server = EmbeddedServer.over(folder);
        running.add(server);
        return server;
    }

    private Path cluster() throws IOException {
        return folder.toRealPath().resolve("cluster");
    }

    private static void kill(long pid) throws Exception {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(10, TimeUnit.SECONDS);
    }

    private static Connection connect(EmbeddedServer server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), EmbeddedServer.USER, "");
    }

    private static void execute(EmbeddedServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(EmbeddedServer server, String sql) throws SQLException {
        try (Connection connection = connect(server)) {
            return ask(connection, sql);
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
