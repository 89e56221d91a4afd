package io.github.darajasdk.therapy.reconciliation.internal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into PostgreSQL by {@code copy … from stdin (format binary)}: the quickest road there is, and one
 * without escapes.
 */
final class CopyRows {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int CHUNK = 128 * 1024;

    private final CopyIn copy;
    private final ByteArrayOutputStream chunk = new ByteArrayOutputStream(CHUNK + 4096);
    private final DataOutputStream out = new DataOutputStream(chunk);

    CopyRows(CopyIn copy) {
        this.copy = copy;
        try {
            out.write(SIGNATURE);
            out.writeInt(0);
            out.writeInt(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins a row of so many columns, whose values follow in order. */
    CopyRows row(int columns) throws SQLException {
        if (chunk.size() >= CHUNK) {
            flush();
        }
        try {
            out.writeShort(columns);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    CopyRows text(@Nullable String value) {
        try {
            if (value == null) {
                out.writeInt(-1);
            } else {
                // PostgreSQL holds no NUL.
                byte[] bytes = value.replace('\0', '?').getBytes(StandardCharsets.UTF_8);
                out.writeInt(bytes.length);
                out.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    CopyRows bigint(long value) {
        try {
            out.writeInt(8);
            out.writeLong(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    CopyRows bigint(@Nullable Long value) {
        return value == null ? text(null) : bigint(value.longValue());
    }

    /** Sends what is left, and ends the copy. */
    void end() throws SQLException {
        try {
            out.writeShort(-1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        flush();
        copy.endCopy();
    }

    private void flush() throws SQLException {
        byte[] bytes = chunk.toByteArray();
        copy.writeToCopy(bytes, 0, bytes.length);
        chunk.reset();
    }
}
