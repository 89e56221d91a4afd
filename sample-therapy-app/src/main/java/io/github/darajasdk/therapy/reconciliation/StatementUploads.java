package io.github.darajasdk.therapy.reconciliation;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.reconciliation.StatementImport.BalanceBreaks;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps a statement from its upload until a person who has seen the preview says what becomes of it. Kept in the
 * database, so any instance can go on with it; removed by the import, and after a day at the latest.
 */
public interface StatementUploads {

    /**
     * Keeps a file, without holding it in memory.
     *
     * @param content read to its end, not closed
     */
    StatementUpload keep(String fileName, InputStream content, UserId by);

    Optional<StatementUpload> find(UUID upload);

    /**
     * What is recognised in an upload.
     *
     * @param rows how many rows to show, 1 to 100
     * @throws StatementRefusedException if it cannot be read
     */
    StatementPreview preview(StatementUpload upload, int rows);

    /**
     * Imports an upload and removes it.
     *
     * @throws StatementRefusedException as {@link StatementImport#importStatement}; the upload stays
     */
    StatementImported importUpload(StatementUpload upload, PaymentMode books, BalanceBreaks breaks, UserId by);

    /** Removes an upload without importing it. */
    void discard(StatementUpload upload);
}
