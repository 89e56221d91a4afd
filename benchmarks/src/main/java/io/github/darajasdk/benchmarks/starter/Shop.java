package io.github.darajasdk.benchmarks.starter;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** One of the two applications in a process of its own, running until it is closed. */
final class Shop implements AutoCloseable {

    /** What the starter brings along: its siblings, the HTTP client with Kotlin's library, cache, policies, Jackson 2. */
    private static final Predicate<String> BROUGHT_BY_THE_STARTER = Pattern.compile(
                    "/(daraja-|okhttp-|okio-|kotlin-stdlib-|annotations-|caffeine-|failsafe-|jackson-(core|databind)-2)[^/]*$"
                            + "|/daraja-[^/]*/target/classes")
            .asPredicate();

    private final Process process;
    private final int port;
    private final long millisToStart;
    private final long millisOfMainThread;

    private Shop(Process process, int port, long millisToStart, long millisOfMainThread) {
        this.process = process;
        this.port = port;
        this.millisToStart = millisToStart;
        this.millisOfMainThread = millisOfMainThread;
    }

    /** Starts a web application without Daraja anywhere on its class path. */
    static Shop plain() throws IOException {
        return start(PlainShop.class, BROUGHT_BY_THE_STARTER.negate(), Map.of());
    }

    /** Starts the same with the starter. */
    static Shop withStarter() throws IOException {
        return start(StarterShop.class, entry -> true, StarterShop.CONFIGURATION);
    }

    static List<String> whatTheStarterBrings() {
        return classPath(BROUGHT_BY_THE_STARTER).stream()
                .map(entry -> Objects.toString(Path.of(entry).getFileName()))
                .toList();
    }

    private static Shop start(Class<?> application, Predicate<String> entries, Map<String, String> configuration)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                String.join(File.pathSeparator, classPath(entries)),
                application.getName(),
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn"));
        configuration.forEach((key, value) -> command.add("--" + key + "=" + value));
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        while (line != null && !line.startsWith(PlainShop.READY)) {
            line = output.readLine();
        }
        long millis = (System.nanoTime() - begun) / 1_000_000;
        if (line == null) {
            throw new IOException(application.getSimpleName() + " did not start; its error output says why");
        }
        keepReading(output);
        String[] said = line.substring(PlainShop.READY.length()).split(" ", -1);
        return new Shop(process, Integer.parseInt(said[0]), millis, Long.parseLong(said[1]));
    }

    /** A process whose output nobody reads stands still once the pipe is full. */
    private static void keepReading(BufferedReader output) {
        Thread reader = new Thread(() -> {
            try {
                while (output.read() >= 0) {
                    // only to make room
                }
            } catch (IOException ended) {
                // with the process
            }
        });
        reader.setDaemon(true);
        reader.start();
    }

    private static List<String> classPath(Predicate<String> entries) {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
                .filter(entries)
                .toList();
    }

    int port() {
        return port;
    }

    /** From the start of the process to the application's being ready. */
    long millisToStart() {
        return millisToStart;
    }

    /** What the main thread has worked until then, which other programs on the machine hardly change. */
    long millisOfMainThread() {
        return millisOfMainThread;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
