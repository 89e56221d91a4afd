package io.github.darajasdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No example of the wire lies about unread: each is named by a test, or belongs to a family that a test reads whole. */
class WireFixtureCoverageTest {

    private static final Pattern FAMILY = Pattern.compile("names\\(\"([a-z0-9-]+)\"\\)");

    /** Examples of what the SDK does not send or read by itself, with the reason. */
    private static final Set<String> ELSEWHERE = Set.of(
            "statement-export-paybill.csv", // read by the application
            "stk-ack-success.json", // the other accepted spelling of an acknowledgement
            "c2b-confirmation-ack.json", // likewise
            "b2c-ack.json", // likewise
            "stk-request-paybill-strings.json", // the server's side: numbers are what we send
            "stk-request-paybill-mixed.json"); // likewise

    @Test
    void everyFixtureIsReadByATest() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (!file.endsWith("WireFixtureCoverageTest.java")) {
                    all.append(Files.readString(file));
                }
            }
        }
        String tests = all.toString();
        Set<String> families = new HashSet<>();
        Matcher matcher = FAMILY.matcher(tests);
        while (matcher.find()) {
            families.add(matcher.group(1));
        }
        // Read product by product in CommandResultParserTest.
        for (String product : Set.of("b2c", "pochi", "b2b", "tax", "topup", "reversal", "status", "balance")) {
            families.add(product + "-result");
            families.add(product + "-timeout");
        }

        assertThat(WireFixtures.names("").stream()
                        .filter(name -> !ELSEWHERE.contains(name))
                        .filter(name -> families.stream().noneMatch(name::startsWith))
                        .filter(name -> !tests.contains(name) && !tests.contains(stem(name))))
                .isEmpty();
    }

    private static String stem(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }
}
