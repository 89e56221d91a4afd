package io.github.darajasdk.therapy.reconciliation;

import static io.github.darajasdk.therapy.testing.Eventually.assertThatEventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.LedgerEntry;
import io.github.darajasdk.simulator.StatementForm;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The simulated M-PESA's book of one paybill, which is the truth, and what a run of ours makes of it. */
final class MpesaTruth {

    static final String MERCHANT = "600123";

    private final DarajaSimulator mpesa;
    private final Reconciliation reconciliation;
    private final PaymentMode mode;
    private final Path folder;

    MpesaTruth(DarajaSimulator mpesa, Reconciliation reconciliation, PaymentMode mode, Path folder) {
        this.mpesa = mpesa;
        this.reconciliation = reconciliation;
        this.mode = mode;
        this.folder = folder;
    }

    StatementFile statement(Period period) {
        try {
            Path file = Files.createTempFile(folder, "statement", ".csv");
            Files.writeString(file, mpesa.statement(MERCHANT, StatementForm.PAYBILL, period.from(), period.to()));
            return new StatementFile("statement.csv", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Run run(Period period, UserId admin) {
        RunId id = reconciliation.start(mode, period, admin);
        assertThatEventually(
                () -> reconciliation.find(id).orElseThrow(),
                run -> assertThat(run.state()).isEqualTo(RunState.FINISHED));
        return reconciliation.find(id).orElseThrow();
    }

    /** Rule by receipt. */
    Map<String, MatchRule> found(Run run) {
        Map<String, MatchRule> found = new TreeMap<>();
        List<Item> items = reconciliation.items(run.id(), ItemFilter.all(), 0, 1_000);
        for (Item item : items) {
            String name = item.mpesa()
                    .map(Item.MpesaSide::receipt)
                    .or(() -> item.ours().flatMap(Item.OurSide::receipt))
                    .orElseGet(item::toString);
            assertThat(found.put(name, item.rule()))
                    .as(name + " is in one item")
                    .isNull();
        }
        return found;
    }

    /** What customers' payments left on the account by the simulator's ledger, charges not counted. */
    long cents(Period period) {
        return movements(period)
                .mapToLong(entry -> entry.postings().stream()
                        .filter(posting -> posting.account().startsWith("organisation:" + MERCHANT))
                        .mapToLong(LedgerEntry.Posting::cents)
                        .findFirst()
                        .orElse(0))
                .sum();
    }

    private Stream<LedgerEntry> movements(Period period) {
        return mpesa.ledger().entries().stream()
                .filter(entry ->
                        !entry.at().isBefore(period.from()) && entry.at().isBefore(period.to()))
                .filter(entry -> entry.postings().stream()
                        .anyMatch(posting -> posting.account().startsWith("subscriber:")));
    }
}
