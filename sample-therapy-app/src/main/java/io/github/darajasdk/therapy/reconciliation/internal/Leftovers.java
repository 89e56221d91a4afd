package io.github.darajasdk.therapy.reconciliation.internal;

import io.github.darajasdk.therapy.reconciliation.Period;
import io.github.darajasdk.therapy.reconciliation.RunId;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides about what {@link Matching} found on one side alone: first by receipt once more, without regard to time; then
 * by account number, amount, phone and time; what is left by what the books say about it. Two that fit equally well are
 * never chosen between. One transaction; in sets, whatever their order.
 */
@Component
class Leftovers {

    private static final String ITEM = """
        insert into reconciliation_item (run_id, at, attempt_id, session_id, mpesa_cents, our_cents, rule,
                                         mpesa_receipt, reference, our_receipt, our_state)
        """;

    private static final List<String> TAKE = List.of(
            """
            create temp table left_record
            (
                receipt        text primary key,
                cents          bigint      not null,
                completed_at   timestamptz not null,
                phone          text,
                bill_reference text,
                session_id     uuid,
                disputed       boolean     not null,
                ambiguous      boolean     not null default false
            ) on commit drop\
            """,
            "create temp table left_payment (receipt text primary key) on commit drop",
            "create temp table taken_attempt (attempt_id uuid primary key) on commit drop",
            """
            with taken as (
                delete from reconciliation_item where run_id = :run and rule = 'ABSENT' returning our_receipt)
            insert into left_payment select our_receipt from taken\
            """,
            """
            with taken as (
                delete from reconciliation_item where run_id = :run and rule = 'NO_PAYMENT_HERE' returning mpesa_receipt)
            insert into left_record (receipt, cents, completed_at, phone, bill_reference, session_id, disputed)
            select r.receipt, r.cents, r.completed_at, r.phone, r.bill_reference, r.session_id, r.disputed
            from taken join mpesa_record r
                on r.receipt = taken.mpesa_receipt and r.kind = 'PAYMENT_IN' and r.environment = :environment\
            """,
            // Records that came while the run was at work: their payments are here, so they are looked at too.
            """
            insert into left_record (receipt, cents, completed_at, phone, bill_reference, session_id, disputed)
            select r.receipt, r.cents, r.completed_at, r.phone, r.bill_reference, r.session_id, r.disputed
            from left_payment l join mpesa_record r
                on r.receipt = l.receipt and r.kind = 'PAYMENT_IN' and r.environment = :environment
            where r.status = 'COMPLETED' and r.completed_at >= :from and r.completed_at < :to
            on conflict do nothing\
            """);

    /** Both sides know the receipt, at different times. The pair belongs to the time of the record. */
    private static final List<String> BY_RECEIPT =
            List.of(ITEM + """
                select :run, r.completed_at, p.attempt_id, p.session_id, r.cents, %s, %s, r.receipt, r.bill_reference,
                       p.receipt, p.disposition
                from left_record r join mpesa_receipt p on p.receipt = r.receipt and p.environment = :environment
                """.formatted(Matching.OUR_CENTS_OF_PAIR, Matching.RULE_OF_PAIR), """
                delete from left_record r using mpesa_receipt p
                where p.receipt = r.receipt and p.environment = :environment\
                """, """
                delete from left_payment l using mpesa_record r
                where r.receipt = l.receipt and r.kind = 'PAYMENT_IN' and r.environment = :environment
                  and r.status = 'COMPLETED'\
                """, ITEM + """
                    select :run, coalesce(p.transaction_time, p.recorded_at), p.attempt_id, p.session_id,
                           0, p.amount_kes::bigint * 100,
                           case r.status when 'FAILED' then 'FAILED_AT_MPESA' else 'OPEN_AT_MPESA' end,
                           r.receipt, r.bill_reference, p.receipt, p.disposition
                    from left_payment l
                        join mpesa_receipt p on p.receipt = l.receipt and p.environment = :environment
                        join mpesa_record r on r.receipt = l.receipt and r.kind = 'PAYMENT_IN' and r.environment = :environment\
                    """, """
                delete from left_payment l using mpesa_record r
                where r.receipt = l.receipt and r.kind = 'PAYMENT_IN' and r.environment = :environment\
                """);

    /**
     * Attempts without a receipt whose booking the record names. A number with an attempt names that attempt alone, and
     * may come late; a bare booking number means an attempt that still waits, within the hour.
     */
    private static final String NAMED = """
        from left_record r join payment_attempt a
            on a.session_id = r.session_id and a.environment = :environment and a.merchant = :merchant
        where not r.disputed and not r.ambiguous and a.receipt is null and a.sends > 0
          and coalesce(phone_fits(r.phone, a.phone), true)
          and case when position('-' in r.bill_reference) > 0
                       then r.bill_reference = a.account_reference
                           and r.completed_at between a.sent_at - interval '5 minutes' and a.sent_at + interval '2 days'
                   else (a.provisional or a.state in ('SENDING', 'UNCLEAR', 'PROMPTED', 'TIMED_OUT'))
                           and r.completed_at between a.sent_at - interval '5 minutes' and a.sent_at + interval '1 hour'
              end
          and not exists (select from taken_attempt t where t.attempt_id = a.id)
        """;

    private static final String SAME_AMOUNT = "and r.cents = a.amount_kes * 100";

    private static final String OTHER_AMOUNT = "and r.cents <> a.amount_kes * 100";

    /** The record names no booking of ours that waits for money, or another one; payer, amount and time fit one attempt. */
    private static final String LOOKS_LIKE = """
        from left_record r
            join (select payment_attempt.*, extract(epoch from sent_at)::bigint / 3600 + step as hour
                  from payment_attempt cross join (values (-1), (0), (1)) near (step)
                  where receipt is null and sends > 0 and environment = :environment and merchant = :merchant
                    and created_at >= :from::timestamptz - interval '3 days'
                    and created_at < :to::timestamptz + interval '1 hour'
                    and (provisional or state in ('SENDING', 'UNCLEAR', 'PROMPTED', 'TIMED_OUT', 'FAILED'))) a
                -- The hours are what makes it a join of small sets.
                on extract(epoch from r.completed_at)::bigint / 3600 = a.hour
                    and r.completed_at between a.sent_at - interval '5 minutes' and a.sent_at + interval '1 hour'
                    and r.cents = a.amount_kes * 100
                    and a.session_id is distinct from r.session_id
                    and phone_fits(r.phone, a.phone)
        where not r.disputed and not r.ambiguous
          and not exists (select from taken_attempt t where t.attempt_id = a.id)
        """;

    private static final String RULE_OF_NAMED = """
        case
            when cents <> amount_kes * 100 then 'AMOUNT_NOT_ASKED'
            when not provisional then 'NOT_PAID_HERE'
            when phone is null then 'REFERENCE_AMOUNT_TIME'
            else 'REFERENCE_AMOUNT_PHONE_TIME'
        end\
        """;

    private static final List<String> THE_REST = List.of(
            // Records that no payment of ours explains.
            ITEM + """
                select :run, r.completed_at, null, r.session_id, r.cents, null,
                       case
                           when r.disputed then 'SOURCES_DISAGREE'
                           when r.ambiguous then 'TWO_CANDIDATES'
                           when exists (select from mpesa_receipt p
                                        where p.session_id = r.session_id and p.disposition = 'APPLIED') then 'SECOND_PAYMENT'
                           when r.session_id is not null then 'NOT_BOOKED'
                           else 'NO_PAYMENT_HERE'
                       end,
                       r.receipt, r.bill_reference, null, null
                from left_record r\
                """,
            // Receipts of ours that no record has.
            ITEM + """
                select :run, coalesce(p.transaction_time, p.recorded_at), p.attempt_id, p.session_id, null,
                       p.amount_kes::bigint * 100,
                       case when covered.times @> coalesce(p.transaction_time, p.recorded_at) then 'ABSENT'
                            else 'NOT_COVERED' end,
                       null, null, p.receipt, p.disposition
                from left_payment l
                    join mpesa_receipt p on p.receipt = l.receipt and p.environment = :environment
                    cross join (select range_agg(times) as times from (
                                    select tstzmultirange(tstzrange(covers_from, covers_to)) as times
                                    from statement_import
                                    where environment = :environment and merchant = :merchant
                                    union all
                                    select times from mpesa_pull_coverage
                                    where environment = :environment and merchant = :merchant) sources) covered\
                """,
            // Payments that wait for M-PESA's word or for their receipt.
            ITEM + """
                select :run, a.created_at, a.id, a.session_id, null,
                       case when a.provisional then (a.amount_kes * 100)::bigint else 0 end,
                       case when a.provisional then 'RECEIPT_FOLLOWS' else 'STILL_OPEN' end,
                       null, null, null, a.state
                from payment_attempt a
                where a.created_at >= :from and a.created_at < :to and a.receipt is null
                  and a.environment = :environment and a.merchant = :merchant
                  and (a.provisional or a.state in ('SENDING', 'UNCLEAR', 'PROMPTED', 'TIMED_OUT'))
                  and not exists (select from taken_attempt t where t.attempt_id = a.id)\
                """,
            // Records that say themselves that they are not completed yet.
            ITEM + """
                select :run, r.completed_at, null, r.session_id, 0, null, 'OPEN_AT_MPESA', r.receipt, r.bill_reference,
                       null, null
                from mpesa_record r
                where r.completed_at >= :from and r.completed_at < :to and r.kind = 'PAYMENT_IN' and r.status = 'PENDING'
                  and r.environment = :environment and r.merchant = :merchant
                  and not exists (select from mpesa_receipt p
                                  where p.receipt = r.receipt and p.environment = :environment)\
                """);

    private final JdbcClient jdbc;

    Leftovers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Decides about everything that stands on one side alone in this run. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void decide(RunId run, PaymentMode books, Period period) {
        TAKE.forEach(sql -> step(sql, run, books, period));
        BY_RECEIPT.forEach(sql -> step(sql, run, books, period));
        step("analyze left_record", run, books, period);
        pair(NAMED + SAME_AMOUNT, RULE_OF_NAMED, run, books, period);
        pair(NAMED + OTHER_AMOUNT, RULE_OF_NAMED, run, books, period);
        pair(LOOKS_LIKE, "'LOOKS_LIKE_OTHER_BOOKING'", run, books, period);
        THE_REST.forEach(sql -> step(sql, run, books, period));
    }

    /** Pairs a record with an attempt where each is the other's only candidate; marks records that had several. */
    private void pair(String candidates, String rule, RunId run, PaymentMode books, Period period) {
        step(
                "create temp table candidate on commit drop as select r.*, a.id as attempt_id, a.session_id as"
                        + " paid_session, a.amount_kes, a.provisional, a.state, count(*) over (partition by r.receipt) as"
                        + " attempts, count(*) over (partition by a.id) as records " + candidates,
                run,
                books,
                period);
        step(ITEM + """
            select :run, completed_at, attempt_id, paid_session, cents,
                   case when provisional then (amount_kes * 100)::bigint else 0 end, %s,
                   receipt, bill_reference, null, state
            from candidate where attempts = 1 and records = 1\
            """.formatted(rule), run, books, period);
        step(
                "insert into taken_attempt select attempt_id from candidate where attempts = 1 and records = 1",
                run,
                books,
                period);
        step(
                "delete from left_record r using candidate c where c.receipt = r.receipt and c.attempts = 1 and"
                        + " c.records = 1",
                run,
                books,
                period);
        step(
                "update left_record r set ambiguous = true from candidate c where c.receipt = r.receipt",
                run,
                books,
                period);
        step("drop table candidate", run, books, period);
    }

    private void step(String sql, RunId run, PaymentMode books, Period period) {
        jdbc.sql(sql)
                .param("run", run.value())
                .param("environment", books.environment().name())
                .param("merchant", books.merchant())
                .param("from", period.from().atOffset(ZoneOffset.UTC))
                .param("to", period.to().atOffset(ZoneOffset.UTC))
                .update();
    }
}
