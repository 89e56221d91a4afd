package io.github.darajasdk.therapy.testing;

import static org.awaitility.Awaitility.await;

import io.github.darajasdk.therapy.SmilingSteps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The application as a process of its own, which can be killed like one. */
public final class AppProcess implements AutoCloseable {

    private static final Duration START_WITHIN = Duration.ofMinutes(5);

    private final int port;
    private final List<String> command;
    private final Path log;
    private Process process;

    /** @param arguments Spring properties, each as {@code --name=value} */
    public AppProcess(Path folder, List<String> arguments) {
        this.port = freePort();
        this.log = folder.resolve("app.log");
        command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SmilingSteps.class.getName(),
                "--server.port=" + port));
        command.addAll(arguments);
    }

    /** Starts it, and waits until it answers. */
    public AppProcess start() {
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(START_WITHIN).pollInterval(Duration.ofMillis(100)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the application ended by itself, see " + log);
            }
            return answers();
        });
        return this;
    }

    private boolean answers() throws InterruptedException {
        try {
            return HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(uri().resolve("/login"))
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Asks it to stop, as an operator would, and waits until it has. */
    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            process.destroy();
            await().atMost(START_WITHIN).until(() -> !process.isAlive());
        }
    }

    /** A port of this machine that nobody listens on. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
