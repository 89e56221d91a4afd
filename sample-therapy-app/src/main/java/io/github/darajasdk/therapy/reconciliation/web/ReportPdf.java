package io.github.darajasdk.therapy.reconciliation.web;

import com.lowagie.text.Chunk;
import com.lowagie.text.Document;
import com.lowagie.text.Element;
import com.lowagie.text.Font;
import com.lowagie.text.FontFactory;
import com.lowagie.text.HeaderFooter;
import com.lowagie.text.PageSize;
import com.lowagie.text.Paragraph;
import com.lowagie.text.Phrase;
import com.lowagie.text.Rectangle;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfWriter;
import io.github.darajasdk.therapy.platform.web.Moments;
import io.github.darajasdk.therapy.reconciliation.Item;
import io.github.darajasdk.therapy.reconciliation.ItemFilter;
import io.github.darajasdk.therapy.reconciliation.Reconciliation;
import io.github.darajasdk.therapy.reconciliation.Run;
import io.github.darajasdk.therapy.reconciliation.RunState;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * A run as a document to sign and file: the sums by reason, then the items that did not match, at most {@value
 * #MOST_ITEMS}. What is beyond stands in the CSV, and the document says so. Pages are sent as they are full.
 */
@Component
class ReportPdf {

    static final int MOST_ITEMS = 5_000;

    private static final int READ_AT_A_TIME = 500;
    private static final int MARGIN = 36;
    private static final float[] SUM_WIDTHS = {46, 10, 15, 15, 14};
    private static final float[] ITEM_WIDTHS = {16, 14, 34, 14, 11, 11};

    /** What the document's own fonts can write; the rest becomes a question mark. */
    private static final Charset LETTERS = Charset.forName("windows-1252");

    private static final Font TITLE = FontFactory.getFont(FontFactory.HELVETICA_BOLD, 16);
    private static final Font HEADING = FontFactory.getFont(FontFactory.HELVETICA_BOLD, 12);
    private static final Font TEXT = FontFactory.getFont(FontFactory.HELVETICA, 10);
    private static final Font SMALL = FontFactory.getFont(FontFactory.HELVETICA, 8);
    private static final Font SMALL_BOLD = FontFactory.getFont(FontFactory.HELVETICA_BOLD, 8);

    private final Reconciliation reconciliation;
    private final MessageSource messages;
    private final Amounts amounts;
    private final Days days;
    private final Moments moments;

    ReportPdf(Reconciliation reconciliation, MessageSource messages, Amounts amounts, Days days, Moments moments) {
        this.reconciliation = reconciliation;
        this.messages = messages;
        this.amounts = amounts;
        this.days = days;
        this.moments = moments;
    }

    /** Closes neither the stream nor anything else; a finished document ends with its last byte. */
    void write(Run run, Locale locale, OutputStream to) {
        Document document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN);
        PdfWriter writer = PdfWriter.getInstance(document, to);
        writer.setCloseStream(false);
        document.addTitle(say(locale, "recon.title") + " " + run.id());
        document.setFooter(footer(run, locale));
        document.open();
        heading(document, run, locale);
        if (run.state() == RunState.FINISHED) {
            sums(document, run, locale);
            items(document, run, locale);
        }
        document.close();
    }

    private HeaderFooter footer(Run run, Locale locale) {
        String test = run.books().environment().isProduction()
                ? ""
                : say(locale, "frame.test-mode." + run.books().environment().name()) + "   ";
        HeaderFooter footer = new HeaderFooter(
                new Phrase(
                        letters(test + say(locale, "recon.run.number", run.id().value()) + "   "), SMALL),
                true);
        footer.setAlignment(Element.ALIGN_RIGHT);
        footer.setBorder(Rectangle.TOP);
        return footer;
    }

    private void heading(Document document, Run run, Locale locale) {
        if (!run.books().environment().isProduction()) {
            document.add(new Paragraph(
                    letters(say(
                            locale,
                            "frame.test-mode." + run.books().environment().name())),
                    HEADING));
        }
        document.add(new Paragraph(letters(say(locale, "recon.title") + ": " + days.text(run.period())), TITLE));
        document.add(new Paragraph(
                letters(say(
                        locale,
                        "recon.run.who",
                        run.id().value(),
                        run.books().merchant(),
                        moments.moment(run.requestedAt()))),
                TEXT));
        if (run.state() != RunState.FINISHED) {
            document.add(new Paragraph(
                    letters(say(locale, "recon.state." + run.state().name())), TEXT));
            return;
        }
        long difference = run.mpesaCents() - run.ourCents();
        String theirs = amounts.kes(run.mpesaCents());
        String ours = amounts.kes(run.ourCents());
        String verdict = difference == 0
                ? say(locale, "recon.verdict.same", theirs)
                : difference > 0
                        ? say(locale, "recon.verdict.mpesa-more", theirs, ours, amounts.kes(difference))
                        : say(locale, "recon.verdict.ours-more", theirs, ours, amounts.kes(-difference));
        Paragraph said = new Paragraph(letters(verdict), HEADING);
        said.setSpacingBefore(8);
        document.add(said);
    }

    private void sums(Document document, Run run, Locale locale) {
        RunSums sums = RunSums.of(run);
        document.add(section(say(locale, "recon.sums")));
        PdfPTable table = table(SUM_WIDTHS);
        head(
                table,
                List.of(
                        say(locale, "recon.why"),
                        say(locale, "recon.items"),
                        say(locale, "recon.mpesa"),
                        say(locale, "recon.ours"),
                        say(locale, "recon.difference")));
        for (RunSums.Group group : sums.payments()) {
            sum(
                    table,
                    say(locale, "recon.outcome." + group.outcome().name()),
                    group.items(),
                    group.mpesaCents(),
                    group.ourCents(),
                    SMALL_BOLD);
            for (Run.Total total : group.rules()) {
                sum(
                        table,
                        "    " + say(locale, "recon.rule." + total.rule().name()),
                        total.items(),
                        total.mpesaCents(),
                        total.ourCents(),
                        SMALL);
            }
        }
        sum(table, say(locale, "recon.sums.all"), sums.items(), run.mpesaCents(), run.ourCents(), SMALL_BOLD);
        document.add(table);
        if (!sums.others().isEmpty()) {
            document.add(section(say(locale, "recon.others")));
            PdfPTable others = table(new float[] {70, 10, 20});
            for (Run.Total total : sums.others()) {
                others.addCell(cell(say(locale, "recon.rule." + total.rule().name()), SMALL, false));
                others.addCell(cell(count(total.items()), SMALL, true));
                others.addCell(cell(amounts.kes(total.mpesaCents()), SMALL, true));
            }
            others.addCell(cell(say(locale, "recon.others.all"), SMALL_BOLD, false));
            others.addCell(cell("", SMALL_BOLD, true));
            others.addCell(cell(amounts.kes(sums.mpesaMovedCents()), SMALL_BOLD, true));
            document.add(others);
        }
    }

    private void sum(PdfPTable table, String why, long items, long mpesaCents, long ourCents, Font font) {
        table.addCell(cell(why, font, false));
        table.addCell(cell(count(items), font, true));
        table.addCell(cell(amounts.kes(mpesaCents), font, true));
        table.addCell(cell(amounts.kes(ourCents), font, true));
        table.addCell(cell(amounts.kes(mpesaCents - ourCents), font, true));
    }

    private void items(Document document, Run run, Locale locale) {
        document.add(section(say(locale, "recon.show.open")));
        List<Item> items = reconciliation.items(run.id(), ItemFilter.notMatched(), 0, READ_AT_A_TIME);
        if (items.isEmpty()) {
            document.add(new Paragraph(letters(say(locale, "recon.items.none")), TEXT));
            return;
        }
        PdfPTable table = table(ITEM_WIDTHS);
        table.setHeaderRows(1);
        table.setComplete(false);
        head(
                table,
                List.of(
                        say(locale, "payment.receipt"),
                        say(locale, "case.side.time"),
                        say(locale, "recon.why"),
                        say(locale, "session.number"),
                        say(locale, "recon.mpesa"),
                        say(locale, "recon.ours")));
        int written = 0;
        while (!items.isEmpty() && written < MOST_ITEMS) {
            for (Item item : items) {
                row(table, item, locale);
            }
            written += items.size();
            document.add(table);
            items = reconciliation.items(
                    run.id(),
                    ItemFilter.notMatched(),
                    items.get(items.size() - 1).number(),
                    READ_AT_A_TIME);
        }
        table.setComplete(true);
        document.add(table);
        if (!items.isEmpty()) {
            document.add(new Paragraph(letters(say(locale, "recon.pdf.more", count(MOST_ITEMS))), TEXT));
        }
    }

    private void row(PdfPTable table, Item item, Locale locale) {
        String receipt = item.mpesa()
                .map(Item.MpesaSide::receipt)
                .or(() -> item.ours().flatMap(Item.OurSide::receipt))
                .orElse("–");
        String about = item.ours()
                .flatMap(Item.OurSide::booking)
                .or(() -> item.mpesa().flatMap(Item.MpesaSide::reference))
                .orElse("–");
        table.addCell(cell(receipt, SMALL, false));
        table.addCell(cell(moments.moment(item.at()), SMALL, false));
        table.addCell(cell(
                say(locale, "recon.outcome." + item.outcome().name()) + ": "
                        + say(locale, "recon.rule." + item.rule().name()),
                SMALL,
                false));
        table.addCell(cell(about, SMALL, false));
        table.addCell(cell(item.mpesa().map(side -> amounts.kes(side.cents())).orElse("–"), SMALL, true));
        table.addCell(cell(item.ours().map(side -> amounts.kes(side.cents())).orElse("–"), SMALL, true));
    }

    private static Paragraph section(String text) {
        Paragraph section = new Paragraph(letters(text), HEADING);
        section.setSpacingBefore(14);
        section.setSpacingAfter(6);
        return section;
    }

    private static PdfPTable table(float[] widths) {
        PdfPTable table = new PdfPTable(widths);
        table.setWidthPercentage(100);
        return table;
    }

    private static void head(PdfPTable table, List<String> titles) {
        for (int i = 0; i < titles.size(); i++) {
            table.addCell(cell(titles.get(i), SMALL_BOLD, i > 0 && i >= titles.size() - 2));
        }
    }

    private static PdfPCell cell(String text, Font font, boolean number) {
        PdfPCell cell = new PdfPCell(new Phrase(new Chunk(letters(text), font)));
        cell.setHorizontalAlignment(number ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT);
        cell.setBorder(Rectangle.BOTTOM);
        cell.setBorderWidth(0.3f);
        cell.setPadding(3);
        return cell;
    }

    private String say(Locale locale, String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String letters(String text) {
        return new String(text.replace('−', '-').getBytes(LETTERS), LETTERS);
    }
}
