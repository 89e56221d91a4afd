package io.github.darajasdk.therapy.reconciliation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was recognised in a file, before anything is imported.
 *
 * @param format {@code CSV} or {@code XLSX}
 * @param headerLine line of the column names, counted from 1
 * @param preamble what stands before them, by name, for example {@code Short Code}
 * @param columns the name we know a column by, and the name it has in the file
 * @param ignoredColumns names of columns that we have no use for
 * @param rows the first rows, as they would be imported
 */
public record StatementPreview(
        String format,
        long headerLine,
        Map<String, String> preamble,
        Map<String, String> columns,
        List<String> ignoredColumns,
        List<Row> rows) {

    /**
     * One row as it was understood.
     *
     * @param kind {@code PAYMENT_IN}, {@code REVERSAL}, {@code CHARGE}, {@code OTHER_IN}, {@code OTHER_OUT}
     * @param status {@code COMPLETED}, {@code FAILED}, {@code PENDING}
     * @param cents hundredths of a shilling, negative where money left
     * @param phone as far as the file shows it
     */
    public record Row(
            long line,
            String receipt,
            Instant completedAt,
            String kind,
            String status,
            long cents,
            Optional<String> phone,
            Optional<String> reference,
            Optional<String> originalReceipt) {}
}
