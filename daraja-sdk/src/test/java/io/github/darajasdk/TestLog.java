package io.github.darajasdk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What was logged while something ran: from the file that Maven's runs log to, or from the error stream. */
public final class TestLog {

    private TestLog() {}

    public static List<String> during(Runnable work) {
        String file = System.getProperty("org.slf4j.simpleLogger.logFile");
        return (file == null ? fromTheErrorStream(work) : fromTheFile(Path.of(file), work))
                .lines()
                .toList();
    }

    private static String fromTheFile(Path file, Runnable work) {
        try {
            int before = (int) Files.size(file);
            work.run();
            byte[] all = Files.readAllBytes(file);
            return new String(all, before, all.length - before, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fromTheErrorStream(Runnable work) {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }
}
