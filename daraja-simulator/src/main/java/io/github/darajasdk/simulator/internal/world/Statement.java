package io.github.darajasdk.simulator.internal.world;

import io.github.darajasdk.simulator.LedgerEntry;
import io.github.darajasdk.simulator.LedgerEntry.Posting;
import io.github.darajasdk.simulator.StatementForm;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The statement that the organisation portal exports: newest first, charges as rows of their own with the receipt of the
 * payment. Made from the ledger, so the two always agree. Called with the world's lock held.
 */
final class Statement {

    private static final List<String> COLUMNS = List.of(
            "Receipt No.",
            "Completion Time",
            "Initiation Time",
            "Details",
            "Transaction Status",
            "Paid In",
            "Withdrawn",
            "Balance",
            "Balance Confirmed",
            "Reason Type",
            "Other Party Info",
            "Linked Transaction ID",
            "A/C No.");

    private final World world;
    private final OrganisationState organisation;
    private final StatementForm form;
    private final DateTimeFormatter times;

    Statement(World world, OrganisationState organisation, StatementForm form) {
        this.world = world;
        this.organisation = organisation;
        this.form = form;
        this.times = DateTimeFormatter.ofPattern(
                form == StatementForm.PAYBILL ? "dd-MM-uuuu HH:mm:ss" : "uuuu-MM-dd HH:mm:ss");
    }

    String csv(Instant from, Instant to) {
        List<String> lines = new ArrayList<>();
        if (form == StatementForm.PAYBILL) {
            lines.addAll(preamble(from, to));
        }
        int width = form == StatementForm.PAYBILL ? COLUMNS.size() : COLUMNS.size() - 1;
        lines.add(String.join(",", COLUMNS.subList(0, width)));
        long in = 0;
        long out = 0;
        for (Row row : rows(from, to)) {
            lines.add(line(cells(row).subList(0, width)));
            in += Math.max(row.cents(), 0);
            out += Math.max(-row.cents(), 0);
        }
        if (form == StatementForm.TILL) {
            lines.add(line(
                    List.of("Total", "", "", "", "", Amounts.grouped(in), Amounts.grouped(out), "", "", "", "", "")));
        }
        return String.join("\n", lines) + "\n";
    }

    /** One movement on the account. */
    private record Row(LedgerEntry entry, long cents, long balance, boolean charge) {}

    private List<Row> rows(Instant from, Instant to) {
        String account = organisation.collectionAccount();
        List<Row> rows = new ArrayList<>();
        long balance = 0;
        for (LedgerEntry entry : world.book().entries()) {
            boolean first = true;
            for (Posting posting : entry.postings()) {
                if (posting.account().equals(account)) {
                    balance += posting.cents();
                    if (!entry.at().isBefore(from) && entry.at().isBefore(to)) {
                        rows.add(new Row(entry, posting.cents(), balance, !first));
                    }
                    first = false;
                }
            }
        }
        Collections.reverse(rows);
        return rows;
    }

    private List<String> cells(Row row) {
        LedgerEntry entry = row.entry();
        Optional<Transaction> transaction = world.transactions().byReceipt(entry.receipt());
        String reason = row.charge() ? "Pay Bill Charge" : entry.kind();
        String initiated = times.format(
                EastAfricaTime.at(transaction.map(Transaction::initiatedAt).orElse(entry.at())));
        return List.of(
                entry.receipt(),
                times.format(EastAfricaTime.at(entry.at())),
                initiated,
                row.charge() ? reason : entry.details(),
                "Completed",
                paidIn(row.cents()),
                withdrawn(row.cents()),
                Amounts.grouped(row.balance()),
                "true",
                reason,
                row.charge() ? organisation.party() : otherParty(transaction),
                entry.linkedReceipt() == null ? "" : entry.linkedReceipt(),
                row.charge() ? "" : transaction.map(Transaction::account).orElse(""));
    }

    private String paidIn(long cents) {
        return cents > 0 ? Amounts.grouped(cents) : empty();
    }

    private String withdrawn(long cents) {
        if (cents >= 0) {
            return empty();
        }
        return Amounts.grouped(form == StatementForm.PAYBILL ? cents : -cents);
    }

    private String empty() {
        return form == StatementForm.PAYBILL ? "" : "0.00";
    }

    private String otherParty(Optional<Transaction> transaction) {
        if (transaction.isEmpty()) {
            return "";
        }
        String msisdn = transaction.get().msisdn();
        String party = organisation.party().equals(transaction.get().creditParty())
                ? transaction.get().debitParty()
                : transaction.get().creditParty();
        return msisdn == null ? party : party.replace(msisdn, Masks.middle(msisdn));
    }

    private List<String> preamble(Instant from, Instant to) {
        String period = "From " + times.format(EastAfricaTime.at(from)) + " to "
                + times.format(EastAfricaTime.at(to.minusSeconds(1)));
        List<String> lines = new ArrayList<>();
        for (List<String> pair : List.of(
                List.of("Organization Name", organisation.name().toUpperCase(Locale.ROOT)),
                List.of("Short Code", organisation.payableNumber()),
                List.of("Account", organisation.tillNumber().isPresent() ? "Merchant Account" : "Utility Account"),
                List.of("Time Period", period),
                List.of("Operator", "simulator"))) {
            lines.add(line(pair) + ",".repeat(COLUMNS.size() - 2));
        }
        return lines;
    }

    private static String line(List<String> cells) {
        return cells.stream().map(Statement::quoted).collect(Collectors.joining(","));
    }

    private static String quoted(String cell) {
        boolean needed = cell.contains(",") || cell.contains("\"") || cell.contains("\n");
        return needed ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
