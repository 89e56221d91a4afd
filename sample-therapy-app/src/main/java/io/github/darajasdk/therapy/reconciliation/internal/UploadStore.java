package io.github.darajasdk.therapy.reconciliation.internal;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.reconciliation.StatementUpload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Uploaded files in parts. */
@Repository
class UploadStore {

    private static final int PART = 1024 * 1024;
    private static final int LONGEST_NAME = 200;

    private final JdbcClient jdbc;

    UploadStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public StatementUpload add(UUID id, String fileName, InputStream content, UserId by, Instant now)
            throws IOException {
        String name = fileName.replace('\0', '?');
        String kept = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
        jdbc.sql("insert into statement_upload values (:id, :name, 0, :by, :now)")
                .param("id", id)
                .param("name", kept)
                .param("by", by.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        long bytes = 0;
        int number = 0;
        for (byte[] part = content.readNBytes(PART); part.length > 0; part = content.readNBytes(PART)) {
            jdbc.sql("insert into statement_upload_part values (:id, :number, :content)")
                    .param("id", id)
                    .param("number", number++)
                    .param("content", part)
                    .update();
            bytes += part.length;
        }
        jdbc.sql("update statement_upload set bytes = :bytes where id = :id")
                .param("bytes", bytes)
                .param("id", id)
                .update();
        return new StatementUpload(id, kept, bytes, now);
    }

    Optional<StatementUpload> find(UUID id) {
        return jdbc.sql("select * from statement_upload where id = :id")
                .param("id", id)
                .query((row, number) -> new StatementUpload(
                        id,
                        row.getString("file_name"),
                        row.getLong("bytes"),
                        row.getObject("uploaded_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** Writes the file out again, part by part. */
    void copy(UUID id, OutputStream to) throws IOException {
        int number = 0;
        Optional<byte[]> part = part(id, number);
        while (part.isPresent()) {
            to.write(part.get());
            part = part(id, ++number);
        }
    }

    private Optional<byte[]> part(UUID id, int number) {
        return jdbc.sql("select content from statement_upload_part where upload_id = :id and number = :number")
                .param("id", id)
                .param("number", number)
                .query((row, index) -> row.getBytes(1))
                .optional();
    }

    void remove(UUID id) {
        jdbc.sql("delete from statement_upload where id = :id").param("id", id).update();
    }

    int removeOlderThan(Instant limit) {
        return jdbc.sql("delete from statement_upload where uploaded_at < :limit")
                .param("limit", limit.atOffset(ZoneOffset.UTC))
                .update();
    }
}
