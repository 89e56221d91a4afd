package io.github.darajasdk.benchmarks.load;

import io.github.darajasdk.simulator.DarajaSimulator;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The reference application, in as many processes as asked for, over one embedded PostgreSQL and one simulator. */
final class AppInstances implements AutoCloseable {

    static final String CALLBACK_KEY = "a key that only this measurement knows 0123456789";

    private static final Duration START_WITHIN = Duration.ofMinutes(3);

    private final Path jar;
    private final Path folder;
    private final URI simulator;
    private final List<Process> processes = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();

    AppInstances(Path jar, Path folder, DarajaSimulator simulator) {
        this.jar = jar;
        this.folder = folder;
        this.simulator = simulator.baseUri();
    }

    /** Starts one more and waits until it answers. */
    void startOne() throws IOException {
        int port = freePort();
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-jar",
                        jar.toString(),
                        "--spring.profiles.active=demo",
                        "--app.database.folder=" + folder.resolve("postgres"),
                        "--server.port=" + port,
                        "--demo.simulator.url=" + simulator,
                        "--daraja.callback.key=" + CALLBACK_KEY,
                        // One person pays many sessions here; pestering is not what is measured.
                        "--app.payment.limits.per-phone=1000000",
                        "--app.payment.limits.per-phone-per-day=1000000",
                        "--app.payment.limits.per-user=1000000",
                        "--logging.level.root=warn"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("app-" + port + ".log").toFile())
                .start();
        processes.add(process);
        ports.add(port);
        long giveUp = System.nanoTime() + START_WITHIN.toNanos();
        while (!answers(port)) {
            if (!process.isAlive() || System.nanoTime() > giveUp) {
                throw new IOException("the application did not start; see " + folder.resolve("app-" + port + ".log"));
            }
            LockSupport.parkNanos(100_000_000);
        }
    }

    private static boolean answers(int port) {
        try (Connection connection = new Connection(port)) {
            return connection.exchange(Connection.get("/login", "")).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    List<Integer> ports() {
        return List.copyOf(ports);
    }

    /** The fourth line of the server's own file. */
    int databasePort() throws IOException {
        return Integer.parseInt(Files.readAllLines(folder.resolve("postgres/cluster/postmaster.pid"))
                .get(3)
                .strip());
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /** Asks each to stop; the last one takes the database along. */
    @Override
    public void close() {
        for (Process process : processes) {
            process.destroy();
            process.onExit().join();
        }
    }
}
