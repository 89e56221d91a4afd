package io.github.darajasdk.therapy.chaos;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** All that the application has on record about what a {@link Violation} names: what somebody needs to find the cause. */
final class CaseFile {

    private static final String ATTEMPTS = """
            (select a.id from payment_attempt a left join mpesa_receipt r on r.attempt_id = a.id
             where a.id::text = k.key or a.session_id::text = k.key or r.receipt = k.key)""";

    private static final List<String> QUERIES = List.of(
            "select 'attempt', t.* from payment_attempt t, k where t.id in " + ATTEMPTS,
            "select 'evidence', t.id, source, meaning, checkout_request_id, result_code, receipt, amount_kes, received_at,"
                    + " disposition, note, tries from payment_evidence t, k"
                    + " where t.attempt_id in " + ATTEMPTS + " or t.receipt = k.key order by received_at",
            "select 'moved', attempt_id, from_state, to_state, evidence_id, reason, at from payment_transition t, k"
                    + " where t.attempt_id in " + ATTEMPTS + " order by t.id",
            "select 'receipt', t.* from mpesa_receipt t, k where t.attempt_id in " + ATTEMPTS + " or t.receipt = k.key",
            "select 'case', t.* from payment_exception t, k where t.attempt_id in " + ATTEMPTS
                    + " or t.receipt = k.key",
            "select 'refund', t.* from refund t, k where t.receipt = k.key or t.id::text = k.key",
            "select 'refund moved', t.* from refund_transition t join refund f on f.id = t.refund_id, k"
                    + " where f.receipt = k.key or f.id::text = k.key order by t.id",
            "select 'job', task_name, task_instance, execution_time, picked, picked_by, last_heartbeat,"
                    + " consecutive_failures from scheduled_tasks t, k"
                    + " where exists (select from payment_attempt a where a.id in " + ATTEMPTS
                    + " and position(a.id::text in t.task_instance) > 0)");

    private CaseFile() {}

    /** Reads it; says so if it could not be read. */
    static String read(DataSource database, Violation violation) {
        StringBuilder file = new StringBuilder(violation.toString());
        try (Connection connection = database.getConnection()) {
            for (String query : QUERIES) {
                try (PreparedStatement statement =
                        connection.prepareStatement("with k as (select ?::text as key) " + query)) {
                    statement.setString(1, violation.key());
                    append(file, statement.executeQuery());
                }
            }
        } catch (SQLException e) {
            file.append("\n  could not be looked up: ").append(e.getMessage());
        }
        return file.toString();
    }

    private static void append(StringBuilder file, ResultSet rows) throws SQLException {
        while (rows.next()) {
            file.append("\n  ").append(rows.getString(1)).append(':');
            for (int i = 2; i <= rows.getMetaData().getColumnCount(); i++) {
                if (rows.getString(i) != null) {
                    file.append(' ')
                            .append(rows.getMetaData().getColumnName(i))
                            .append('=')
                            .append(rows.getString(i));
                }
            }
        }
    }
}
