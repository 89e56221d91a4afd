package io.github.darajasdk.spring.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** After all other tests of this module: nothing that any of them logged, at any level, is secret or a whole phone number. */
class TraceLogIT {

    /** What must not be there, by what it is. */
    private static final Map<String, Pattern> SECRETS = Map.of(
            "phone number", Pattern.compile("(?<![0-9A-Fa-f.])(254|\\+254|0)[17][0-9]{8}(?![0-9A-Fa-f])"),
            "id that ends in a phone number", Pattern.compile("ws_CO_[0-9]{24,}"),
            "mac of a callback address", Pattern.compile("/cb/[a-z0-9-]+/[^/\\s]+/[^/\\s]+/[0-9a-f]{32}"),
            "callback key",
                    Pattern.compile(
                            "0123456789abcdef0123456789abcdef|fedcba9876543210|any key will do|only-a-simulator"),
            "consumer secret", Pattern.compile("secret-for-tests|simulator-secret"),
            "passkey", Pattern.compile("passkey-for-tests|kiosk-passkey|shop-passkey|bfb279f9aa9bdbcf"),
            "token or password in a header", Pattern.compile("(?i)(Bearer|Basic) [A-Za-z0-9+/=_-]{12,}"),
            "initiator's password", Pattern.compile("Safaricom999|initiator-password"));

    static List<Map.Entry<String, Pattern>> secrets() {
        return List.copyOf(SECRETS.entrySet());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("secrets")
    void isInNoLogLineOfAnyTest(Map.Entry<String, Pattern> secret) throws IOException {
        assumeTrue(!TraceLog.files().isEmpty(), "no test has logged anything");
        List<String> found = new ArrayList<>();
        for (Path file : TraceLog.files()) {
            try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null && found.size() < 5; line = lines.readLine()) {
                    if (secret.getValue().matcher(line).find()) {
                        found.add(line);
                    }
                }
            }
        }
        assertThat(found).as(secret.getKey()).isEmpty();
    }

    @Test
    void patternsFindWhatTheyAreFor() {
        assertThat(SECRETS.get("phone number").matcher("to 254712345678 now").find())
                .isTrue();
        assertThat(SECRETS.get("phone number").matcher("took 1712345678 ns").find())
                .isFalse();
        assertThat(SECRETS.get("mac of a callback address")
                        .matcher("POST /hooks/cb/stk/k1/order-1/0123456789abcdef0123456789abcdef")
                        .find())
                .isTrue();
        assertThat(SECRETS.get("token or password in a header")
                        .matcher("Authorization: Bearer cItyPzMtmnsHG2rSGiXPLYK9EL6h")
                        .find())
                .isTrue();
    }
}
