package io.github.darajasdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorProcessTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "--prot 1 | Unknown flag '--prot'",
                "--port | --port needs a value",
                "--port x | --port needs a whole number, but was 'x'",
                "--port 70000 | A port is 0 to 65535, but was 70000",
                "--port 99999999999 | A port is 0 to 65535, but was 99999999999",
                "--host 300.1.1.1 | --host needs an address of this machine",
                "--set prompt-life | --set needs name=value",
                "--set prompt-life=x | 'x' is no value for prompt-life",
                "--set nothing=x | No setting is called 'nothing'"
            })
    void wrongFlagIsNamedAndTheProcessEnds(String flags, String message) throws InterruptedException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int status = SimulatorMain.run(flags.split(" "), print(new ByteArrayOutputStream()), print(err));

        assertThat(status).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(message).contains("--help");
    }

    @Test
    void helpListsFlagsAndSwitches() throws InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(SimulatorMain.run(new String[] {"--help"}, print(out), print(out)))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--port", "--public", "prompt-life", "rule-17");
    }

    @Test
    void flagsReachTheSimulator() {
        try (DarajaSimulator simulator = SimulatorMain.builder(
                        new String[] {"--port", "0", "--seed", "7", "--captured", "--set", "prompt-life=90s"})
                .start()) {
            assertThat(simulator.seed()).isEqualTo(7);
            assertThat(simulator.get(Setting.PROMPT_LIFE)).isEqualTo(Duration.ofSeconds(90));
            assertThat(simulator.get(Setting.FLAKY_QUERY_PERCENT)).isEqualTo(20);
            assertThat(simulator.get(Setting.PENDING_FORM)).isEqualTo(Setting.PendingForm.MIXED);
            assertThat(simulator.baseUri().getHost()).isEqualTo("127.0.0.1");
            assertThat(simulator.subscriber("254712345678").name()).isEqualTo("Wanjiku");
            assertThat(simulator.subscriber("254110000222").balance()).isZero();
        }
    }

    @Test
    void configFileSaysWhatTheSimulatorBeginsWith(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("simulator.properties"), """
                set.prompt-life = 90s
                credentials.my-key = my-secret
                paybill.600100 = Kamau's Shop, secret-passkey
                till.7120046 = 5310963, Second Till, secret-passkey
                subscriber.0799000111 = Njeri, 4321, 700
                """);

        try (DarajaSimulator simulator = SimulatorMain.builder(
                        new String[] {"--port", "0", "--config", file.toString()})
                .start()) {
            assertThat(simulator.get(Setting.PROMPT_LIFE)).hasSeconds(90);
            assertThat(simulator.organisation("600100").name()).isEqualTo("Kamau's Shop");
            assertThat(simulator.organisation("7120046").tillNumber()).contains("5310963");
            assertThat(simulator.subscriber("254799000111").pin()).isEqualTo("4321");
            assertThat(simulator.subscriber("254799000111").balance()).isEqualTo(700);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "paybill.600100 = Name | must be 'Name, passkey'",
                "subscriber.0799000111 = Njeri, 4321, much | no amount",
                "subscriber.12 = Njeri, 4321, 5 | Not a Kenyan mobile number",
                "colour = red | unknown. There are: set."
            },
            quoteCharacter = '~')
    void wrongLineOfAConfigFileIsNamed(String line, String words, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("simulator.properties"), line);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimulatorMain.builder(new String[] {"--config", file.toString()}))
                .withMessageContaining(line.substring(0, line.indexOf(' ')))
                .withMessageContaining(words);
    }

    @Test
    void takenPortIsTold() {
        try (DarajaSimulator first = DarajaSimulator.start()) {
            int port = first.baseUri().getPort();

            assertThatIllegalStateException()
                    .isThrownBy(() -> DarajaSimulator.builder().port(port).start())
                    .withMessageContaining("Cannot listen on 127.0.0.1:" + port)
                    .withMessageContaining("Choose another port");
        }
    }

    @Test
    void closedSimulatorAnswersNoMore() {
        DarajaSimulator simulator = DarajaSimulator.start();
        URI uri = simulator.baseUri();
        simulator.close();

        assertThat(Merchant.send(HttpRequest.newBuilder(uri)).status()).isZero();
    }

    private static PrintStream print(ByteArrayOutputStream target) {
        return new PrintStream(target, true, StandardCharsets.UTF_8);
    }
}
