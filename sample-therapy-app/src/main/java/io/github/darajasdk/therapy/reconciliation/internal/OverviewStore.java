package io.github.darajasdk.therapy.reconciliation.internal;

import io.github.darajasdk.therapy.reconciliation.BookSums;
import io.github.darajasdk.therapy.reconciliation.Orphan;
import io.github.darajasdk.therapy.reconciliation.Overview;
import io.github.darajasdk.therapy.reconciliation.Period;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Adds both books up, by the same rules of counting as {@link Matching} and {@link RunTotals}. */
@Repository
class OverviewStore implements Overview {

    private static final int MOST = 500;

    /** A payment reversed on both sides came in and went out on both, each at its own time. */
    private static final String SUMS = """
        select r.payments, r.cents, p.payments, p.cents - v.cents
        from (select count(*) filter (where kind = 'PAYMENT_IN') as payments, coalesce(sum(cents), 0)::bigint as cents
              from mpesa_record
              where completed_at >= :from and completed_at < :to and environment = :environment
                and merchant = :merchant and status = 'COMPLETED' and kind in ('PAYMENT_IN', 'REVERSAL')) r,
             (select count(*) as payments, coalesce(sum(amount_kes * 100), 0)::bigint as cents
              from mpesa_receipt p
              where coalesce(transaction_time, recorded_at) >= :from and coalesce(transaction_time, recorded_at) < :to
                and environment = :environment and merchant = :merchant
                and (disposition <> 'REVERSED'
                  or exists (select from mpesa_record v
                             where v.original_receipt = p.receipt and v.kind = 'REVERSAL' and v.status = 'COMPLETED'
                               and v.environment = :environment))) p,
             (select coalesce(sum(p.amount_kes * 100), 0)::bigint as cents
              from mpesa_record v join mpesa_receipt p on p.receipt = v.original_receipt
                  and p.environment = v.environment and p.disposition = 'REVERSED'
              where v.completed_at >= :from and v.completed_at < :to and v.environment = :environment
                and v.merchant = :merchant and v.kind = 'REVERSAL' and v.status = 'COMPLETED') v\
        """;

    private static final String ORPHANS = """
        with orphan as (
            select r.receipt, r.completed_at as at, r.cents, r.phone, r.bill_reference, p.receipt is not null as booked
            from mpesa_record r
                left join mpesa_receipt p on p.receipt = r.receipt and p.environment = :environment
            where r.completed_at >= :from and r.completed_at < :to and r.environment = :environment
              and r.merchant = :merchant and r.kind = 'PAYMENT_IN' and r.status = 'COMPLETED'
              and (p.receipt is null or p.disposition = 'ORPHAN')
            union all
            select p.receipt, coalesce(p.transaction_time, p.recorded_at), (p.amount_kes * 100)::bigint, null, null, true
            from mpesa_receipt p
            where coalesce(p.transaction_time, p.recorded_at) >= :from
              and coalesce(p.transaction_time, p.recorded_at) < :to
              and p.environment = :environment and p.merchant = :merchant and p.disposition = 'ORPHAN'
              and not exists (select from mpesa_record r
                              where r.receipt = p.receipt and r.kind = 'PAYMENT_IN' and r.environment = :environment)),
        present as (
            select * from orphan o
            where not exists (select from mpesa_record v
                              where v.original_receipt = o.receipt and v.kind = 'REVERSAL' and v.status = 'COMPLETED'
                                and v.environment = :environment))
        """;

    private final JdbcClient jdbc;

    OverviewStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public BookSums sums(PaymentMode books, Period period) {
        return about(SUMS, books, period)
                .query((row, number) -> new BookSums(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .single();
    }

    @Override
    public Orphan.Total orphanTotal(PaymentMode books, Period period) {
        return about(ORPHANS + "select count(*), coalesce(sum(cents), 0)::bigint from present", books, period)
                .query((row, number) -> new Orphan.Total(row.getLong(1), row.getLong(2)))
                .single();
    }

    @Override
    public List<Orphan> orphans(PaymentMode books, Period period, Orphan.@Nullable Key after, int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a page has 1 to " + MOST + " entries, not " + limit);
        }
        String further = after == null ? "" : "where (at, receipt) < (:afterAt, :afterReceipt) ";
        StatementSpec sql = about(
                ORPHANS + "select * from present " + further + "order by at desc, receipt desc limit :limit",
                books,
                period);
        if (after != null) {
            sql.param("afterAt", after.at().atOffset(ZoneOffset.UTC)).param("afterReceipt", after.receipt());
        }
        return sql.param("limit", limit)
                .query((row, number) -> new Orphan(
                        row.getString("receipt"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getLong("cents"),
                        ShownPhone.of(row.getString("phone")),
                        Optional.ofNullable(row.getString("bill_reference")),
                        row.getBoolean("booked")))
                .list();
    }

    private StatementSpec about(String sql, PaymentMode books, Period period) {
        return jdbc.sql(sql)
                .param("environment", books.environment().name())
                .param("merchant", books.merchant())
                .param("from", period.from().atOffset(ZoneOffset.UTC))
                .param("to", period.to().atOffset(ZoneOffset.UTC));
    }
}
