package io.github.darajasdk.therapy.reconciliation.internal;

import io.github.darajasdk.therapy.reconciliation.MpesaRecord;
import io.github.darajasdk.therapy.reconciliation.MpesaRecords;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads single records for people. */
@Repository
class RecordLookup implements MpesaRecords {

    private static final List<String> CHANNELS = List.of("STATEMENT", "PULL", "STATUS_RESULT", "C2B");

    private final JdbcClient jdbc;

    RecordLookup(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<MpesaRecord> of(PaymentEnvironment environment, String receipt) {
        return jdbc.sql("""
            select r.*, r.in_status as in_status_result, i.file_name
            from mpesa_record r left join statement_import i on i.id = r.import_id
            where r.environment = :environment and r.receipt = :receipt
            union
            select r.*, r.in_status, i.file_name
            from mpesa_record r left join statement_import i on i.id = r.import_id
            where r.environment = :environment and r.original_receipt = :receipt and r.kind = 'REVERSAL'
            order by completed_at, kind desc\
            """)
                .param("environment", environment.name())
                .param("receipt", receipt)
                .query((row, number) -> record(row, environment))
                .list();
    }

    private MpesaRecord record(ResultSet row, PaymentEnvironment environment) throws SQLException {
        List<String> channels = new ArrayList<>();
        for (String channel : CHANNELS) {
            if (row.getBoolean("in_" + channel)) {
                channels.add(channel);
            }
        }
        String file = row.getString("file_name");
        String receipt = row.getString("receipt");
        String kind = row.getString("kind");
        return new MpesaRecord(
                receipt,
                kind,
                row.getString("status"),
                row.getLong("cents"),
                row.getObject("completed_at", OffsetDateTime.class).toInstant(),
                ShownPhone.of(row.getString("phone")),
                Optional.ofNullable(row.getString("bill_reference")),
                Optional.ofNullable(row.getString("original_receipt")),
                channels,
                file == null ? Optional.empty() : Optional.of(new MpesaRecord.StatementLine(file, row.getLong("line"))),
                row.getBoolean("disputed") ? disputes(environment, receipt, kind) : List.of());
    }

    private List<MpesaRecord.Dispute> disputes(PaymentEnvironment environment, String receipt, String kind) {
        return jdbc.sql("""
            select source, cents, told_at from mpesa_record_dispute
            where environment = :environment and receipt = :receipt and kind = :kind order by told_at, source\
            """)
                .param("environment", environment.name())
                .param("receipt", receipt)
                .param("kind", kind)
                .query((row, number) -> new MpesaRecord.Dispute(
                        row.getString("source"),
                        row.getLong("cents"),
                        row.getObject("told_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
