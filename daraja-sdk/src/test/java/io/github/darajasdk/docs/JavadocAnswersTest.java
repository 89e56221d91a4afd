package io.github.darajasdk.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two questions are answered by the Javadoc of every operation, so that nobody needs to ask us. */
class JavadocAnswersTest {

    private static final Path MAIN = Path.of("src", "main", "java", "io", "github", "darajasdk");
    private static final Pattern METHOD = Pattern.compile(
            "^    /\\*\\*\\R(?<javadoc>(?:     \\*.*\\R)+?)    (?!\\*)[\\w<>. ]+ (?<name>\\w+)\\(", Pattern.MULTILINE);

    static List<Path> apis() throws IOException {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.filter(file -> file.getFileName().toString().matches("[A-Z]\\w+Api\\.java"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("apis")
    void everyOperationSaysWhetherItMayBeRetriedAndWhetherTheCustomerHasPaid(Path api) throws IOException {
        String source = Files.readString(api);
        Matcher method = METHOD.matcher(source);
        int found = 0;
        while (method.find()) {
            found++;
            String name = method.group("name");
            String javadoc = method.group("javadoc").replaceAll("\\R {5}\\* ?", " ");
            if (name.endsWith("Async")) {
                assertThat(javadoc).as(name).contains("{@link #" + name.replaceAll("Async$", "") + "}");
                continue;
            }
            assertThat(javadoc)
                    .as("%s of %s", name, api)
                    .contains("<b>May I retry this?</b> ")
                    .contains("<b>Has the customer paid?</b> ");
            if (javadoc.contains("Sent once")) {
                assertThat(javadoc).as("%s of %s", name, api).contains("{@code UNKNOWN}", "{@code NOT_SENT}");
            }
        }
        assertThat(found).as("operations found in %s", api).isEqualTo((int) Pattern.compile(";$", Pattern.MULTILINE)
                .matcher(source.substring(source.indexOf("public interface")))
                .results()
                .count());
    }
}
