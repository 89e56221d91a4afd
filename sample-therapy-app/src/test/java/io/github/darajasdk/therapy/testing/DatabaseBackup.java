package io.github.darajasdk.therapy.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * A backup of every row of a database as of one moment, taken while the application is at work, and put back later: what
 * {@code pg_dump --data-only} and {@code pg_restore} do, without needing them.
 */
public final class DatabaseBackup {

    private final DataSource database;
    private final Map<String, byte[]> rows = new LinkedHashMap<>();
    private final Map<String, Long> sequences = new LinkedHashMap<>();

    private DatabaseBackup(DataSource database) {
        this.database = database;
    }

    public static DatabaseBackup of(DataSource database) {
        DatabaseBackup backup = new DatabaseBackup(database);
        backup.inOneTransaction(backup::read);
        return backup;
    }

    /** Everything since the backup is gone afterwards, numbers already given included. */
    public void restore() {
        inOneTransaction(this::write);
    }

    private void read(Connection connection) throws SQLException, IOException {
        execute(connection, "set transaction isolation level repeatable read");
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        for (String table : names(connection, "select tablename from pg_tables where schemaname = 'public'")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            copy.copyOut("copy " + table + " to stdout (format binary)", out);
            rows.put(table, out.toByteArray());
        }
        for (String sequence : names(
                connection,
                "select sequencename from pg_sequences where schemaname = 'public' and last_value is not null")) {
            sequences.put(
                    sequence,
                    Long.parseLong(names(connection, "select last_value from " + sequence)
                            .get(0)));
        }
    }

    private void write(Connection connection) throws SQLException, IOException {
        // No trigger and no foreign key looks on, as with pg_restore --disable-triggers.
        execute(connection, "set local session_replication_role = replica");
        execute(connection, "truncate " + String.join(", ", rows.keySet()) + " restart identity");
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        for (Map.Entry<String, byte[]> table : rows.entrySet()) {
            copy.copyIn(
                    "copy " + table.getKey() + " from stdin (format binary)",
                    new ByteArrayInputStream(table.getValue()));
        }
        for (Map.Entry<String, Long> sequence : sequences.entrySet()) {
            execute(connection, "select setval('" + sequence.getKey() + "', " + sequence.getValue() + ")");
        }
    }

    private interface Work {

        void on(Connection connection) throws SQLException, IOException;
    }

    private void inOneTransaction(Work work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                work.on(connection);
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database refused", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(Connection connection, String sql) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                names.add(found.getString(1));
            }
        }
        return names;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
