package io.github.darajasdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Runs when all other tests have run, and reads what they logged: everything of ours at TRACE, and all that OkHttp says
 * ({@code target/trace-*.log}). Nothing that is secret or somebody's phone number may stand there.
 */
class TraceLogIT {

    /** What the tests use where an application has its secrets. */
    private static final Map<String, String> SECRETS = Map.ofEntries(
            Map.entry("the passkey", TestDaraja.PASSKEY),
            Map.entry("the consumer secret", TestDaraja.CONSUMER_SECRET),
            Map.entry("the token", TestDaraja.TOKEN),
            Map.entry("the initiator's password", "Safaricom999"),
            Map.entry("the Bill Manager key", "AG_2376487236_126732989KJ"),
            Map.entry("a callback key", "0123456789abcdef0123456789abcdef"),
            Map.entry("the beginning of every STK password", "MTc0Mzc5"),
            Map.entry("the secret part of the fixtures' callback address", "9f2c6d1e8b7a4350"),
            Map.entry("the usual phone number", "708374149"));

    /** What such things look like, whatever their value. */
    private static final Map<String, Pattern> SHAPES = Map.of(
            "a phone number", Pattern.compile("(?<![0-9.])(?:254|0)[17][0-9]{8}(?![0-9])"),
            "a checkout request id with its phone number", Pattern.compile("ws_CO_[0-9]{15,}(?![0-9*])"),
            "a mac", Pattern.compile("/cb/[^/\\s]+/[^/\\s]+/[^/\\s]+/[0-9a-f]{8}"),
            "an authorization", Pattern.compile("(?:Bearer|Basic) +[A-Za-z0-9+/=_-]{6,}"),
            "a token",
                    Pattern.compile("(?<![A-Za-z0-9])(?=[A-Za-z]*[0-9])(?=[0-9a-z]*[A-Z])(?=[0-9A-Z]*[a-z])"
                            + "[A-Za-z0-9]{28}(?![A-Za-z0-9])"),
            "an encrypted password", Pattern.compile("[A-Za-z0-9+/]{160,}={0,2}"),
            "a PIN", Pattern.compile("(?i)\"?pin\"?[=:] *\"?[0-9]{4}"));

    @Test
    void nothingSecretIsInTheLogOfTheWholeSuite() throws IOException {
        List<String> leaks = new ArrayList<>();
        for (Map.Entry<Path, List<String>> log : logs().entrySet()) {
            int number = 0;
            for (String line : log.getValue()) {
                number++;
                for (Map.Entry<String, String> secret : SECRETS.entrySet()) {
                    if (line.contains(secret.getValue())) {
                        leaks.add(log.getKey() + ":" + number + " shows " + secret.getKey() + ": " + line);
                    }
                }
                for (Map.Entry<String, Pattern> shape : SHAPES.entrySet()) {
                    if (shape.getValue().matcher(line).find()) {
                        leaks.add(log.getKey() + ":" + number + " shows " + shape.getKey() + ": " + line);
                    }
                }
            }
        }
        assertThat(leaks.stream().limit(20)).isEmpty();
    }

    @Test
    void theLogWasOn() throws IOException {
        assertThat(logs().values().stream().flatMap(List::stream))
                .as("run the whole suite first: ./mvnw -pl daraja-sdk -am verify")
                .anyMatch(line -> line.contains("stk.push -> POST"))
                .anyMatch(line -> line.contains("stk.query <- 200"))
                .anyMatch(line -> line.contains("Amount=1"));
    }

    @Test
    void eachShapeIsSeenWhereItIs() {
        Map<String, String> seen = Map.of(
                "a phone number", "to 254708374149.",
                "a checkout request id with its phone number", "[ws_CO_141020261015303708374149]",
                "a mac", "/cb/stk/k1/BK20417/6d79207465737420",
                "an authorization", "Authorization: Basic dGVzdDp0ZXN0",
                "a token", "token q8ZrT2mVxN4LwK7cJ1sHdY9bGfPe!",
                "an encrypted password", "A".repeat(344),
                "a PIN", "{\"pin\":\"1234\"}");

        assertThat(seen).hasSameSizeAs(SHAPES);
        seen.forEach((name, text) ->
                assertThat(SHAPES.get(name).matcher(text).find()).as(name).isTrue());
    }

    private static Map<Path, List<String>> logs() throws IOException {
        Map<Path, List<String>> logs = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            for (Path file : files.filter(path -> path.getFileName().toString().matches("trace-.*\\.log"))
                    .toList()) {
                logs.put(
                        file,
                        new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                                .lines()
                                .toList());
            }
        }
        return logs;
    }
}
