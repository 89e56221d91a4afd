package io.github.darajasdk.therapy.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One instance of the application, a process of its own that dies and comes back. Used by one thread. */
final class Instance implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    /** A JVM made for starting soon and staying small. */
    static final List<String> JAVA = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx320m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.net.preferIPv4Stack=true",
            "-Duser.timezone=UTC");

    private final int number;
    private final int port;
    private final Path log;
    private final List<String> command;
    private Process process;
    private long startedAt;
    private boolean ready;

    /** @param classes options that tell the JVM where the classes are */
    Instance(int number, int port, Path folder, List<String> classes, Map<String, String> properties) {
        this.number = number;
        this.port = port;
        this.log = folder.resolve("instance-" + number + ".log");
        command = new ArrayList<>(JAVA);
        command.addAll(classes);
        command.addAll(application(port, properties));
    }

    /** The class and the arguments of an instance. */
    static List<String> application(int port, Map<String, String> properties) {
        List<String> words = new ArrayList<>(List.of(ChaosApp.class.getName(), "--server.port=" + port));
        properties.forEach((name, value) -> words.add("--" + name + "=" + value));
        return words;
    }

    int number() {
        return number;
    }

    Path log() {
        return log;
    }

    void start() {
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        startedAt = System.nanoTime();
        ready = false;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it ended, and not because it was killed. */
    boolean endedByItself() {
        return !process.isAlive() && process.exitValue() != 137;
    }

    /** Whether it answers, asked until it does. */
    boolean isReady() {
        if (!process.isAlive()) {
            ready = false;
        } else if (!ready && answers()) {
            ready = true;
        }
        return ready;
    }

    Duration runningFor() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    private boolean answers() {
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(URI.create(
                                                    "http://127.0.0.1:" + port + "/actuator/health/readiness"))
                                            .timeout(Duration.ofSeconds(2))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What kill -9 does. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
        ready = false;
    }

    /** Asks it to stop, and makes it if it does not. */
    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            process.destroy();
            try {
                if (!process.waitFor(20, TimeUnit.SECONDS)) {
                    kill();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                kill();
            }
        }
    }
}
