package io.github.darajasdk.therapy.reconciliation.internal;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The columns of a statement that mean something to us, by the names they have been seen under. */
enum StatementColumn {
    RECEIPT("Receipt No.", true, "Receipt No", "Receipt Number", "Receipt", "Transaction ID"),
    COMPLETED_AT("Completion Time", true, "Completed Time", "Completion Date", "Transaction Date"),
    DETAILS("Details", false, "Description"),
    STATUS("Transaction Status", true, "Status"),
    PAID_IN("Paid In", true, "Amount Paid In", "Credit"),
    WITHDRAWN("Withdrawn", true, "Withdrawal", "Paid Out", "Debit"),
    BALANCE("Balance", false, "Account Balance"),
    REASON("Reason Type", true, "Transaction Type", "Type"),
    PARTY("Other Party Info", false, "Other Party", "Opposite Party"),
    LINKED("Linked Transaction ID", false, "Linked Transaction"),
    ACCOUNT("A/C No.", false, "A/C No", "Account No.", "Account Number", "Bill Reference");

    private final String title;
    private final boolean needed;
    /** Each name's letters between bars. */
    private final String names;

    StatementColumn(String title, boolean needed, String... others) {
        this.title = title;
        this.needed = needed;
        this.names = Stream.concat(Stream.of(title), Stream.of(others))
                .map(StatementColumn::letters)
                .collect(Collectors.joining("|", "|", "|"));
    }

    /** The portal's own name of it. */
    String title() {
        return title;
    }

    /** Whether a file without it cannot be imported. */
    boolean isNeeded() {
        return needed;
    }

    static Optional<StatementColumn> named(String text) {
        String letters = letters(text);
        if (letters.isEmpty()) {
            return Optional.empty();
        }
        String wanted = "|" + letters + "|";
        for (StatementColumn column : values()) {
            if (column.names.contains(wanted)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    /** Files differ in case, blanks and dots. */
    static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }
}
