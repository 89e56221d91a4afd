package io.github.darajasdk.therapy.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.therapy.payment.AttemptState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The diagram in {@code docs/payments.md} is drawn from {@link AttemptState#mayBecome}, which the database's own guard is
 * compared with elsewhere. When this test says that it is stale, run it with {@code -Ddaraja.docs.write=true}.
 */
class AttemptDiagramTest {

    private static final Path PAGE = Path.of("..", "docs", "payments.md");
    private static final String BEGIN = "<!-- drawn from AttemptState -->\n```mermaid\n";
    private static final String END = "```\n<!-- end of the drawing -->";

    /** Why an attempt goes that way; the arrows themselves come from the code. */
    private static final Map<String, String> WHY = Map.ofEntries(
            Map.entry("CREATED SENDING", "committed before the first byte"),
            Map.entry("CREATED NOT_SENT", "expired, or the session was cancelled"),
            Map.entry("CREATED UNCLEAR", "after a restore, it may have been sent since"),
            Map.entry("QUEUED UNCLEAR", "after a restore, it may have been sent since"),
            Map.entry("QUEUED SENDING", "again after 30 s"),
            Map.entry("QUEUED NOT_SENT", "cancelled, or 5 min have passed"),
            Map.entry("SENDING PROMPTED", "accepted"),
            Map.entry("SENDING UNCLEAR", "no usable answer, or the sender died"),
            Map.entry("SENDING QUEUED", "provably not taken"),
            Map.entry("SENDING NOT_SENT", "provably not taken, and too late"),
            Map.entry("SENDING FAILED", "refused"),
            Map.entry("UNCLEAR PROMPTED", "its prompt became known"),
            Map.entry("UNCLEAR TIMED_OUT", "120 s"),
            Map.entry("UNCLEAR FAILED", "a final code for its prompt"),
            Map.entry("PROMPTED TIMED_OUT", "120 s without a final answer"),
            Map.entry("PROMPTED FAILED", "a final code, or a soft one confirmed by a query"),
            Map.entry("TIMED_OUT FAILED", "a final code at last"),
            Map.entry("TIMED_OUT ABANDONED", "every source was asked, and a person gave it up"),
            Map.entry("PAID REVERSED", "the money went back"),
            Map.entry("PAID FAILED", "only without a receipt: a person found no payment in M-PESA's record"));

    @Test
    void theDiagramShowsTheArrowsOfTheCode() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END, begin);
        assertThat(begin)
                .as("%s has the marks of the drawing", PAGE)
                .isPositive()
                .isLessThan(end);
        String fresh = page.substring(0, begin + BEGIN.length()) + draw() + page.substring(end);
        if (Boolean.getBoolean("daraja.docs.write")) {
            Files.writeString(PAGE, fresh);
        }
        assertThat(PAGE)
                .as("stale: run -Dtest=AttemptDiagramTest -Ddaraja.docs.write=true")
                .hasContent(fresh);
    }

    @Test
    void everyReasonBelongsToAnArrow() {
        Set<String> arrows = new HashSet<>();
        for (AttemptState from : AttemptState.values()) {
            for (AttemptState to : AttemptState.values()) {
                if (from.mayBecome(to, true)) {
                    arrows.add(from + " " + to);
                }
            }
        }
        assertThat(arrows).containsAll(WHY.keySet());
    }

    /** Success leads from everywhere to PAID; drawn, it would hide the rest. */
    private static String draw() {
        StringBuilder drawing = new StringBuilder("stateDiagram-v2\n    [*] --> CREATED: asked for by the payer\n");
        for (AttemptState from : AttemptState.values()) {
            for (AttemptState to : AttemptState.values()) {
                if (to != AttemptState.PAID && from.mayBecome(to, true)) {
                    String why = WHY.get(from + " " + to);
                    drawing.append("    ").append(from).append(" --> ").append(to);
                    drawing.append(why == null ? "\n" : ": " + why + "\n");
                }
            }
        }
        long toPaid = Set.of(AttemptState.values()).stream()
                .filter(state -> state.mayBecome(AttemptState.PAID))
                .count();
        drawing.append("    note right of PAID: reached from ").append(toPaid).append(" states, by success alone\n");
        return drawing.toString();
    }
}
