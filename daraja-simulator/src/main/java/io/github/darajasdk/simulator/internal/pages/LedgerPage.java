package io.github.darajasdk.simulator.internal.pages;

import io.github.darajasdk.simulator.LedgerEntry;
import io.github.darajasdk.simulator.Organisation;
import io.github.darajasdk.simulator.internal.http.Reply;
import io.github.darajasdk.simulator.internal.world.Simulated;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code /ledger}: what really happened to the money. */
final class LedgerPage {

    private static final int SHOWN = 200;

    private final Simulated simulator;

    LedgerPage(Simulated simulator) {
        this.simulator = simulator;
    }

    Reply show() {
        List<LedgerEntry> entries = simulator.ledger().entries();
        Map<String, Long> balances = new TreeMap<>(simulator.ledger().balances());
        long sum = balances.values().stream().mapToLong(Long::longValue).sum();

        Html html = new Html()
                .raw("<h1>Ledger</h1><p>Every movement of the simulated money, newest first. ")
                .raw("All accounts together: <strong id=\"ledger-sum\">")
                .text("KES " + Words.cents(sum))
                .raw("</strong>, as it must be.</p>");
        html.raw("<div id=\"ledger-live\" data-live>");
        entries(html, entries);
        html.raw(
                        "<h2>Accounts</h2><table class=\"cards\"><thead><tr><th>Account</th><th class=\"number\">KES</th></tr>")
                .raw("</thead><tbody>");
        balances.forEach((account, cents) -> html.raw("<tr><td data-label=\"Account\">")
                .text(account)
                .raw("</td><td class=\"number\" data-label=\"KES\">")
                .text(Words.cents(cents))
                .raw("</td></tr>"));
        html.raw("</tbody></table></div><h2>Statements</h2><ul class=\"steps\">");
        for (Organisation organisation : simulator.organisations()) {
            html.raw("<li>").text(organisation.name()).raw(": ");
            statement(html, organisation, "paybill");
            html.raw(", ");
            statement(html, organisation, "till");
            html.raw("</li>");
        }
        html.raw("</ul>");
        return Layout.page("/ledger", "Ledger", Layout.REFRESH, html.toString());
    }

    private static void statement(Html html, Organisation organisation, String form) {
        html.raw("<a href=\"/simulator/statement/")
                .text(organisation.shortCode())
                .raw("?form=" + form + "\">CSV as for a " + form + "</a>");
    }

    private static String accounts(LedgerEntry entry, boolean credited) {
        return entry.postings().stream()
                .filter(posting -> posting.cents() > 0 == credited)
                .map(LedgerEntry.Posting::account)
                .collect(Collectors.joining(", "));
    }

    private static void entries(Html html, List<LedgerEntry> entries) {
        html.raw("<table id=\"ledger\" class=\"cards\"><thead><tr><th>Receipt</th><th>When</th><th>What</th>")
                .raw("<th class=\"number\">KES</th></tr></thead><tbody>");
        for (int i = entries.size() - 1; i >= Math.max(0, entries.size() - SHOWN); i--) {
            LedgerEntry entry = entries.get(i);
            long moved = entry.postings().stream()
                    .mapToLong(LedgerEntry.Posting::cents)
                    .filter(cents -> cents > 0)
                    .sum();
            boolean lowered = entry.kind().equals("Balance set")
                    && entry.postings().get(0).cents() < 0;
            html.raw("<tr id=\"")
                    .text(entry.receipt())
                    .raw("\"><td data-label=\"Receipt\"><code>")
                    .text(entry.receipt())
                    .raw("</code></td><td data-label=\"When\">")
                    .text(Words.moment(entry.at()))
                    .raw("</td><td data-label=\"What\"><span><strong>")
                    .text(entry.kind())
                    .raw("</strong><br>")
                    .text(entry.details())
                    .raw("<br><span class=\"hint-line\">")
                    .text(accounts(entry, false) + " → " + accounts(entry, true))
                    .raw("</span></span></td><td class=\"number\" data-label=\"KES\">")
                    .text(lowered ? "−" + Words.cents(moved) : Words.cents(moved))
                    .raw("</td></tr>");
        }
        html.raw("</tbody></table>");
        if (entries.size() > SHOWN) {
            html.raw("<p>The latest ")
                    .text(SHOWN)
                    .raw(" of ")
                    .text(entries.size())
                    .raw(" entries.</p>");
        }
    }
}
