package io.github.darajasdk.spring.logs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the tests make everybody say at TRACE; see {@code logback-test.xml}. */
public final class TraceLog {

    private static final Path MINE = Path.of(System.getProperty("tests.trace-log", "target/trace-log/0.log"));

    private TraceLog() {}

    /** What this process has logged so far. */
    public static String text() throws IOException {
        return Files.readString(MINE, StandardCharsets.UTF_8);
    }

    /** What all processes of this run have logged. */
    static List<Path> files() throws IOException {
        Path folder = MINE.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log")).toList();
        }
    }
}
