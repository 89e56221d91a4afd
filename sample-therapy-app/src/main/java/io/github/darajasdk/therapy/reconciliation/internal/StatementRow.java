package io.github.darajasdk.therapy.reconciliation.internal;

import org.jspecify.annotations.Nullable;

/**
 * One row of a statement, understood.
 *
 * @param line where it stands in the file, counted from 1
 * @param cents hundredths of a shilling, negative where money left
 * @param completedAt seconds since 1970
 * @param phone as far as the file shows it
 * @param reference in capitals and without blanks
 * @param booking what the reference names, if it has the form of a booking number
 * @param balance hundredths of a shilling after this row
 */
record StatementRow(
        long line,
        String receipt,
        RecordKind kind,
        RecordStatus status,
        long cents,
        long completedAt,
        @Nullable String phone,
        @Nullable String reference,
        @Nullable String booking,
        @Nullable String originalReceipt,
        @Nullable Long balance) {}
