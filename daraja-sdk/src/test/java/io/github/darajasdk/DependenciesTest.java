package io.github.darajasdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an application gets along with this SDK. A new line here is a decision, not an accident. */
class DependenciesTest {

    private static final Pattern DEPENDENCY = Pattern.compile("(?s)<dependency>(.*?)</dependency>");

    @Test
    void theDeclaredRunTimeDependenciesAreTheseSix() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));

        List<String> declared = DEPENDENCY
                .matcher(pom)
                .results()
                .map(result -> result.group(1))
                .filter(text -> !text.contains("<scope>test</scope>"))
                .map(DependenciesTest::coordinates)
                .toList();

        assertThat(declared)
                .containsExactlyInAnyOrder(
                        "com.squareup.okhttp3:okhttp-jvm",
                        "com.fasterxml.jackson.core:jackson-databind",
                        "com.github.ben-manes.caffeine:caffeine",
                        "dev.failsafe:failsafe",
                        "org.slf4j:slf4j-api",
                        "org.jspecify:jspecify");
    }

    /** Written by the build from the resolved tree, run-time scope only. */
    @Test
    void theWholeTransitiveListIsPinned() throws IOException {
        List<String> resolved;
        try (Stream<String> lines = Files.lines(Path.of("target/runtime-dependencies.txt"))) {
            resolved = lines.map(String::strip)
                    .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", ""))
                    .filter(line -> line.matches("[\\w.-]+:[\\w.-]+:jar:.*"))
                    .map(line -> line.replaceFirst("^([^:]+:[^:]+):.*$", "$1"))
                    .sorted()
                    .toList();
        }

        assertThat(resolved)
                .containsExactlyInAnyOrder(
                        "com.fasterxml.jackson.core:jackson-annotations",
                        "com.fasterxml.jackson.core:jackson-core",
                        "com.fasterxml.jackson.core:jackson-databind",
                        "com.github.ben-manes.caffeine:caffeine",
                        "com.google.errorprone:error_prone_annotations",
                        "com.squareup.okhttp3:okhttp-jvm",
                        "com.squareup.okio:okio-jvm",
                        "dev.failsafe:failsafe",
                        "org.jetbrains.kotlin:kotlin-stdlib",
                        "org.jetbrains:annotations",
                        "org.jspecify:jspecify",
                        "org.slf4j:slf4j-api");
    }

    private static String coordinates(String dependency) {
        return tag(dependency, "groupId") + ":" + tag(dependency, "artifactId");
    }

    private static String tag(String text, String name) {
        Matcher matcher = Pattern.compile("<" + name + ">(.*?)</" + name + ">").matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
