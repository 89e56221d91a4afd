package io.github.darajasdk.therapy.reconciliation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.darajasdk.therapy.payment.ReportedMovement;
import io.github.darajasdk.therapy.payment.ReportedMovement.Kind;
import io.github.darajasdk.therapy.payment.ReportedMovement.Source;
import io.github.darajasdk.therapy.reconciliation.MatchRule;
import io.github.darajasdk.therapy.reconciliation.StatementFile;
import io.github.darajasdk.therapy.reconciliation.StatementImport.BalanceBreaks;
import io.github.darajasdk.therapy.reconciliation.StatementImported;
import io.github.darajasdk.therapy.reconciliation.StatementPreview;
import io.github.darajasdk.therapy.reconciliation.StatementRefusedException;
import io.github.darajasdk.therapy.reconciliation.internal.Books.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatementImportIT {

    private static final String HEADER =
            "Receipt No.,Completion Time,Details,Transaction Status,Paid In,Withdrawn,Balance,Reason Type,"
                    + "Other Party Info,Linked Transaction ID,A/C No.\n";

    @TempDir
    Path folder;

    private final Books books = new Books();
    private final Session session = books.session();
    private final String paid = Books.receipt();
    private final String failed = Books.receipt();
    private String statement;

    @BeforeEach
    void aStatement() {
        statement = HEADER
                + paid + ",20-11-2026 14:05:31,Pay Bill Charge,Completed,,-33.50,\"1,466.50\",Pay Bill Charge,x,,\n"
                + paid + ",20-11-2026 14:05:31,Pay Bill,Completed,\"1,500.00\",,\"1,500.00\",Pay Bill Online,"
                + "25470****149 - JANE DOE,," + session.number() + "-1\n"
                + failed + ",20-11-2026 14:00:00,Pay Bill,Failed,700.00,,,Pay Bill Online,25471****111 - A B,,X\n";
    }

    @Test
    void whatAStatementSaysIsOnRecordAndNobodysNameIs() {
        StatementImported done = imported(statement);

        assertThat(done.rowsRead()).isEqualTo(3);
        assertThat(done.rowsNew()).isEqualTo(3);
        assertThat(done.balanceBreaks()).isZero();
        List<Map<String, Object>> rows = rows();
        assertThat(rows).hasSize(3);
        assertThat(rows.toString()).doesNotContain("JANE");
        assertThat(row(paid, "PAYMENT_IN"))
                .containsEntry("cents", 150_000L)
                .containsEntry("phone", "25470****149")
                .containsEntry("session_id", session.id())
                .containsEntry("in_statement", true);
        assertThat(row(paid, "CHARGE")).containsEntry("cents", -3_350L);
        assertThat(row(failed, "PAYMENT_IN")).containsEntry("status", "FAILED");
    }

    @Test
    void theSameFileAgainAndTheSameRowsInAnotherFileChangeNothing() {
        StatementImported first = imported(statement);
        List<Map<String, Object>> before = rows();

        StatementImported again = imported(statement);
        assertThat(again.alreadyKnown()).isTrue();
        assertThat(again.importId()).isEqualTo(first.importId());

        StatementImported other = imported("Operator,somebody else\n" + statement);
        assertThat(other.alreadyKnown()).isFalse();
        assertThat(other.rowsNew()).isZero();
        assertThat(other.rowsKnown()).isEqualTo(3);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void aRowThatPullToldBeforeIsOneRecordOfTwoChannels() {
        books.theirs(paid, 1_500, "254701234149", session.number() + "-1", Books.DAY.plus(Duration.ofHours(11)));

        StatementImported done = imported(statement);

        assertThat(done.rowsNew()).isEqualTo(2);
        assertThat(row(paid, "PAYMENT_IN"))
                .containsEntry("in_pull", true)
                .containsEntry("in_statement", true)
                .containsEntry("phone", "254701234149")
                .containsEntry("disputed", false);
    }

    @Test
    void aDifferentAmountInAnotherChannelIsKeptAsADisputeAndNeverReported() {
        books.theirs(paid, 1_400, null, session.number() + "-1", Books.DAY.plus(Duration.ofHours(11)));

        StatementImported done = imported(statement);
        books.run();

        assertThat(done.disputes()).isEqualTo(1);
        assertThat(row(paid, "PAYMENT_IN")).containsEntry("cents", 140_000L).containsEntry("disputed", true);
        assertThat(books.reported).isEmpty();
    }

    @Test
    void chargesOfOnePaymentAreAddedUpAndAreNoDispute() {
        String charge = paid + ",20-11-2026 14:05:31,Excise,Completed,,5.00,\"9,995.00\",Pay Bill Charge,x,,\n";
        String more = statement + charge;

        StatementImported done = imported(BalanceBreaks.NOTE, more);
        assertThat(done.rowsNew()).isEqualTo(4);
        assertThat(done.disputes()).isZero();
        assertThat(row(paid, "CHARGE")).containsEntry("cents", -3_850L).containsEntry("disputed", false);

        StatementImported again = imported(BalanceBreaks.NOTE, more + charge);
        assertThat(again.rowsNew()).isZero();
        assertThat(again.rowsKnown()).as("with one row twice").isEqualTo(5);
        assertThat(again.disputes()).isZero();
        assertThat(row(paid, "CHARGE")).containsEntry("cents", -3_850L).containsEntry("disputed", false);
    }

    @Test
    void aPaymentThatAFilteredFileHasTwiceIsOneRecord() {
        String twice = statement
                + statement
                        .lines()
                        .filter(line -> line.contains("Pay Bill Online,25470"))
                        .findFirst()
                        .orElseThrow()
                + "\n";

        StatementImported done = imported(BalanceBreaks.NOTE, twice);

        assertThat(done.rowsRead()).isEqualTo(4);
        assertThat(rows()).hasSize(3);
        assertThat(done.disputes()).isZero();
    }

    @Test
    void aFileThatCannotBeReadToItsEndImportsNothing() {
        assertThatThrownBy(() -> imported(statement.replace("700.00", "seven hundred")))
                .isInstanceOf(StatementRefusedException.class)
                .hasMessageContaining("line 4");

        assertThat(rows()).isEmpty();
    }

    @Test
    void balancesThatDoNotChainAreRefusedUnlessTheyAreSaidToBeFiltered() {
        String cut = statement + Books.receipt()
                + ",20-11-2026 13:00:00,Pay Bill,Completed,10.00,,\"9,000.00\",Pay Bill Online,x,,\n";

        assertThatThrownBy(() -> imported(cut))
                .isInstanceOf(StatementRefusedException.class)
                .hasMessageContaining("1 place")
                .hasMessageContaining("line 5");
        assertThat(rows()).isEmpty();
        assertThat(books.statements
                        .importStatement(books.mode, file(cut), BalanceBreaks.NOTE, books.admin)
                        .balanceBreaks())
                .isEqualTo(1);
    }

    @Test
    void theStatementOfAnotherShortCodeIsRefused() {
        assertThatThrownBy(() -> imported("Short Code,999999\n" + statement))
                .isInstanceOf(StatementRefusedException.class)
                .hasMessageContaining("999999")
                .hasMessageContaining(books.mode.merchant());
    }

    @Test
    void aPreviewShowsWhatWasRecognisedAndChangesNothing() {
        StatementPreview preview = books.statements.preview(file(statement), 2);

        assertThat(preview.format()).isEqualTo("CSV");
        assertThat(preview.columns()).containsEntry("A/C No.", "A/C No.");
        assertThat(preview.rows()).hasSize(2);
        assertThat(preview.rows().get(1).reference()).contains(session.number() + "-1");
        assertThat(rows()).isEmpty();
    }

    @Test
    void newsAboutOurBookingsIsReportedToThePaymentsAndNothingElse() {
        imported(statement + Books.receipt()
                + ",20-11-2026 13:00:00,Pay Bill,Completed,,,,Pay Bill Online,25470****149 - X,,NOBODY\n");

        books.run();

        assertThat(books.reported).hasSize(1);
        ReportedMovement news = books.reported.get(0);
        assertThat(news.receipt()).isEqualTo(paid);
        assertThat(news.source()).isEqualTo(Source.STATEMENT);
        assertThat(news.kind()).isEqualTo(Kind.PAYMENT_IN);
        assertThat(news.amountKes()).isEqualTo(1_500);
        assertThat(news.billReference()).isEqualTo(session.number() + "-1");
        assertThat(news.toString()).doesNotContain("149");
    }

    @Test
    void aReversalOfAPaymentThatCountsHereIsNews() {
        books.ours(paid, session, 1_500, "APPLIED", Books.DAY.plus(Duration.ofHours(11)));
        imported(HEADER + Books.receipt() + ",20-11-2026 15:00:00,Reversal,Completed,,\"-1,500.00\",0.00,"
                + "Transaction Reversal,25470****149 - X," + paid + ",\n");

        books.run();

        assertThat(books.reported).extracting(ReportedMovement::kind).containsExactly(Kind.REVERSAL);
        assertThat(books.reported.get(0).originalReceipt()).isEqualTo(paid);
    }

    @Test
    void aWorkbookIsReadLikeAFileOfText() {
        StatementImported done =
                books.statements.importStatement(books.mode, workbook(), BalanceBreaks.REFUSE, books.admin);

        assertThat(done.rowsRead()).isEqualTo(1);
        assertThat(row(paid, "PAYMENT_IN")).containsEntry("cents", 150_000L);
        assertThat(books.decided(books.run())).containsValue(MatchRule.NO_PAYMENT_HERE);
    }

    private StatementImported imported(String content) {
        return imported(BalanceBreaks.REFUSE, content);
    }

    private StatementImported imported(BalanceBreaks breaks, String content) {
        return books.statements.importStatement(books.mode, file(content), breaks, books.admin);
    }

    private StatementFile file(String content) {
        try {
            Path path = Files.createTempFile(folder, "statement", ".csv");
            Files.writeString(path, content);
            return new StatementFile("statement.csv", path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As spreadsheets write it: amounts and moments are numbers. */
    private StatementFile workbook() {
        String[] header = {"Receipt No.", "Completion Time", "Transaction Status", "Paid In", "Withdrawn", "Reason Type"
        };
        StringBuilder cells = new StringBuilder("<row r=\"1\">");
        for (int i = 0; i < header.length; i++) {
            cells.append(text((char) ('A' + i) + "1", header[i]));
        }
        cells.append("</row><row r=\"2\">")
                .append(text("A2", paid))
                .append("<c r=\"B2\"><v>46346.586817129633</v></c>")
                .append(text("C2", "Completed"))
                .append("<c r=\"D2\"><v>1500</v></c>")
                .append(text("F2", "Pay Bill Online"))
                .append("</row>");
        try {
            Path path = folder.resolve("statement.xlsx");
            try (OutputStream out = Files.newOutputStream(path);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                entry(zip, "[Content_Types].xml", """
                    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                    <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                    <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
                    <Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
                    </Types>\
                    """);
                entry(zip, "_rels/.rels", """
                    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                    <Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>
                    </Relationships>\
                    """);
                entry(zip, "xl/workbook.xml", """
                    <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
                    <sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>\
                    """);
                entry(zip, "xl/_rels/workbook.xml.rels", """
                    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                    <Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>
                    </Relationships>\
                    """);
                entry(
                        zip,
                        "xl/worksheets/sheet1.xml",
                        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                                + cells + "</sheetData></worksheet>");
            }
            return new StatementFile("statement.xlsx", path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String place, String text) {
        return "<c r=\"" + place + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private List<Map<String, Object>> rows() {
        return Books.jdbc()
                .sql("select * from mpesa_record where merchant = :merchant order by receipt, kind")
                .param("merchant", books.mode.merchant())
                .query()
                .listOfRows();
    }

    private Map<String, Object> row(String receipt, String kind) {
        return Books.jdbc()
                .sql("select * from mpesa_record where receipt = :receipt and kind = :kind")
                .param("receipt", receipt)
                .param("kind", kind)
                .query()
                .singleRow();
    }
}
