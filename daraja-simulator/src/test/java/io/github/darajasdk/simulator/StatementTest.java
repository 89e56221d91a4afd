package io.github.darajasdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.simulator.wire.WireFixture;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementTest extends SimulatorTest {

    @Test
    void paybillStatementHasTheFixturesPreambleColumnsAndRows() {
        simulator.set(Setting.MERCHANT_CHARGE, 55);
        simulator.payByMenu(Merchant.PHONE, "174379", "INV-20418", 1_500).join();
        String receipt = simulator.ledger().debits().get(0).receipt();

        List<String> lines = statement("174379", StatementForm.PAYBILL);

        List<String> fixture =
                WireFixture.text("statement-export-paybill.csv").lines().toList();
        assertThat(lines.stream().limit(5).map(line -> line.substring(0, line.indexOf(','))))
                .containsExactlyElementsOf(fixture.stream()
                        .limit(5)
                        .map(line -> line.substring(0, line.indexOf(',')))
                        .toList());
        assertThat(lines.get(5)).isEqualTo(fixture.get(5));
        assertThat(lines.subList(6, lines.size()))
                .containsExactly(
                        receipt + ",14-10-2026 10:15:30,14-10-2026 10:15:30,Pay Bill Charge,Completed,,-8.25,"
                                + "\"1,491.75\",true,Pay Bill Charge,174379 - Daraja Sandbox,,",
                        receipt + ",14-10-2026 10:15:30,14-10-2026 10:15:30,Pay Bill from 25471****678 - "
                                + name() + " Acc. INV-20418,Completed,\"1,500.00\",,\"1,500.00\",true,Pay Bill Online,"
                                + "25471****678 - " + name() + ",,INV-20418");
    }

    @Test
    void tillStatementHasTheOtherForm() {
        simulator.payByMenu(Merchant.PHONE, DarajaSimulator.TILL, "", 150).join();

        List<String> lines = statement(DarajaSimulator.TILL, StatementForm.TILL);

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("Receipt No.,").doesNotContain("A/C No.");
        assertThat(lines.get(1))
                .contains(",2026-10-14 10:15:30,", ",150.00,0.00,150.00,true,Customer Buy Goods Online,");
        assertThat(lines.get(2)).startsWith("Total,").contains(",150.00,0.00,");
    }

    @Test
    void statementCoversItsPeriodNewestFirstAndKeepsTheBalance() {
        simulator.payByMenu(Merchant.PHONE, "174379", "A", 100).join();
        advance(Duration.ofDays(1));
        simulator.payByMenu(Merchant.PHONE, "174379", "B", 200).join();
        advance(Duration.ofMinutes(1));
        simulator.payByMenu(Merchant.PHONE, "174379", "C", 300).join();

        List<String> rows = simulator
                .statement("174379", StatementForm.PAYBILL, START.plusSeconds(1), START.plus(Duration.ofDays(2)))
                .lines()
                .skip(6)
                .toList();

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0)).contains("300.00,,600.00").endsWith(",C");
        assertThat(rows.get(1)).contains("200.00,,300.00").endsWith(",B");
    }

    private String name() {
        return simulator.subscriber(Merchant.PHONE).name();
    }

    private List<String> statement(String number, StatementForm form) {
        return simulator
                .statement(number, form, START.minusSeconds(1), START.plus(Duration.ofDays(1)))
                .lines()
                .toList();
    }
}
