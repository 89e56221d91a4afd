package io.github.darajasdk.therapy.reconciliation.internal;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.reconciliation.ImportedStatement;
import io.github.darajasdk.therapy.reconciliation.Period;
import io.github.darajasdk.therapy.reconciliation.StatementImported;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.TransactionStatus;

/**
 * M-PESA's records, one row per movement, whatever channels told of it. What a later channel adds is filled in; what it
 * tells differently is kept beside as a dispute. Whatever order the channels come in, the same rows stand there.
 */
@Repository
class RecordStore {

    private static final String STAGED = """
        insert into mpesa_record (receipt, kind, environment, merchant, status, cents, completed_at, phone,
                                  bill_reference, session_id, original_receipt, in_statement, import_id, line)
        select t.receipt, t.kind, :environment, :merchant, t.status, t.cents, to_timestamp(t.completed_at), t.phone,
               t.bill_reference, s.id, t.original_receipt, true, :import, t.line
        from staged_statement t
            left join therapy_session s on s.booking_number = t.booking
                and s.environment = :environment and s.merchant = :merchant
        """;

    /** Takes half the time of one that is ready for conflicts at every row; the order spares the index. */
    private static final String INSERT_UNKNOWN = STAGED + """
        where not exists (select from mpesa_record r
                          where r.receipt = t.receipt and r.kind = t.kind and r.environment = :environment)
        order by t.completed_at\
        """;

    private static final String INSERT_BESIDE_OTHERS = STAGED + "on conflict do nothing";

    /**
     * Charges of one movement that have a row each: on record is their sum. The same row twice has the same balance, and
     * is one.
     */
    private static final String CHARGES_IN_PARTS = """
        create temp table charge_in_parts on commit drop as
        select receipt, min(line) as line, sum(cents)::bigint as cents, sum(rows)::bigint - 1 as more
        from (select receipt, cents, balance, min(line) as line, count(*) as rows
              from staged_statement where kind = 'CHARGE' and status = 'COMPLETED'
              group by receipt, cents, balance, case when balance is null then line end) parts
        group by receipt having sum(rows) > 1\
        """;

    private static final List<String> ADD_UP_CHARGES = List.of("""
        delete from staged_statement t using charge_in_parts c
        where t.receipt = c.receipt and t.kind = 'CHARGE' and t.status = 'COMPLETED' and t.line <> c.line\
        """, """
        update staged_statement t set cents = c.cents from charge_in_parts c
        where t.receipt = c.receipt and t.kind = 'CHARGE' and t.status = 'COMPLETED'\
        """);

    /** Late truth wins, as among the payments: what was completed stays completed. */
    private static final String FILL_KNOWN = """
        update mpesa_record r
        set in_statement     = true,
            status           = case when t.status = 'COMPLETED' then t.status else r.status end,
            phone            = coalesce(r.phone, t.phone),
            bill_reference   = coalesce(r.bill_reference, t.bill_reference),
            session_id       = coalesce(r.session_id, s.id),
            original_receipt = coalesce(r.original_receipt, t.original_receipt),
            import_id        = coalesce(r.import_id, :import),
            line             = coalesce(r.line, t.line)
        from staged_statement t
            left join therapy_session s on s.booking_number = t.booking
                and s.environment = :environment and s.merchant = :merchant
        where r.receipt = t.receipt and r.kind = t.kind and r.environment = :environment
          and (not r.in_statement or r.status <> 'COMPLETED' and t.status = 'COMPLETED')\
        """;

    private static final String NOTE_DISPUTES = """
        with other as (
            insert into mpesa_record_dispute (environment, receipt, kind, source, cents, import_id, line, told_at)
                select :environment, t.receipt, t.kind, 'STATEMENT', t.cents, :import, t.line, :now
                from staged_statement t
                    join mpesa_record r on r.receipt = t.receipt and r.kind = t.kind and r.environment = :environment
                where t.status = 'COMPLETED' and r.cents <> t.cents
                on conflict do nothing
                returning receipt, kind)
        update mpesa_record r set disputed = true
        from other
        where r.receipt = other.receipt and r.kind = other.kind and r.environment = :environment\
        """;

    private final JdbcClient jdbc;

    RecordStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The import of this very file, if there was one. */
    Optional<StatementImported> findImport(PaymentMode books, String digest) {
        return jdbc.sql("""
            select * from statement_import
            where environment = :environment and merchant = :merchant and file_digest = :digest\
            """)
                .param("environment", books.environment().name())
                .param("merchant", books.merchant())
                .param("digest", digest)
                .query((row, number) -> imported(row, true))
                .optional();
    }

    List<ImportedStatement> imports(PaymentMode books, int limit) {
        return jdbc.sql("""
            select * from statement_import where environment = :environment and merchant = :merchant
            order by id desc limit :limit\
            """)
                .param("environment", books.environment().name())
                .param("merchant", books.merchant())
                .param("limit", limit)
                .query((row, number) -> new ImportedStatement(
                        row.getString("file_name"),
                        row.getObject("imported_at", OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(row.getObject("imported_by", UUID.class))
                                .map(UserId::new),
                        imported(row, false)))
                .list();
    }

    /** @param again whether the file came once more, so that all its rows are known */
    private static StatementImported imported(ResultSet row, boolean again) throws SQLException {
        return new StatementImported(
                row.getLong("id"),
                again,
                new Period(
                        row.getObject("covers_from", OffsetDateTime.class).toInstant(),
                        row.getObject("covers_to", OffsetDateTime.class).toInstant()),
                row.getLong("rows_read"),
                again ? 0 : row.getLong("rows_new"),
                again ? row.getLong("rows_read") : row.getLong("rows_known"),
                row.getLong("rows_skipped"),
                row.getLong("disputes"),
                row.getLong("balance_breaks"));
    }

    /**
     * Merges what the table {@code staged_statement} of this transaction holds.
     *
     * @param rows how many rows that is
     * @param transaction the one this is called in
     */
    StatementImported mergeStatement(
            PaymentMode books,
            String fileName,
            String digest,
            Period covers,
            long rows,
            long skipped,
            long breaks,
            UserId by,
            Instant now,
            TransactionStatus transaction) {
        long id = jdbc.sql("select nextval(pg_get_serial_sequence('statement_import', 'id'))")
                .query(Long.class)
                .single();
        long movements = rows - addUpCharges();
        joinAsSets();
        long inserted = insert(books, id, transaction);
        long disputes = 0;
        if (inserted < movements) {
            staged(FILL_KNOWN, books, id).update();
            disputes = staged(NOTE_DISPUTES, books, id).param("now", at(now)).update();
        }
        long added = inserted + partsOfNewCharges(books, id);
        jdbc.sql("""
            insert into statement_import (id, environment, merchant, file_name, file_digest, imported_by,
                                          imported_at, covers_from, covers_to, rows_read, rows_new, rows_known,
                                          rows_skipped, disputes, balance_breaks)
            values (:id, :environment, :merchant, :name, :digest, :by, :now, :from, :to, :rows, :added,
                    :known, :skipped, :disputes, :breaks)\
            """)
                .param("id", id)
                .param("environment", books.environment().name())
                .param("merchant", books.merchant())
                .param("name", fileName.replace('\0', '?'))
                .param("digest", digest)
                .param("by", by.value())
                .param("now", at(now))
                .param("from", at(covers.from()))
                .param("to", at(covers.to()))
                .param("rows", rows)
                .param("added", added)
                .param("known", rows - added)
                .param("skipped", skipped)
                .param("disputes", disputes)
                .param("breaks", breaks)
                .update();
        return new StatementImported(id, false, covers, rows, added, rows - added, skipped, disputes, breaks);
    }

    /** How many rows are left out, because another row of the same charge now has their sum. */
    private long addUpCharges() {
        jdbc.sql(CHARGES_IN_PARTS).update();
        long more = jdbc.sql("select coalesce(sum(more), 0)::bigint from charge_in_parts")
                .query(Long.class)
                .single();
        if (more > 0) {
            ADD_UP_CHARGES.forEach(sql -> jdbc.sql(sql).update());
        }
        return more;
    }

    private long partsOfNewCharges(PaymentMode books, long importId) {
        return jdbc.sql("""
            select coalesce(sum(c.more), 0)::bigint from charge_in_parts c
                join mpesa_record r on r.receipt = c.receipt and r.kind = 'CHARGE' and r.environment = :environment
            where r.import_id = :import\
            """)
                .param("environment", books.environment().name())
                .param("import", importId)
                .query(Long.class)
                .single();
    }

    /** Another channel may tell of a row at this very moment, and a filtered file may have one twice. */
    private long insert(PaymentMode books, long importId, TransactionStatus transaction) {
        Object before = transaction.createSavepoint();
        try {
            long inserted = staged(INSERT_UNKNOWN, books, importId).update();
            transaction.releaseSavepoint(before);
            return inserted;
        } catch (DuplicateKeyException e) {
            transaction.rollbackToSavepoint(before);
            return staged(INSERT_BESIDE_OTHERS, books, importId).update();
        }
    }

    /** The database knows nothing yet of rows that came a moment ago, and would look up session by session. */
    private void joinAsSets() {
        jdbc.sql("analyze staged_statement").update();
        jdbc.sql("select set_config('work_mem', '128MB', true)").query().singleRow();
    }

    private JdbcClient.StatementSpec staged(String sql, PaymentMode books, long importId) {
        return jdbc.sql(sql)
                .param("environment", books.environment().name())
                .param("merchant", books.merchant())
                .param("import", importId);
    }

    /**
     * Keeps one movement that a channel told of.
     *
     * @param source {@code PULL}, {@code STATUS_RESULT} or {@code C2B}
     * @param booking what the reference names, if it has the form of a booking number
     */
    void keep(
            PaymentMode books,
            String source,
            String receipt,
            RecordKind kind,
            long cents,
            Instant completedAt,
            @Nullable String phone,
            @Nullable String reference,
            @Nullable String booking,
            @Nullable String originalReceipt,
            Instant now) {
        jdbc.sql("""
            insert into mpesa_record as r (receipt, kind, environment, merchant, status, cents, completed_at,
                                           phone, bill_reference, session_id, original_receipt, in_pull,
                                           in_status, in_c2b)
            values (:receipt, :kind, :environment, :merchant, 'COMPLETED', :cents, :at, :phone, :reference,
                    (select id from therapy_session where booking_number = :booking
                         and environment = :environment and merchant = :merchant),
                    :original, :source = 'PULL', :source = 'STATUS_RESULT', :source = 'C2B')
            on conflict (receipt, kind, environment) do update
                set in_pull          = r.in_pull or excluded.in_pull,
                    in_status        = r.in_status or excluded.in_status,
                    in_c2b           = r.in_c2b or excluded.in_c2b,
                    status           = 'COMPLETED',
                    phone            = coalesce(r.phone, excluded.phone),
                    bill_reference   = coalesce(r.bill_reference, excluded.bill_reference),
                    session_id       = coalesce(r.session_id, excluded.session_id),
                    original_receipt = coalesce(r.original_receipt, excluded.original_receipt),
                    disputed         = r.disputed or r.cents <> excluded.cents\
            """)
                .param("receipt", receipt)
                .param("kind", kind.name())
                .param("environment", books.environment().name())
                .param("merchant", books.merchant())
                .param("cents", cents)
                .param("at", at(completedAt))
                .param("phone", phone)
                .param("reference", reference)
                .param("booking", booking)
                .param("original", originalReceipt)
                .param("source", source)
                .update();
        jdbc.sql("""
            insert into mpesa_record_dispute (environment, receipt, kind, source, cents, told_at)
            select r.environment, r.receipt, r.kind, :source, :cents, :now from mpesa_record r
            where r.receipt = :receipt and r.kind = :kind and r.environment = :environment
              and r.cents <> :cents
            on conflict do nothing\
            """)
                .param("source", source)
                .param("cents", cents)
                .param("now", at(now))
                .param("receipt", receipt)
                .param("kind", kind.name())
                .param("environment", books.environment().name())
                .update();
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
