package io.github.darajasdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {

    @TempDir
    Path folder;

    @Test
    void moneyQueriesAndReceiptsSurviveARestart() {
        Path file = folder.resolve("state.json");
        String id;
        String open;
        Map<String, Long> balances;
        List<Debit> debits;
        try (DarajaSimulator simulator = start(file);
                Merchant merchant = new Merchant(simulator)) {
            id = merchant.push().json().path("CheckoutRequestID").asText();
            merchant.awaitCallback();
            simulator.payByMenu("0722000999", DarajaSimulator.TILL, "", 70).join();
            simulator.nextPush().customer(CustomerScript.human());
            open = merchant.push().json().path("CheckoutRequestID").asText();
            balances = simulator.ledger().balances();
            debits = simulator.ledger().debits();
        }

        try (DarajaSimulator again = start(file);
                Merchant merchant = new Merchant(again)) {
            assertThat(again.ledger().balances()).isEqualTo(balances);
            assertThat(again.ledger().debits()).isEqualTo(debits).hasSize(2);
            assertThat(again.subscriber(Merchant.PHONE).balance()).isEqualTo(48_500);
            assertThat(merchant.query(id).json().path("ResultCode").asText()).isEqualTo("0");
            assertThat(merchant.query(open).json().path("ResultCode").asText())
                    .as("its prompt went with the process")
                    .isEqualTo("1037");
            assertThat(again.statement(
                            "174379",
                            StatementForm.PAYBILL,
                            Instant.EPOCH,
                            again.clock().instant()))
                    .contains(debits.get(0).receipt());

            again.payByMenu("0722000999", DarajaSimulator.TILL, "", 70).join();
            assertThat(again.ledger().debits()).extracting(Debit::receipt).doesNotHaveDuplicates();
        }
    }

    @Test
    void whatWasShownSurvivesAProcessThatIsKilled() throws Exception {
        Path file = folder.resolve("state.json");
        DarajaSimulator killed = start(file); // never closed: what the file says is what it wrote while it ran
        try (Merchant merchant = new Merchant(killed)) {
            merchant.push();
            merchant.awaitCallback();
            String receipt = killed.ledger().debits().get(0).receipt();
            SimulatorTest.await("the file", () -> contains(file, receipt));
            Path copy = Files.copy(file, folder.resolve("copy.json"));

            try (DarajaSimulator again = start(copy)) {
                assertThat(again.ledger().debits()).isEqualTo(killed.ledger().debits());
                assertThat(again.ledger().balances()).isEqualTo(killed.ledger().balances());
            }
            killed.subscriber(Merchant.PHONE).name("Renamed");
            SimulatorTest.await("the second writing", () -> contains(file, "Renamed"));
        } finally {
            killed.close();
        }
        try (var files = Files.list(folder)) {
            assertThat(files)
                    .as("no draft is left")
                    .allMatch(one -> one.toString().endsWith(".json"));
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.exists(file) && Files.readString(file).contains(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void fileThatIsNoStateIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("state.json"), "{}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> start(file))
                .withMessageContaining("Delete it to begin anew");
    }

    private static DarajaSimulator start(Path file) {
        return DarajaSimulator.builder().seed(5).state(file).start();
    }
}
