package io.github.darajasdk.therapy.reconciliation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.darajasdk.therapy.reconciliation.Period;
import io.github.darajasdk.therapy.reconciliation.StatementFile;
import io.github.darajasdk.therapy.reconciliation.StatementRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementReaderTest {

    private static final String PAYBILL = """
        Organization Name,SMILING STEPS,,,,,,,,,,,
        Short Code,174379,,,,,,,,,,,
        Time Period,From 01-11-2026 00:00:00 to 30-11-2026 23:59:59,,,,,,,,,,,

        Receipt No.,Completion Time,Initiation Time,Details,Transaction Status,Paid In,Withdrawn,Balance,Balance Confirmed,Reason Type,Other Party Info,Linked Transaction ID,A/C No.
        UJE71K8B4T,20-11-2026 14:05:31,20-11-2026 14:05:01,Pay Bill Charge,Completed,,-33.00,"2,967.00",true,Pay Bill Charge,174379 - SMILING STEPS,,
        UJE71K8B4T,20-11-2026 14:05:31,20-11-2026 14:05:01,"Pay Bill from 25470****149 - ""JO"" WANJIKU, Acc. BK20417-1",Completed,"1,500.00",,"3,000.00",true,Pay Bill Online,"25470****149 - ""JO"" WANJIKU",,BK20417-1
        UJE71K8B3S,20-11-2026 13:00:00,20-11-2026 13:00:00,Pay Bill from 25471****111 - A B Acc. bk 20416,Failed,700.00,,,false,Pay Bill Online,25471****111 - A B,,bk 20416
        UJE71K8B2R,20-11-2026 12:00:00,20-11-2026 12:00:00,Transaction Reversal,Completed,,"-1,500.00","1,500.00",true,Transaction Reversal,25470****149 - X,UJE71K8B1Q,
        """;

    @TempDir
    Path folder;

    @Test
    void theFormOfPaybillsIsUnderstoodRowByRow() {
        List<StatementRow> rows = rows(PAYBILL);

        assertThat(rows)
                .extracting(StatementRow::kind)
                .containsExactly(RecordKind.CHARGE, RecordKind.PAYMENT_IN, RecordKind.PAYMENT_IN, RecordKind.REVERSAL);
        StatementRow payment = rows.get(1);
        assertThat(payment.receipt()).isEqualTo("UJE71K8B4T");
        assertThat(payment.cents()).isEqualTo(150_000);
        assertThat(Instant.ofEpochSecond(payment.completedAt())).isEqualTo(Instant.parse("2026-11-20T11:05:31Z"));
        assertThat(payment.phone()).isEqualTo("25470****149");
        assertThat(payment.reference()).isEqualTo("BK20417-1");
        assertThat(payment.booking()).isEqualTo("BK20417");
        assertThat(payment.balance()).isEqualTo(300_000);
        assertThat(rows.get(0).cents()).isEqualTo(-3_300);
        assertThat(rows.get(2).status()).isEqualTo(RecordStatus.FAILED);
        assertThat(rows.get(2).booking()).isEqualTo("BK20416");
        assertThat(rows.get(3).originalReceipt()).isEqualTo("UJE71K8B1Q");
    }

    @Test
    void whatStandsBeforeTheColumnsTellsThePeriod() {
        try (StatementReader reader = StatementReader.open(file(PAYBILL))) {
            assertThat(reader.header().preamble()).containsEntry("Short Code", "174379");
            assertThat(reader.header().period(1_795_000_000, 1_795_000_001))
                    .isEqualTo(
                            new Period(Instant.parse("2026-10-31T21:00:00Z"), Instant.parse("2026-11-30T21:00:00Z")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theFormOfTillsWithItsTotalsIsUnderstood() {
        String till = """
            \ufeffReceipt No.,Completion Time,Details,Transaction Status,Paid In,Withdrawn,Balance,Reason Type,Other Party Info
            UJE71K8B4T,2026-11-20 14:05:31,x,Completed,1500.00,0.00,1500.00,Customer Buy Goods Online,254701234149 - N
            UJE71K8B0P,2026-11-20 14:00:31,x,Completed,0.00,900.00,0.00,Organization Settle to Bank,

            Total,,,,1500.00,900.00,,,
            """;

        List<StatementRow> rows = rows(till);

        assertThat(rows).extracting(StatementRow::cents).containsExactly(150_000L, -90_000L);
        assertThat(rows).extracting(StatementRow::kind).containsExactly(RecordKind.PAYMENT_IN, RecordKind.OTHER_OUT);
        assertThat(rows.get(0).reference()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void columnsMayStandInAnyOrderUnderOddNamesWithAnySeparator(String separator) {
        String file = String.join(
                        separator, "reason type", "WITHDRAWN", " paid in ", "Status", "Completion time", "Receipt No")
                + "\r\n"
                + String.join(separator, "Pay Utility", "", "250", "completed", "20/11/2026 2:05:31 PM", "UJE71K8B4T")
                + "\r\n";

        StatementRow row = rows(file).get(0);

        assertThat(row.cents()).isEqualTo(25_000);
        assertThat(Instant.ofEpochSecond(row.completedAt())).isEqualTo(Instant.parse("2026-11-20T11:05:31Z"));
    }

    @Test
    void aReceiptWithoutADigitIsAReceipt() {
        assertThat(rows(PAYBILL.replace("UJE71K8B3S", "UKUGCWEFYA")))
                .extracting(StatementRow::receipt)
                .contains("UKUGCWEFYA");
    }

    @Test
    void aMissingColumnIsNamed() {
        String file = PAYBILL.replace("Withdrawn", "Something else").replace("Reason Type", "Why");

        assertThatThrownBy(() -> rows(file))
                .isInstanceOf(StatementRefusedException.class)
                .hasMessageContaining("\"Withdrawn\", \"Reason Type\" are missing")
                .hasMessageContaining("Line 5")
                .hasMessageContaining("Nothing was imported");
    }

    @Test
    void aFileWithoutTheReceiptColumnSaysSo() {
        assertThatThrownBy(() -> rows(PAYBILL.replace("Receipt No.", "Number")))
                .isInstanceOf(StatementRefusedException.class)
                .hasMessageContaining("\"Receipt No.\" is missing");
        assertThatThrownBy(() -> rows("hello,world\n1,2\n"))
                .isInstanceOf(StatementRefusedException.class)
                .hasMessageContaining("Receipt No.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"1,500.00\"|\"1.500,00\"|Paid In",
                "\"1,500.00\"|\"15,00.00\"|Paid In",
                "\"1,500.00\"|1500.005|Paid In",
                "20-11-2026 14:05:31,20-11-2026 14:05:01,\"Pay|31-13-2026 14:05:31,20-11-2026"
                        + " 14:05:01,\"Pay|Completion Time",
                "20-11-2026 14:05:31,20-11-2026 14:05:01,\"Pay|11/20/2026 14:05:31,20-11-2026"
                        + " 14:05:01,\"Pay|Completion Time",
                "UJE71K8B3S|5.00E+12|Receipt No."
            })
    void aRowThatCannotBeReadIsRefusedByLineAndColumn(String good, String bad, String column) {
        assertThatThrownBy(() -> rows(PAYBILL.replace(good, bad)))
                .isInstanceOf(StatementRefusedException.class)
                .hasMessageContaining("line ")
                .hasMessageContaining('"' + column + '"')
                .hasMessageContaining("Nothing was imported");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,500.00|150000", "-1,500.00|-150000", "(1,500.00)|-150000", "1500|150000", "0.5|50",
                        "KES 1,500.00|150000",
                "Ksh. 20|2000", "-|0", "''|0", "250000.00|25000000", "1,234,567.89|123456789", "1500.000|150000"
            })
    void amountsAreReadAsStatementsWriteThem(String text, long cents) {
        assertThat(StatementAmounts.cents(text)).isEqualTo(cents);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "20-11-2026 14:05:31|2026-11-20T11:05:31Z",
                "20-11-2026 14:05|2026-11-20T11:05:00Z",
                "2026-11-20 14:05:31|2026-11-20T11:05:31Z",
                "2026-11-20T14:05:31|2026-11-20T11:05:31Z",
                "20/11/2026 00:05:31|2026-11-19T21:05:31Z",
                "1/2/2026 12:05:31 AM|2026-01-31T21:05:31Z",
                "46346.5|2026-11-20T09:00:00Z"
            })
    void momentsAreReadInEastAfricaTime(String text, Instant expected) {
        assertThat(Instant.ofEpochSecond(new StatementTimes().epochSecond(text)))
                .isEqualTo(expected);
    }

    @Test
    void balancesThatFollowChainInEitherOrder() {
        assertThat(breaks(PAYBILL)).isZero();
        List<String> lines = new ArrayList<>(PAYBILL.lines().toList());
        List<String> oldestFirst = new ArrayList<>(lines.subList(0, 5));
        for (int i = lines.size() - 1; i >= 5; i--) {
            oldestFirst.add(lines.get(i));
        }
        assertThat(breaks(String.join("\n", oldestFirst))).isZero();
    }

    @Test
    void aRowTakenOutBreaksTheChain() {
        String cut = PAYBILL.replaceFirst("(?m)^UJE71K8B4T,[^\\n]*BK20417-1\\n", "");

        assertThat(breaks(cut)).isEqualTo(1);
    }

    @Test
    void aRowWithACellTooManyOrCutOffIsRefused() {
        assertThatThrownBy(() -> rows(PAYBILL.replace("\"1,500.00\",,\"3,000.00\"", "1,500.00,,\"3,000.00\"")))
                .isInstanceOf(StatementRefusedException.class)
                .hasMessageContaining("line 7 has more cells");
        assertThatThrownBy(() -> rows(PAYBILL.substring(0, PAYBILL.indexOf("Transaction Reversal"))))
                .isInstanceOf(StatementRefusedException.class)
                .hasMessageContaining("line 9 has fewer cells");
    }

    @Test
    void aQuoteThatNeverClosesIsRefused() {
        String broken = PAYBILL.replace("WANJIKU, Acc. BK20417-1\"", "WANJIKU");

        assertThatThrownBy(() -> rows(broken)).isInstanceOf(StatementRefusedException.class);
    }

    private long breaks(String content) {
        BalanceChain chain = new BalanceChain();
        rows(content).forEach(chain::follow);
        return chain.breaks();
    }

    private List<StatementRow> rows(String content) {
        List<StatementRow> rows = new ArrayList<>();
        try (StatementReader reader = StatementReader.open(file(content))) {
            StatementRow row = reader.next();
            while (row != null) {
                rows.add(row);
                row = reader.next();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private StatementFile file(String content) {
        try {
            Path path = Files.createTempFile(folder, "statement", ".csv");
            Files.writeString(path, content, StandardCharsets.UTF_8);
            return new StatementFile("statement.csv", path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
