package io.github.darajasdk.therapy.reconciliation;

/**
 * What an import did.
 *
 * @param importId names the import
 * @param alreadyKnown this very file had been imported before, and nothing was changed
 * @param period the time that the statement speaks about
 * @param rowsRead rows that are movements of money or tried to be
 * @param rowsNew movements that were not on record
 * @param rowsKnown movements that were, by this or another channel
 * @param rowsSkipped rows that are no movements: totals, blank ones
 * @param disputes movements of which another channel had told a different amount
 * @param balanceBreaks places where the balance does not follow from the row before: rows are missing or were edited
 */
public record StatementImported(
        long importId,
        boolean alreadyKnown,
        Period period,
        long rowsRead,
        long rowsNew,
        long rowsKnown,
        long rowsSkipped,
        long disputes,
        long balanceBreaks) {}
