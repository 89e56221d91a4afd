package io.github.darajasdk.therapy.reconciliation.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.darajasdk.therapy.reconciliation.Item;
import io.github.darajasdk.therapy.reconciliation.ItemFilter;
import io.github.darajasdk.therapy.reconciliation.Period;
import io.github.darajasdk.therapy.reconciliation.Reconciliation;
import io.github.darajasdk.therapy.reconciliation.Run;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * A run as CSV, one line an item, written while it is read. UTF-8 with a byte order mark, which spreadsheets recognise;
 * amounts with two decimals, times of East Africa. What others typed cannot become a formula.
 */
@Component
class ReportCsv {

    static final String CONTENT_TYPE = "text/csv;header=present;charset=UTF-8";

    private static final int BUFFER = 64 * 1024;
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(Period.EAST_AFRICA);

    private final Reconciliation reconciliation;
    private final MessageSource messages;

    ReportCsv(Reconciliation reconciliation, MessageSource messages) {
        this.reconciliation = reconciliation;
        this.messages = messages;
    }

    void write(Run run, ItemFilter filter, Locale locale, OutputStream to) throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8), BUFFER);
        out.write(BYTE_ORDER_MARK);
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out);
        csv.writeRecord(
                "Run",
                "Item",
                "Environment",
                "Short code",
                "Time (Nairobi)",
                "Outcome",
                "Discrepancy",
                "Rule",
                "Reason",
                "M-PESA receipt",
                "M-PESA amount (KES)",
                "M-PESA account number",
                "Our receipt",
                "Our amount (KES)",
                "Our state",
                "Booking",
                "Difference (KES)");
        PaymentEnvironment environment = run.books().environment();
        String mode = environment.isProduction() ? environment.name() : "TEST MODE " + environment.name();
        reconciliation.stream(run.id(), filter, item -> line(csv, run, mode, item, locale));
        csv.flush();
    }

    private void line(CsvWriter csv, Run run, String mode, Item item, Locale locale) {
        long theirs = item.mpesa().map(Item.MpesaSide::cents).orElse(0L);
        long ours = item.ours().map(Item.OurSide::cents).orElse(0L);
        csv.writeRecord(
                run.id().toString(),
                Long.toString(item.number()),
                mode,
                run.books().merchant(),
                TIME.format(item.at()),
                item.outcome().name(),
                item.rule().discrepancy().map(Enum::name).orElse(""),
                item.rule().name(),
                messages.getMessage("recon.rule." + item.rule().name(), null, locale),
                item.mpesa().map(Item.MpesaSide::receipt).map(ReportCsv::text).orElse(""),
                item.mpesa().map(side -> Amounts.plain(side.cents())).orElse(""),
                item.mpesa()
                        .flatMap(Item.MpesaSide::reference)
                        .map(ReportCsv::text)
                        .orElse(""),
                item.ours().flatMap(Item.OurSide::receipt).map(ReportCsv::text).orElse(""),
                item.ours().map(side -> Amounts.plain(side.cents())).orElse(""),
                item.ours().map(Item.OurSide::state).orElse(""),
                item.ours().flatMap(Item.OurSide::booking).map(ReportCsv::text).orElse(""),
                Amounts.plain(theirs - ours));
    }

    /**
     * Text as a spreadsheet shows it and does not calculate it: what would begin a formula gets an apostrophe in front.
     * Blanks and controls in front of it do not help.
     */
    static String text(String typed) {
        String begins = typed.stripLeading();
        boolean control = !typed.isEmpty() && typed.charAt(0) < ' ';
        boolean formula = !begins.isEmpty() && "=+-@＝＋－＠".indexOf(begins.charAt(0)) >= 0;
        return control || formula ? "'" + typed : typed;
    }
}
