package io.github.darajasdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts of {@code docs/curl}: nothing but a shell, curl and openssl, against a simulator. */
@TestMethodOrder(MethodOrderer.DisplayName.class)
class CurlScriptsTest {

    private static final Path SCRIPTS = Path.of("..", "docs", "curl");
    private static final Set<String> RUN = new TreeSet<>();

    private static DarajaSimulator simulator;
    private static Merchant merchant;

    @BeforeAll
    static void open() {
        for (String tool : new String[] {"sh", "curl", "openssl"}) {
            assumeTrue(exists(tool), () -> "NOT TESTED: this machine has no " + tool + " for the scripts of docs/curl");
        }
        simulator = DarajaSimulator.start();
        simulator.payByMenu("254722000111", DarajaSimulator.TILL, "", 500).join(); // what its operator pays with
        merchant = new Merchant(simulator);
    }

    private static boolean exists(String tool) {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    @AfterAll
    static void close() {
        if (simulator != null) {
            merchant.close();
            simulator.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "token.sh, access_token, -",
        "c2b-register.sh, Success, -",
        "c2b-simulate.sh, Accept the service request, TransID",
        "b2c.sh, Accept the service request, TransactionReceipt",
        "pochi.sh, Accept the service request, TransactionReceipt",
        "b2b.sh, Accept the service request, DebitAccountBalance",
        "tax.sh, Accept the service request, DebitAccountBalance",
        "b2b-express.sh, USSD Initiated Successfully, transactionId",
        "account-balance.sh, Accept the service request, Utility Account|KES",
        "qr.sh, iVBOR, -",
        "pull.sh, ResponseRefID, -",
        "bill-manager.sh, app_key, -",
        "standing-order.sh, \"responseCode\":\"200\", responseHeader",
        "sim-swap.sh, lastSwapDate, -",
        "imsi.sh, imsi, -",
        "bonga.sh, points, -",
        "organisation.sh, OrganizationName, -",
        "name-check.sh, firstName, -"
    })
    void aScriptForEachProduct(String script, String answer, String told) {
        assertThat(run(script)).contains(answer);

        if (!told.equals("-")) {
            awaitCallbackWith(told);
        }
    }

    @Test
    void pushQueryStatusAndReversalOfOnePayment() {
        simulator.set(Setting.RULE_17, Setting.Rule17.OFF);
        String id = value(run("stk-push.sh", "25", "INV-7"), "CheckoutRequestID");
        SimulatorTest.await(
                "the debit",
                () -> simulator.ledger().debits().stream().anyMatch(debit -> id.equals(debit.checkoutRequestId())));
        String receipt = simulator.ledger().debits().stream()
                .filter(debit -> id.equals(debit.checkoutRequestId()))
                .findFirst()
                .orElseThrow()
                .receipt();

        awaitCallbackWith(receipt);
        assertThat(value(run("stk-query.sh", id), "ResultCode")).isEqualTo("0");
        run("transaction-status.sh", receipt);
        awaitCallbackWith("\"Value\":\"Completed\"");
        run("reversal.sh", receipt, "25");
        awaitCallbackWith("OriginalTransactionID");
        assertThat(simulator.ledger().entries())
                .anyMatch(entry -> entry.details().startsWith("Reversal of " + receipt));
    }

    @Test
    void zNoScriptWasForgotten() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".sh") && !name.equals("daraja.sh")))
                    .containsExactlyInAnyOrderElementsOf(RUN);
        }
    }

    /** Waits for a callback that says {@code text}; others, of a biller for example, may come between. */
    private static void awaitCallbackWith(String text) {
        while (!merchant.awaitCallback().body().contains(text)) {
            assertThat(simulator.callbacks()).hasSizeLessThan(100);
        }
    }

    private static String value(String json, String key) {
        return Merchant.json(json).path(key).asText();
    }

    private static String run(String script, String... arguments) {
        RUN.add(script);
        List<String> command =
                new ArrayList<>(List.of("sh", SCRIPTS.resolve(script).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("BASE_URL", simulator.baseUri().toString());
        builder.environment().put("CALLBACK_URL", merchant.callbackUrl("/cb/1"));
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(script + ": " + output).isZero();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
