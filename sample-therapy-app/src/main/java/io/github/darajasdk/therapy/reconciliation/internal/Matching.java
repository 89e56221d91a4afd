package io.github.darajasdk.therapy.reconciliation.internal;

import io.github.darajasdk.therapy.reconciliation.Period;
import io.github.darajasdk.therapy.reconciliation.RunId;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lays both books side by side, in the database and in sets. What receipts do not decide is decided in
 * {@link Leftovers}.
 *
 * <p>An item belongs to the time of M-PESA's record, and without a record to the time of our payment. So each stands in
 * one span of time alone, whatever the two clocks say.
 */
@Component
class Matching {

    /** Memory that one step of a run may use for its join; more spills to disk, nothing fails. */
    private static final String JOIN_MEMORY = "128MB";

    /**
     * Which rule decides about a record {@code r} and a receipt of ours {@code p} with the same number. A reversal is an
     * item of its own and has an amount of its own: a payment reversed on both sides came in on both.
     */
    static final String RULE_OF_PAIR = """
        case
            when p.disposition = 'APPLIED' and r.cents = p.amount_kes::bigint * 100 and r.session_id = p.session_id
                and not r.disputed then 'EXACT'
            when r.disputed then 'SOURCES_DISAGREE'
            when r.cents <> p.amount_kes::bigint * 100 then 'AMOUNT_DIFFERS'
            when p.disposition = 'REVERSED' then case
                when exists (select from mpesa_record v
                             where v.original_receipt = p.receipt and v.kind = 'REVERSAL' and v.status = 'COMPLETED'
                               and v.environment = :environment)
                    then 'REVERSED_ON_BOTH_SIDES'
                else 'NOT_REVERSED_AT_MPESA' end
            when p.disposition = 'DUPLICATE' then 'SECOND_PAYMENT'
            when p.disposition = 'WRONG_AMOUNT' then 'NOT_THE_PRICE'
            when p.disposition = 'LATE' then 'SESSION_WAS_OVER'
            when p.session_id is null then case
                when exists (select from therapy_session s where s.id = r.session_id and s.price * 100 <> r.cents)
                    then 'NOT_THE_PRICE'
                when r.session_id is not null then 'OTHER_BOOKING'
                else 'NO_BOOKING' end
            when r.bill_reference is null then 'RECEIPT_AND_AMOUNT'
            when r.session_id = p.session_id then 'EXACT'
            else 'OTHER_BOOKING'
        end\
        """;

    /** What our book counts for a receipt: nothing, where only we say that it went back. */
    static final String OUR_CENTS_OF_PAIR = """
        case
            when p.disposition = 'REVERSED' and r.receipt is not null
                and not exists (select from mpesa_record v
                                where v.original_receipt = p.receipt and v.kind = 'REVERSAL'
                                  and v.status = 'COMPLETED' and v.environment = :environment) then 0
            else p.amount_kes::bigint * 100
        end\
        """;

    /** Both books of a span side by side, with the rule that decides; what one side lacks stands alone. */
    static final String PAIRS = """
        with r as (
            select * from mpesa_record
            where completed_at >= :from and completed_at < :to and kind = 'PAYMENT_IN' and status = 'COMPLETED'
              and environment = :environment and merchant = :merchant),
        p as (
            select * from mpesa_receipt
            where coalesce(transaction_time, recorded_at) >= :from and coalesce(transaction_time, recorded_at) < :to
              and environment = :environment and merchant = :merchant)
        select :run::bigint as run_id,
               coalesce(r.completed_at, p.transaction_time, p.recorded_at) as at,
               p.attempt_id,
               p.session_id,
               r.cents as mpesa_cents,
               %s as our_cents,
               case
                   when p.receipt is null then 'NO_PAYMENT_HERE'
                   when r.receipt is null then 'ABSENT'
                   else %s
               end as rule,
               r.receipt as mpesa_receipt,
               r.bill_reference as reference,
               p.receipt as our_receipt,
               p.disposition as our_state
        from r full join p on p.receipt = r.receipt\
        """.formatted(OUR_CENTS_OF_PAIR, RULE_OF_PAIR);

    private static final String BY_RECEIPT = """
        insert into reconciliation_item (run_id, at, attempt_id, session_id, mpesa_cents, our_cents, rule,
                                         mpesa_receipt, reference, our_receipt, our_state)
        """ + PAIRS;

    private static final String REVERSALS = """
        insert into reconciliation_item (run_id, at, attempt_id, session_id, mpesa_cents, our_cents, rule,
                                         mpesa_receipt, reference, our_receipt, our_state)
        select :run,
               r.completed_at,
               p.attempt_id,
               p.session_id,
               r.cents,
               case when p.disposition = 'REVERSED' then -(p.amount_kes::bigint * 100)
                    when p.receipt is not null then 0 end,
               case
                   when p.receipt is null then 'REVERSAL_OF_UNKNOWN'
                   when r.disputed then 'SOURCES_DISAGREE'
                   when p.disposition <> 'REVERSED' then 'REVERSED_AT_MPESA'
                   when r.cents <> -(p.amount_kes::bigint * 100) then 'AMOUNT_DIFFERS'
                   else 'REVERSED_ON_BOTH_SIDES'
               end,
               r.receipt,
               r.bill_reference,
               p.receipt,
               p.disposition
        from mpesa_record r
            left join mpesa_receipt p on p.receipt = r.original_receipt and p.environment = :environment
        where r.completed_at >= :from and r.completed_at < :to and r.kind = 'REVERSAL' and r.status = 'COMPLETED'
          and r.environment = :environment and r.merchant = :merchant\
        """;

    private static final String COUNT = """
        select date_bin(:part * interval '1 second', at, :from) as part, count(*)
        from (select completed_at as at from mpesa_record
              where completed_at >= :from and completed_at < :to
                and environment = :environment and merchant = :merchant
              union all
              select coalesce(transaction_time, recorded_at) from mpesa_receipt
              where coalesce(transaction_time, recorded_at) >= :from and coalesce(transaction_time, recorded_at) < :to
                and environment = :environment and merchant = :merchant) both_books
        group by 1\
        """;

    private final JdbcClient jdbc;

    Matching(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How many rows of both books lie in each part of a period. The parts are as long as {@code part}; those without rows
     * are left out.
     *
     * @return rows by the beginning of the part
     */
    SortedMap<Instant, Long> count(PaymentMode books, Period period, Duration part) {
        SortedMap<Instant, Long> rows = new TreeMap<>();
        jdbc.sql(COUNT)
                .param("environment", books.environment().name())
                .param("merchant", books.merchant())
                .param("from", period.from().atOffset(ZoneOffset.UTC))
                .param("to", period.to().atOffset(ZoneOffset.UTC))
                .param("part", part.toSeconds())
                .query(row -> {
                    rows.put(row.getObject("part", OffsetDateTime.class).toInstant(), row.getLong("count"));
                });
        return rows;
    }

    /**
     * Compares one span of a run's period by receipt. What stands on one side alone becomes an item too, for
     * {@link Leftovers} to look at again.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void compare(RunId run, PaymentMode books, Period span) {
        joinInMemory();
        step(BY_RECEIPT, run, books, span);
        step(REVERSALS, run, books, span);
    }

    /** Sets are joined as sets: statistics know nothing yet of rows that were imported a moment ago. */
    private void joinInMemory() {
        jdbc.sql("select set_config('work_mem', '" + JOIN_MEMORY
                        + "', true), set_config('enable_mergejoin', 'off', true)")
                .query()
                .singleRow();
    }

    private void step(String sql, RunId run, PaymentMode books, Period span) {
        jdbc.sql(sql)
                .param("run", run.value())
                .param("environment", books.environment().name())
                .param("merchant", books.merchant())
                .param("from", span.from().atOffset(ZoneOffset.UTC))
                .param("to", span.to().atOffset(ZoneOffset.UTC))
                .update();
    }
}
