package io.github.darajasdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The wire fixtures of the whole project, as bytes, from the simulator's test-jar. */
public final class WireFixtures {

    private static final Map<String, byte[]> CACHE = new ConcurrentHashMap<>();

    private WireFixtures() {}

    public static byte[] bytes(String name) {
        return CACHE.computeIfAbsent(name, WireFixtures::load).clone();
    }

    private static byte[] load(String name) {
        try (InputStream in = WireFixtures.class.getResourceAsStream("/wire/" + name)) {
            return Objects.requireNonNull(in, "no wire fixture " + name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    /** All fixtures whose name begins so, in order; there must be some. */
    public static List<String> names(String prefix) {
        try {
            URI folder = Objects.requireNonNull(WireFixtures.class.getResource("/wire"))
                    .toURI();
            if (!folder.getScheme().equals("jar")) {
                return list(Path.of(folder), prefix);
            }
            try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
                return list(jar.getPath("/wire"), prefix);
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> list(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix) && !name.equals("README.md"))
                    .sorted()
                    .toList();
            if (names.isEmpty()) {
                throw new IllegalStateException("no wire fixture begins with " + prefix);
            }
            return names;
        }
    }
}
