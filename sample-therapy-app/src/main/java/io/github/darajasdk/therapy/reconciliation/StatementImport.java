package io.github.darajasdk.therapy.reconciliation;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.util.List;

/**
 * Takes in statements that the M-PESA organisation portal exports, CSV or XLSX. Columns are found by name, in any
 * order. A file is imported as a whole or not at all; importing it again changes nothing, and neither does a file that
 * overlaps with another.
 */
public interface StatementImport {

    /**
     * Reads the beginning of a file and says what was recognised. Changes nothing.
     *
     * @param rows how many rows to show, 1 to 100
     * @throws StatementRefusedException if the file cannot be read; it names the missing column or the line
     */
    StatementPreview preview(StatementFile file, int rows);

    /**
     * Imports a file. Rows that say something new about payments of ours are reported to the payments right after.
     *
     * @param books whose statement it is
     * @param breaks what to do when the balances do not chain
     * @throws StatementRefusedException if it cannot be read, or is the statement of another short code; nothing was
     *     imported
     */
    StatementImported importStatement(PaymentMode books, StatementFile file, BalanceBreaks breaks, UserId by);

    /**
     * Statements that were imported, the newest first.
     *
     * @param limit 1 to 100
     */
    List<ImportedStatement> imports(PaymentMode books, int limit);

    /** What to do with a statement whose balances do not follow from row to row. */
    enum BalanceBreaks {
        /** Import nothing: rows may be missing. */
        REFUSE,
        /** Import, and note how many there are; for exports that are filtered or sorted on purpose. */
        NOTE
    }
}
