package io.github.darajasdk.therapy.reconciliation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.Mockito.mock;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.platform.web.Moments;
import io.github.darajasdk.therapy.reconciliation.Item;
import io.github.darajasdk.therapy.reconciliation.ItemFilter;
import io.github.darajasdk.therapy.reconciliation.MatchRule;
import io.github.darajasdk.therapy.reconciliation.Outcome;
import io.github.darajasdk.therapy.reconciliation.Period;
import io.github.darajasdk.therapy.reconciliation.Reconciliation;
import io.github.darajasdk.therapy.reconciliation.Run;
import io.github.darajasdk.therapy.reconciliation.RunId;
import io.github.darajasdk.therapy.reconciliation.RunState;
import io.github.darajasdk.therapy.reconciliation.RunTrigger;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

/** A run as files: every item once, every sum as on the page, nothing a spreadsheet would calculate. */
class ReportsTest {

    private static final Instant AT = Instant.parse("2026-11-20T07:00:00Z");

    private final ResourceBundleMessageSource messages = messages();

    @Test
    @Tag("property-40")
    @Tag("property-78")
    void everyItemIsALineWithBothAmountsAndItsReasonAndTheModeOfTheMoney() throws IOException {
        List<CsvRecord> lines = csv(items(1_000));

        assertThat(lines).hasSize(1_001);
        assertThat(lines.get(1).getFields())
                .containsExactly(
                        "7",
                        "1",
                        "TEST MODE SIMULATOR",
                        "600123",
                        "2026-11-20 10:00:00",
                        "DISCREPANCY",
                        "AMOUNT",
                        "AMOUNT_DIFFERS",
                        "Same receipt, another amount",
                        "UKK0000001",
                        "1499.50",
                        "'=HYPERLINK(\"http://evil\")",
                        "UKK0000001",
                        "1500.00",
                        "APPLIED",
                        "BK20411",
                        "-0.50");
    }

    @Property
    void whateverAPayerTypesNoCellBeginsAFormulaAndNothingIsLost(@ForAll String typed) {
        String cell = ReportCsv.text(typed);

        assertThat(cell).endsWith(typed);
        assertThat(cell.strip()).doesNotStartWith("=").doesNotStartWith("+").doesNotStartWith("@");
        assertThat(cell.strip()).doesNotStartWith("-");
        assertThat(cell).doesNotStartWith("\t").doesNotStartWith("\r").doesNotStartWith("\n");
    }

    @Test
    @Tag("property-78")
    void theDocumentHasTheSumsTheItemsUpToItsBoundAndSaysWhereTheRestIs() throws IOException {
        List<Item> items = items(ReportPdf.MOST_ITEMS + 700);

        String text = pdf(items);

        assertThat(text)
                .contains("TEST MODE", "Same receipt, another amount", "UKK0000001", "UKK000" + ReportPdf.MOST_ITEMS)
                .contains("The first 5,000 stand here")
                .doesNotContain("UKK000" + (ReportPdf.MOST_ITEMS + 1))
                .contains("M-PESA has KES 8,547,150, we have KES 8,550,000: we have KES 2,850 more.");
    }

    @Test
    void aShortDocumentClaimsNoRest() throws IOException {
        assertThat(pdf(items(2))).contains("UKK0000002").doesNotContain("stand here");
    }

    private List<CsvRecord> csv(List<Item> items) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ReportCsv(reconciliation(items), messages).write(run(items), ItemFilter.all(), Locale.ENGLISH, out);
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFF");
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(text.substring(1))) {
            return reader.stream().toList();
        }
    }

    private String pdf(List<Item> items) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ReportPdf(reconciliation(items), messages, new Amounts(), new Days(), new Moments())
                .write(run(items), Locale.ENGLISH, out);
        PdfReader reader = new PdfReader(out.toByteArray());
        PdfTextExtractor extractor = new PdfTextExtractor(reader);
        StringBuilder text = new StringBuilder();
        for (int page = 1; page <= reader.getNumberOfPages(); page++) {
            text.append(extractor.getTextFromPage(page)).append('\n');
        }
        return text.toString().replaceAll("\\s+", " ");
    }

    private static List<Item> items(int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(number -> new Item(
                        new RunId(7),
                        number,
                        MatchRule.AMOUNT_DIFFERS,
                        AT,
                        Optional.of(new Item.MpesaSide(
                                "UKK%07d".formatted(number), 149_950, Optional.of("=HYPERLINK(\"http://evil\")"))),
                        Optional.of(new Item.OurSide(
                                Optional.empty(),
                                Optional.of(new SessionId(new UUID(1, number))),
                                Optional.of("BK20411"),
                                Optional.of("UKK%07d".formatted(number)),
                                150_000,
                                "APPLIED"))))
                .toList();
    }

    private static Run run(List<Item> items) {
        long count = items.size();
        return new Run(
                new RunId(7),
                new PaymentMode(PaymentEnvironment.SIMULATOR, "600123"),
                Period.days(LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 20)),
                RunTrigger.MANUAL,
                Optional.empty(),
                AT,
                Optional.of(AT),
                RunState.FINISHED,
                new Run.Progress(count, count, Optional.of(Duration.ZERO)),
                List.of("STATEMENT"),
                List.of(
                        new Run.Total(MatchRule.AMOUNT_DIFFERS, count, count * 149_950, count * 150_000),
                        new Run.Total(MatchRule.CHARGE, 3, -1_650, 0)));
    }

    private static Reconciliation reconciliation(List<Item> items) {
        return mock(Reconciliation.class, delegatesTo(new Kept(items)));
    }

    public record Kept(List<Item> items) {

        public List<Item> items(RunId run, ItemFilter filter, long after, int limit) {
            return wanted(filter)
                    .filter(item -> item.number() > after)
                    .limit(limit)
                    .toList();
        }

        public void stream(RunId run, ItemFilter filter, Consumer<Item> to) {
            wanted(filter).forEach(to);
        }

        private Stream<Item> wanted(ItemFilter filter) {
            return items.stream()
                    .filter(item -> filter.rules().contains(item.rule()))
                    .filter(item -> item.outcome() != Outcome.NOT_A_PAYMENT);
        }
    }

    private static ResourceBundleMessageSource messages() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }
}
