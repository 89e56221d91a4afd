package io.github.darajasdk.spring.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** {@code docs/spring-boot.md}, read by the tests that hold it to its word. */
final class Guide {

    static final Path PATH = Path.of("../docs/spring-boot.md");
    private static final Pattern FILE = Pattern.compile("<!-- file: (\\S+) -->\\n```[a-z]+\\n(.*?)```", Pattern.DOTALL);

    private Guide() {}

    static String text() throws IOException {
        return Files.readString(PATH);
    }

    /** The files of the quick start by their paths. */
    static Map<String, String> quickStart() throws IOException {
        Map<String, String> files = new TreeMap<>();
        FILE.matcher(text()).results().forEach(file -> files.put(file.group(1), file.group(2)));
        return files;
    }
}
