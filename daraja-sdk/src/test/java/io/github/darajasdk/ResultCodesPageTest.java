package io.github.darajasdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/result-codes.md} is rendered from the catalogue. When this test says that it is stale, run it with
 * {@code -Ddaraja.docs.write=true} and commit the page.
 */
class ResultCodesPageTest {

    private static final Path PAGE = Path.of("..", "docs", "result-codes.md");

    @Test
    void thePageSaysWhatTheCatalogueSays() throws IOException {
        String page = render();
        if (Boolean.getBoolean("daraja.docs.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE)
                .as("stale: run -Dtest=ResultCodesPageTest -Ddaraja.docs.write=true")
                .hasContent(page);
    }

    private static String render() {
        StringBuilder page = new StringBuilder();
        page.append("# Result codes\n\n");
        page.append("Rendered from `result-codes.properties` of the SDK; edit that file, not this page.\n\n");
        page.append(
                "A code says something only within its product. *Final*: the end, nothing will change any more. *Soft*: most"
                        + " likely the end, but\na late success has been seen; ask once more before closing. *Not final*: still under way or"
                        + " unclear. Whatever is not listed here proves\nnothing: the SDK keeps the code, calls the payment unresolved, and"
                        + " the payment stays open.\n\n");
        page.append(
                "*Evidence* is high when the code was captured from M-PESA or confirmed by several independent sources,"
                        + " medium when it is documented\nor told by several, low when it rests on one source.\n");
        for (ResultChannel channel : ResultChannel.values()) {
            section(page, channel);
        }
        return page.toString();
    }

    private static void section(StringBuilder page, ResultChannel channel) {
        page.append("\n## ").append(title(channel)).append("\n\n");
        page.append("| Code | Meaning | Kind | End | New request | Evidence |\n|---|---|---|---|---|---|\n");
        for (ResultCodeTable.Entry entry : sorted(channel)) {
            page.append("| `").append(entry.code()).append("` | ");
            page.append(cell(entry.meaning())).append(" | ");
            page.append(words(entry.category())).append(" | ");
            page.append(words(entry.finality())).append(" | ");
            page.append(rule(entry.retryRule())).append(" | ");
            page.append(words(entry.evidence())).append(" |\n");
        }
        page.append("\nWhat the customer is told:\n\n| Code | English | Kiswahili |\n|---|---|---|\n");
        for (ResultCodeTable.Entry entry : sorted(channel)) {
            page.append("| `").append(entry.code()).append("` | ");
            page.append(cell(entry.english())).append(" | ");
            page.append(cell(entry.swahili())).append(" |\n");
        }
    }

    /** By number, then the codes that are none. */
    private static List<ResultCodeTable.Entry> sorted(ResultChannel channel) {
        return ResultCodeTable.standard().entries(channel).stream()
                .sorted(Comparator.comparing(
                                (ResultCodeTable.Entry entry) -> entry.code().length())
                        .thenComparing(ResultCodeTable.Entry::code))
                .toList();
    }

    private static String title(ResultChannel channel) {
        return switch (channel) {
            case STK -> "STK Push (callback and query)";
            case B2C -> "Payout to a customer (B2C, Pochi)";
            case B2B -> "Payment to a business (B2B, top-up, tax)";
            case REVERSAL -> "Reversal";
            case STATUS -> "Transaction status query";
            case BALANCE -> "Balance query";
            case B2B_EXPRESS -> "Till prompt (B2B express)";
            case STANDING_ORDER -> "Standing order (Ratiba)";
        };
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String rule(RetryRule rule) {
        return switch (rule.kind()) {
            case NOW -> "at once";
            case AFTER -> "after " + spelt(rule.delay());
            case OTHER_AMOUNT -> "with another amount";
            case NEVER -> "no";
        };
    }

    private static String spelt(Duration delay) {
        if (delay.toHours() > 0) {
            return delay.toHours() + " h";
        }
        return delay.toMinutes() + " min" + (delay.toSecondsPart() == 0 ? "" : " " + delay.toSecondsPart() + " s");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
