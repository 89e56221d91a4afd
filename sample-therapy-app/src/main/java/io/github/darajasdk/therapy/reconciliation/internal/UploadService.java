package io.github.darajasdk.therapy.reconciliation.internal;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.platform.Ids;
import io.github.darajasdk.therapy.reconciliation.StatementFile;
import io.github.darajasdk.therapy.reconciliation.StatementImport;
import io.github.darajasdk.therapy.reconciliation.StatementImport.BalanceBreaks;
import io.github.darajasdk.therapy.reconciliation.StatementImported;
import io.github.darajasdk.therapy.reconciliation.StatementPreview;
import io.github.darajasdk.therapy.reconciliation.StatementUpload;
import io.github.darajasdk.therapy.reconciliation.StatementUploads;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Behind {@link StatementUploads}: a file of this machine exists only while one question about it is answered. */
@Service
class UploadService implements StatementUploads {

    static final Duration KEPT = Duration.ofDays(1);

    private final UploadStore uploads;
    private final StatementImport statements;
    private final Ids ids;
    private final Clock clock;

    UploadService(UploadStore uploads, StatementImport statements, Ids ids, Clock clock) {
        this.uploads = uploads;
        this.statements = statements;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    @Transactional
    public StatementUpload keep(String fileName, InputStream content, UserId by) {
        try {
            return uploads.add(ids.next(), fileName, content, by, clock.instant());
        } catch (IOException e) {
            throw new UncheckedIOException("the upload broke off", e);
        }
    }

    @Override
    public Optional<StatementUpload> find(UUID upload) {
        return uploads.find(upload);
    }

    @Override
    public StatementPreview preview(StatementUpload upload, int rows) {
        return withFile(upload, file -> statements.preview(file, rows));
    }

    @Override
    public StatementImported importUpload(StatementUpload upload, PaymentMode books, BalanceBreaks breaks, UserId by) {
        StatementImported imported = withFile(upload, file -> statements.importStatement(books, file, breaks, by));
        uploads.remove(upload.id());
        return imported;
    }

    @Override
    public void discard(StatementUpload upload) {
        uploads.remove(upload.id());
    }

    /** Removes what nobody came back for. */
    void clean() {
        uploads.removeOlderThan(clock.instant().minus(KEPT));
    }

    private <T> T withFile(StatementUpload upload, Function<StatementFile, T> question) {
        try {
            Path path = Files.createTempFile("statement", ".upload");
            try {
                try (OutputStream out = Files.newOutputStream(path)) {
                    uploads.copy(upload.id(), out);
                }
                return question.apply(new StatementFile(upload.fileName(), path));
            } finally {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the statement cannot be laid down on this machine", e);
        }
    }
}
