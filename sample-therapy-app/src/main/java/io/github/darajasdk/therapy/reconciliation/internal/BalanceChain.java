package io.github.darajasdk.therapy.reconciliation.internal;

import org.jspecify.annotations.Nullable;

/**
 * Follows the balance from row to row. Each completed movement must lead from one balance to the next; where it does
 * not, rows are missing, were added or were edited. Statements come newest first or oldest first; the order that breaks
 * less is the file's.
 */
final class BalanceChain {

    private @Nullable Long balance;
    private long cents;
    private final Breaks newestFirst = new Breaks();
    private final Breaks oldestFirst = new Breaks();

    void follow(StatementRow row) {
        Long here = row.balance();
        if (row.status() != RecordStatus.COMPLETED || here == null) {
            return;
        }
        if (balance != null) {
            newestFirst.note(balance - cents == here, row.line());
            oldestFirst.note(balance + row.cents() == here, row.line());
        }
        balance = here;
        cents = row.cents();
    }

    long breaks() {
        return better().count;
    }

    /** Line of the first row that does not follow; 0 if all do. */
    long firstBreak() {
        return better().first;
    }

    private Breaks better() {
        return newestFirst.count <= oldestFirst.count ? newestFirst : oldestFirst;
    }

    private static final class Breaks {

        private long count;
        private long first;

        void note(boolean follows, long line) {
            if (!follows) {
                count++;
                first = first == 0 ? line : first;
            }
        }
    }
}
