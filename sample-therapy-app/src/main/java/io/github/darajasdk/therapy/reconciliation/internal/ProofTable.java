package io.github.darajasdk.therapy.reconciliation.internal;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.reconciliation.AutomaticResolution;
import io.github.darajasdk.therapy.reconciliation.Proof;
import io.github.darajasdk.therapy.reconciliation.Resolution;
import io.github.darajasdk.therapy.reconciliation.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Holds the items of a run against what is known now. */
@Service
class ProofTable implements AutomaticResolution {

    /** What each item that no person and no proof has explained is about, and what both books say of it today. */
    private static final String PROVEN = """
        with open_item as (
            select i.run_id, i.number, i.rule, coalesce(i.our_receipt, i.mpesa_receipt, a.receipt) as receipt,
                   u.environment
            from reconciliation_item i
                join reconciliation_run u on u.id = i.run_id and u.state = 'FINISHED'
                join reconciliation_rule o on o.rule = i.rule and o.outcome not in ('MATCHED', 'NOT_A_PAYMENT')
                left join payment_attempt a on a.id = i.attempt_id
            where i.run_id = :run
              and not exists (select from reconciliation_resolution x
                              where x.run_id = i.run_id and x.number = i.number)),
        seen as (
            select i.*, p.disposition, p.amount_kes,
                   r.session_id = p.session_id as same_booking,
                   r.bill_reference is null as no_booking_named,
                   r.in_statement::int + r.in_pull::int + r.in_status::int as channels,
                   exists (select from mpesa_record v
                           where v.original_receipt = p.receipt and v.kind = 'REVERSAL' and v.status = 'COMPLETED'
                             and v.environment = i.environment and not v.disputed and v.cents = -r.cents) as returned
            from open_item i
                join mpesa_receipt p on p.receipt = i.receipt and p.environment = i.environment
                join mpesa_record r on r.receipt = i.receipt and r.kind = 'PAYMENT_IN' and r.environment = i.environment
                    and r.merchant = p.merchant
            where r.status = 'COMPLETED' and not r.disputed and r.cents = p.amount_kes * 100),
        judged as (
            select seen.*,
                   case
                       when disposition = 'REVERSED' and returned then 'RETURNED_IN_FULL'
                       when disposition = 'APPLIED' and not returned and same_booking and channels >= 1
                           then 'SETTLED_SINCE'
                       when disposition = 'APPLIED' and not returned and no_booking_named and channels >= 2
                           then 'TWO_CHANNELS_AGREE'
                   end as proof
            from seen)
        select run_id, number, proof, receipt,
               'KES ' || amount_kes || ' on both sides, ' || lower(disposition) || ' here, told by ' || channels
                   || case channels when 1 then ' channel' else ' channels' end
                   || case when same_booking then ', same booking' else '' end
                   || case when returned then ', reversed in full at M-PESA' else '' end as facts
        from judged where proof is not null\
        """;

    private static final String COLUMNS =
            "id, run_id, number, proof, receipt, facts, resolved_at, resolved_by, undone_at, undone_by";

    private final JdbcClient jdbc;
    private final Clock clock;

    ProofTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<Resolution> dryRun(RunId run) {
        return jdbc.sql(PROVEN + " order by number")
                .param("run", run.value())
                .query((row, number) -> new Resolution(
                        Optional.empty(),
                        run,
                        row.getLong("number"),
                        Proof.valueOf(row.getString("proof")),
                        row.getString("receipt"),
                        row.getString("facts"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .list();
    }

    @Override
    @Transactional
    public List<Resolution> apply(RunId run, UserId by) {
        return jdbc.sql("insert into reconciliation_resolution (run_id, number, proof, receipt, facts, resolved_at,"
                        + " resolved_by) select proven.*, :now::timestamptz, :by::uuid from (" + PROVEN + ") proven"
                        + " on conflict do nothing returning " + COLUMNS)
                .param("run", run.value())
                .param("now", at(clock.instant()))
                .param("by", by.value())
                .query(ProofTable::resolution)
                .list();
    }

    @Override
    public List<Resolution> of(RunId run) {
        return jdbc.sql("select " + COLUMNS + " from reconciliation_resolution where run_id = :run order by id")
                .param("run", run.value())
                .query(ProofTable::resolution)
                .list();
    }

    @Override
    @Transactional
    public boolean undo(long resolution, UserId by) {
        return jdbc.sql("""
            update reconciliation_resolution set undone_at = :now, undone_by = :by
            where id = :id and undone_at is null\
            """)
                        .param("now", at(clock.instant()))
                        .param("by", by.value())
                        .param("id", resolution)
                        .update()
                == 1;
    }

    private static Resolution resolution(ResultSet row, int number) throws SQLException {
        return new Resolution(
                Optional.of(row.getLong("id")),
                new RunId(row.getLong("run_id")),
                row.getLong("number"),
                Proof.valueOf(row.getString("proof")),
                row.getString("receipt"),
                row.getString("facts"),
                moment(row, "resolved_at"),
                user(row, "resolved_by"),
                moment(row, "undone_at"),
                user(row, "undone_by"));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static Optional<UserId> user(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, UUID.class)).map(UserId::new);
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
