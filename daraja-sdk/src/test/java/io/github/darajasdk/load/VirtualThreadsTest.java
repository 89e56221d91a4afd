package io.github.darajasdk.load;

import static io.github.darajasdk.TestDaraja.aPush;
import static io.github.darajasdk.TestDaraja.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.darajasdk.DarajaClient;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand calls at once, each on a virtual thread, none of which holds on to its carrier while it waits. */
class VirtualThreadsTest {

    private static final int CALLS = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    private Path folder;

    @BeforeEach
    void needsVirtualThreadsAndSockets() {
        boolean newEnough = VirtualThreads.areThere();
        if (!newEnough) {
            System.err.printf(
                    "SKIPPED: %d calls on virtual threads need Java %d, this is %d. Run with -Djvm=<newer JDK>/bin/java%n",
                    CALLS, VirtualThreads.FIRST_JAVA, Runtime.version().feature());
        }
        assumeTrue(newEnough, "virtual threads need Java " + VirtualThreads.FIRST_JAVA);
        boolean sockets = !(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)
                || system.getMaxFileDescriptorCount() > CALLS + 1_000;
        if (!sockets) {
            System.err.printf("SKIPPED: %d connections need a higher limit of open files (ulimit -n)%n", CALLS);
        }
        assumeTrue(sockets, "not enough open files allowed");
    }

    @Test
    void tenThousandCallsWaitAtOnceAndNonePinsItsCarrier() throws Exception {
        try (Server server = Server.start();
                DarajaClient daraja = client(server.uri())
                        .maxConcurrentCalls(CALLS)
                        .callTimeout(PATIENCE)
                        .connectTimeout(PATIENCE)
                        .build()) {
            ExecutorService threads = VirtualThreads.executor();
            // Loads the classes and the token: loading a class pins, whoever's it is, and only once.
            threads.submit(() -> daraja.stk().push(aPush())).get();
            List<RecordedEvent> pinned = pinnedDuring(() -> {
                List<Future<?>> calls = new ArrayList<>();
                for (int i = 0; i < CALLS; i++) {
                    calls.add(threads.submit(() -> daraja.stk().push(aPush())));
                }
                threads.shutdown();
                assertThat(threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .as("all calls ended in time")
                        .isTrue();
                for (Future<?> call : calls) {
                    call.get(); // accepted, or this throws
                }
            });

            assertThat(pinned).as("times a virtual thread pinned its carrier").isEmpty();
        }
    }

    @Test
    void theRecordingSeesAThreadThatPins() throws Exception {
        ExecutorService threads = VirtualThreads.executor();
        List<RecordedEvent> pinned = pinnedDuring(() ->
                threads.submit(() -> new WaitsInItsInitialiser().toString()).get(30, TimeUnit.SECONDS));
        threads.shutdown();

        assertThat(pinned).isNotEmpty();
    }

    /** A thread that waits under an initialiser has the virtual machine's own frames on its stack, and cannot let go. */
    private static final class WaitsInItsInitialiser {
        static {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private List<RecordedEvent> pinnedDuring(Work work) throws Exception {
        Path file = folder.resolve("pinned.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.VirtualThreadPinned").withoutThreshold().withStackTrace();
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        Files.delete(file);
        return events;
    }

    /** The other side, in a process of its own. */
    private record Server(Process process, URI uri) implements AutoCloseable {

        static Server start() throws Exception {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Djava.net.preferIPv4Stack=true",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            WaitingServer.class.getName(),
                            String.valueOf(CALLS))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            return new Server(process, URI.create("http://127.0.0.1:" + said.readLine()));
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
