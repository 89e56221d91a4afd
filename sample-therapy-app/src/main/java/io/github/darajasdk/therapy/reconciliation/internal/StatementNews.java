package io.github.darajasdk.therapy.reconciliation.internal;

import io.github.darajasdk.therapy.payment.MoneyReports;
import io.github.darajasdk.therapy.payment.ReportedMovement;
import io.github.darajasdk.therapy.reconciliation.Period;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reports to the payments what a statement knows and they do not: payments that name a booking of ours and are not on
 * record, and reversals of payments that count here. What is reported becomes evidence, so it is found once however
 * often it is looked for, and a crash in between loses nothing.
 */
@Component
class StatementNews {

    /** So many rows are read at a time; each is reported in a transaction of its own, because each locks its session. */
    private static final int BATCH = 500;

    private static final String UNHEARD = """
        select r.* from mpesa_record r
        where r.environment = :environment and r.merchant = :merchant
          and r.completed_at >= :from and r.completed_at < :to
          and r.in_statement and r.status = 'COMPLETED' and not r.disputed and r.cents % 100 = 0
          and (r.kind = 'PAYMENT_IN' and r.cents > 0 and r.session_id is not null
                   and not exists (select from mpesa_receipt p
                                   where p.environment = r.environment and p.receipt = r.receipt
                                     and p.disposition <> 'ORPHAN')
               or r.kind = 'REVERSAL' and r.cents < 0
                   and exists (select from mpesa_receipt p
                               where p.environment = r.environment and p.receipt = r.original_receipt
                                 and p.disposition <> 'REVERSED'))
          and not exists (select from payment_evidence e
                          where e.environment = r.environment and e.source = 'STATEMENT'
                            and e.receipt = case r.kind when 'REVERSAL' then r.original_receipt else r.receipt end
                            and (e.meaning = 'REVERSED') = (r.kind = 'REVERSAL'))
          and (r.completed_at, r.receipt) > (:afterTime, :afterReceipt)
        order by r.completed_at, r.receipt
        limit :limit\
        """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final MoneyReports payments;

    StatementNews(JdbcClient jdbc, TransactionTemplate transactions, MoneyReports payments) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.payments = payments;
    }

    /**
     * Reports everything of a period that was not reported yet.
     *
     * @return how many rows were reported
     */
    int report(PaymentMode books, Period period) {
        int reported = 0;
        List<ReportedMovement> batch = unheard(books, period, period.from(), "");
        while (!batch.isEmpty()) {
            for (ReportedMovement movement : batch) {
                transactions.executeWithoutResult(status -> payments.report(movement));
            }
            reported += batch.size();
            ReportedMovement last = batch.get(batch.size() - 1);
            batch = unheard(books, period, Objects.requireNonNull(last.transactionTime()), last.receipt());
        }
        return reported;
    }

    private List<ReportedMovement> unheard(PaymentMode books, Period period, Instant afterTime, String afterReceipt) {
        return jdbc.sql(UNHEARD)
                .param("environment", books.environment().name())
                .param("merchant", books.merchant())
                .param("from", period.from().atOffset(ZoneOffset.UTC))
                .param("to", period.to().atOffset(ZoneOffset.UTC))
                .param("afterTime", afterTime.atOffset(ZoneOffset.UTC))
                .param("afterReceipt", afterReceipt)
                .param("limit", BATCH)
                .query(StatementNews::movement)
                .list();
    }

    private static ReportedMovement movement(ResultSet row, int number) throws SQLException {
        boolean reversal = row.getString("kind").equals("REVERSAL");
        String told = "statement import " + row.getLong("import_id") + ", line " + row.getLong("line");
        return new ReportedMovement(
                PaymentEnvironment.valueOf(row.getString("environment")),
                row.getString("merchant"),
                ReportedMovement.Source.STATEMENT,
                reversal ? ReportedMovement.Kind.REVERSAL : ReportedMovement.Kind.PAYMENT_IN,
                row.getString("receipt"),
                row.getString("original_receipt"),
                Math.abs(row.getLong("cents")) / 100,
                row.getString("phone"),
                row.getString("bill_reference"),
                row.getObject("completed_at", OffsetDateTime.class).toInstant(),
                told.getBytes(StandardCharsets.UTF_8));
    }
}
