package io.github.darajasdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** A native image contains only the resources it is told of. The SDK uses no reflection of its own. */
class NativeImageTest {

    private static final Path CLASSES = Path.of("target/classes");

    @Test
    void everyResourceReadAtRunTimeIsListed() throws IOException {
        JsonNode config = new ObjectMapper()
                .readTree(CLASSES.resolve("META-INF/native-image/io.github.darajasdk/daraja-sdk/resource-config.json")
                        .toFile());
        List<String> patterns = StreamSupport.stream(
                        config.at("/resources/includes").spliterator(), false)
                .map(include -> include.get("pattern").asText())
                .toList();
        List<String> resources;
        try (Stream<Path> files = Files.walk(CLASSES.resolve("io"))) {
            resources = files.filter(Files::isRegularFile)
                    .map(file -> CLASSES.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.endsWith(".class") && !name.endsWith(".md"))
                    .toList();
        }

        assertThat(resources).hasSize(3).allSatisfy(name -> assertThat(patterns).anyMatch(name::matches));
    }
}
