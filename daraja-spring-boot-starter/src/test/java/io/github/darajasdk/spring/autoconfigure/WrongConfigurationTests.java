package io.github.darajasdk.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.darajasdk.spring.web.CallbackHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Each file below {@code failures/} is one wrong configuration: properties, a line of dashes, and the text the developer
 * reads. A first line {@code # with a handler} adds a CallbackHandler bean. After a deliberate change of the words run
 * with {@code -Dsnapshots=update} and read the difference.
 */
class WrongConfigurationTests {

    private static final Path FAILURES = Path.of("src/test/resources/failures");
    private static final String LINE = "-----\n";

    static Stream<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(FAILURES)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void stopsTheStartAndNamesThePropertyAndTheCure(String name) throws IOException {
        Path file = FAILURES.resolve(name);
        String text = Files.readString(file);
        String given = text.contains(LINE) ? text.substring(0, text.indexOf(LINE)) : text;
        String shown = startAndFail(given);
        if ("update".equals(System.getProperty("snapshots"))) {
            Files.writeString(file, given + LINE + shown);
        }
        assertThat(shown).isEqualTo(text.substring(given.length()).replaceFirst(LINE, ""));
    }

    private static String startAndFail(String given) {
        SpringApplication application =
                new SpringApplication(given.startsWith("# with a handler") ? WithHandler.class : Plain.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        List<String> arguments = new ArrayList<>(List.of("--spring.main.banner-mode=off"));
        given.lines().filter(line -> !line.startsWith("#")).forEach(line -> arguments.add("--" + line));
        assertThatThrownBy(() -> application.run(arguments.toArray(String[]::new)));
        FailureAnalysis analysis = RecordingFailureReporter.takeLast();
        assertThat(analysis).as("an analysis instead of a stack trace").isNotNull();
        return analysis.getDescription() + "\n\n" + analysis.getAction() + "\n";
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({DarajaAutoConfiguration.class, DarajaCallbackAutoConfiguration.class})
    static class Plain {}

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({DarajaAutoConfiguration.class, DarajaCallbackAutoConfiguration.class})
    static class WithHandler {
        @Bean
        CallbackHandler callbackHandler() {
            return delivery -> {};
        }
    }
}
