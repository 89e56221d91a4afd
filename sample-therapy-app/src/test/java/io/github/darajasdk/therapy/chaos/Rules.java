package io.github.darajasdk.therapy.chaos;

import io.github.darajasdk.therapy.chaos.Rule.When;
import java.util.List;

/**
 * The money invariants as queries. They read the truth in {@code sim_debits}, {@code sim_pushes}, {@code
 * sim_acknowledged} and {@code sim_reversals}, and the application's belief in the views of {@link Checker} and in its
 * own tables.
 *
 * <p>Of M12 there is what exists so far: each history is whole and says what came of it. There is no audit chain yet.
 */
final class Rules {

    /** Codes after which a success has been seen. Written down here again on purpose, apart from the catalogue. */
    private static final String SOFT_CODES = "('26', '1019', '1025', '1031', '1036', '1037', '9999')";

    /** Each change begins where the one before ended, the first at nothing, and the last one ended where it stands now. */
    private static final String HISTORY = """
            select h.id::text, h.before || ' -> ' || h.from_state || ' -> ' || h.to_state || ', now ' || h.state
            from (select a.id, a.state, coalesce(t.from_state, '-') from_state, coalesce(t.to_state, '-') to_state,
                         coalesce(lag(t.to_state) over w, '-') before, lead(t.id) over w is null is_last
                  from %1$s a left join %2$s t on t.%3$s = a.id
                  window w as (partition by a.id order by t.id)) h
            where h.from_state <> h.before or h.is_last and h.to_state <> h.state""";

    static final List<Rule> ALL = List.of(
            new Rule("M1", "lost or doubled", When.END, """
                    select d.receipt, 'KES ' || d.amount || ', recorded ' || count(a.receipt) || ' times'
                    from sim_debits d left join app_receipts a using (receipt)
                    group by d.receipt, d.amount having count(a.receipt) <> 1"""),
            new Rule("M1", "recorded twice", When.ALWAYS, """
                    select receipt, count(*) || ' times' from app_receipts group by receipt having count(*) > 1"""),
            new Rule("M1", "neither applied nor a case", When.ALWAYS, """
                    select receipt, disposition from app_receipts a
                    where disposition not in ('APPLIED', 'REVERSED')
                      and not exists (select from payment_exception x where x.receipt = a.receipt)"""),
            new Rule("M2", "invented", When.ALWAYS, """
                    select a.receipt, 'KES ' || a.amount || ', ' || a.disposition
                    from app_receipts a left join sim_debits d on d.receipt = a.receipt and a.amount in (d.told, d.amount)
                        and (a.checkout_id is null or d.checkout_id is null or a.checkout_id = d.checkout_id)
                    where d.receipt is null"""),
            new Rule("M2", "booked to another payment", When.ALWAYS, """
                    select a.receipt, 'paid for ' || d.account || ', booked to ' || a.account
                    from app_receipts a join sim_debits d using (receipt)
                    where a.account is not null and a.account <> d.account and d.checkout_id is not null"""),
            new Rule("M2", "paid by the menu, and applied to what it does not name", When.ALWAYS, """
                    select a.receipt, 'KES ' || d.amount || ' for ' || d.account || ', applied to ' || s.booking_number
                    from app_receipts a join sim_debits d using (receipt) join therapy_session s on s.id = a.session_id
                    where d.checkout_id is null and a.disposition = 'APPLIED'
                      and (d.amount <> s.price or split_part(upper(d.account), '-', 1) <> s.booking_number)"""),
            new Rule("M3", "sums", When.END, """
                    select 'all debits', 'M-PESA took ' || s || ', on record ' || t
                    from (select (select coalesce(sum(case when a.amount = d.told then d.told else d.amount end), 0)
                                  from sim_debits d left join app_receipts a using (receipt)) s,
                                 (select coalesce(sum(amount), 0) from app_receipts) t) x
                    where s <> t"""),
            new Rule("M3", "sums of reversals", When.END, """
                    select 'all reversals', 'M-PESA gave back ' || s || ', on record ' || t
                    from (select (select coalesce(sum(amount), 0) from sim_reversals) s,
                                 (select coalesce(sum(amount), 0) from app_receipts where disposition = 'REVERSED') t) x
                    where s <> t"""),
            new Rule("M3", "given back here and not at M-PESA", When.ALWAYS, """
                    select a.receipt, 'KES ' || a.amount from app_receipts a
                    where a.disposition = 'REVERSED'
                      and not exists (select from sim_reversals v where v.original = a.receipt)"""),
            new Rule("M3", "given back at M-PESA and not here", When.END, """
                    select v.original, 'KES ' || v.amount from sim_reversals v
                    where not exists (select from app_receipts a
                                      where a.receipt = v.original and a.disposition = 'REVERSED')"""),
            new Rule("M3", "a refund that is none", When.ALWAYS, """
                    select f.receipt, f.state from refund f
                    where f.state = 'REFUNDED'
                      and not exists (select from sim_reversals v where v.original = f.receipt)"""),
            new Rule("M3", "asked for more often than it was sent", When.END, """
                    select q.original, count(*) || ' requests' from sim_reversal_requests q
                    group by q.original
                    having count(*) > (select count(*) from refund f join refund_transition t on t.refund_id = f.id
                                       where f.receipt = q.original and t.to_state = 'SENDING')"""),
            new Rule("M3", "a refund sent again after silence", When.ALWAYS, """
                    select f.receipt, later.reason from refund f
                        join refund_transition later on later.refund_id = f.id and later.to_state = 'SENDING'
                    where exists (select from refund_transition t
                                  where t.refund_id = f.id and t.id < later.id
                                    and t.to_state in ('UNCLEAR', 'ACCEPTED', 'TIMED_OUT'))"""),
            new Rule("M4", "paid twice or too late, and no refund asked for", When.ALWAYS, """
                    select a.receipt, a.disposition from app_receipts a
                    where a.disposition in ('DUPLICATE', 'LATE')
                      and not exists (select from refund f where f.receipt = a.receipt)"""),
            new Rule("M4", "applied twice", When.ALWAYS, """
                    select session_id::text, count(*) || ' receipts' from app_receipts
                    where disposition = 'APPLIED' group by session_id having count(*) > 1"""),
            new Rule("M5", "confirmed is not paid", When.ALWAYS, """
                    select s.id::text, s.status || ' with ' || count(a.receipt) || ' fitting receipts'
                    from app_sessions s left join app_receipts a
                        on a.session_id = s.id and a.disposition = 'APPLIED' and a.amount = s.amount
                    where not s.provisional and not (s.status = 'CANCELLED' and s.has_refund)
                    group by s.id, s.status
                    having (s.status in ('CONFIRMED', 'IN_PROGRESS', 'COMPLETED')) <> (count(a.receipt) > 0)"""),
            new Rule("M5", "paid for the time being, yet open to be paid", When.ALWAYS, """
                    select id::text, status from app_sessions
                    where provisional and status not in ('CONFIRMED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED')"""),
            new Rule("M5", "another amount told, and confirmed on that word", When.ALWAYS, """
                    select a.receipt, 'taken KES ' || d.amount || ', told KES ' || d.told
                    from app_receipts a join sim_debits d using (receipt)
                    where d.told <> d.amount and a.disposition = 'APPLIED'
                      and not exists (select from payment_evidence e
                                      where e.receipt = a.receipt
                                        and e.source in ('PULL', 'STATEMENT', 'STATUS_RESULT', 'PERSON'))"""),
            new Rule("M6", "paid, and then not", When.ALWAYS, """
                    select t.attempt_id::text, 'PAID to ' || t.to_state || ': ' || t.reason
                    from app_transitions t left join payment_evidence e on e.id = t.evidence_id
                    where t.from_state = 'PAID' and t.to_state <> 'REVERSED'
                      and not (t.to_state = 'FAILED' and coalesce(e.source, '') = 'PERSON')"""),
            new Rule("M6", "success was told, and not believed", When.ALWAYS, """
                    select a.id::text, a.state from payment_attempt a
                    where a.state not in ('PAID', 'REVERSED')
                      and exists (select from payment_evidence e
                                  where e.attempt_id = a.id and e.meaning = 'PAID' and e.disposition = 'APPLIED')
                      and not exists (select from app_transitions t where t.attempt_id = a.id and t.from_state = 'PAID')"""),
            new Rule("M7", "failed without M-PESA's word", When.ALWAYS, """
                    select a.id::text, coalesce(a.result_code, 'no code') from payment_attempt a
                    where a.state = 'FAILED'
                      and not exists (
                          select from payment_evidence e
                          where e.attempt_id = a.id and e.meaning in ('NOT_PAID', 'REFUSED')
                            and e.disposition in ('APPLIED', 'DUPLICATE', 'CONTRADICTION')
                            and coalesce(e.result_code, '') not in %1$s)
                      and not exists (
                          select from payment_evidence soft join payment_evidence again on again.attempt_id = soft.attempt_id
                          where soft.attempt_id = a.id and soft.result_code in %1$s
                            and again.source = 'QUERY' and again.result_code in %1$s
                            and again.received_at >= soft.received_at + interval '30 seconds')""".formatted(SOFT_CODES)),
            new Rule("M7", "timed out too early", When.ALWAYS, """
                    select a.id::text, 'after ' || (t.at - a.sent_at) from app_transitions t
                        join payment_attempt a on a.id = t.attempt_id
                    where t.to_state = 'TIMED_OUT' and t.at < a.sent_at + interval '120 seconds'"""),
            new Rule("M8", "moved without evidence", When.END, """
                    select attempt_id::text, coalesce(from_state, 'nothing') || ' to ' || to_state || ': ' || reason
                    from app_transitions
                    where to_state in ('PROMPTED', 'UNCLEAR', 'QUEUED', 'FAILED', 'PAID', 'REVERSED')
                      and evidence_id is null"""),
            new Rule("M8", "evidence undecided", When.END, """
                    select e.id::text, e.source || ' ' || e.meaning || coalesce(' of ' || a.account_reference, '')
                    from payment_evidence e left join payment_attempt a on a.id = e.attempt_id
                    where e.disposition = 'PENDING'
                      and not exists (select from payment_exception x
                                      where x.attempt_id = e.attempt_id and x.resolved_at is null)"""),
            new Rule("M9", "acknowledged and not stored", When.ALWAYS, """
                    select k.reference, left(k.digest, 12) from sim_acknowledged k
                    where not exists (
                        select from payment_evidence e
                        where e.body_digest = k.digest
                          and (e.attempt_id is null or replace(e.attempt_id::text, '-', '') = k.reference))"""),
            new Rule("M10", "told twice", When.ALWAYS, """
                    select event_key, count(*) || ' times' from notification
                    group by recipient, event_key having count(*) > 1"""),
            new Rule("M10", "paid and nobody told", When.ALWAYS, """
                    select s.id::text, k.kind from therapy_session s cross join (values
                            ('PAYMENT_CONFIRMED', true), ('SESSION_PAID', false)) k (kind, to_client)
                    where s.status in ('CONFIRMED', 'IN_PROGRESS', 'COMPLETED')
                      and not exists (select from notification n
                                      where n.session_id = s.id and n.kind = k.kind
                                        and n.recipient = case when k.to_client then s.client_id else s.therapist_id end)"""),
            new Rule("M10", "failed and nobody told", When.ALWAYS, """
                    select a.id::text, 'FAILED' from payment_attempt a
                    where exists (select from app_transitions t where t.attempt_id = a.id and t.to_state = 'FAILED')
                      and not exists (select from notification n
                                      where n.session_id = a.session_id and n.kind = 'PAYMENT_FAILED'
                                        and n.event_key like '%' || a.id::text)"""),
            new Rule("M11", "one attempt rang twice", When.ALWAYS, """
                    select account, count(*) || ' prompts' from sim_pushes
                    where accepted group by account having count(*) > 1"""),
            new Rule("M11", "sent while an earlier one was undecided", When.ALWAYS, """
                    select later.id::text, 'attempt ' || later.number || ' was sent at ' || later.sent_at
                    from payment_attempt later join payment_attempt earlier
                        on earlier.session_id = later.session_id and earlier.number < later.number
                    where later.sends > 0 and earlier.sends > 0
                      and not coalesce(earlier.released_at <= later.sent_at, false)
                      and not exists (select from app_transitions t
                                      where t.attempt_id = earlier.id
                                        and t.to_state in ('FAILED', 'NOT_SENT', 'ABANDONED', 'REVERSED')
                                        and t.at <= later.sent_at)"""),
            new Rule(
                    "M12",
                    "an attempt's history has a gap",
                    When.ALWAYS,
                    HISTORY.formatted("payment_attempt", "payment_transition", "attempt_id")),
            new Rule(
                    "M12",
                    "a refund's history has a gap",
                    When.ALWAYS,
                    HISTORY.formatted("refund", "refund_transition", "refund_id")),
            new Rule("M13", "a refund pending without a flag", When.END, """
                    select f.receipt, f.state from refund f
                    where f.state in ('APPROVED', 'SENDING', 'UNCLEAR', 'ACCEPTED')"""),
            new Rule("M15", "the books were not compared twice", When.END, """
                    select 'runs', count(*) || ' finished' from reconciliation_run
                    where trigger = 'MANUAL' and state = 'FINISHED' having count(*) < 2"""),
            new Rule("M15", "comparing again says something else", When.END, """
                    select t.rule, t.items || ' items, mpesa ' || t.mpesa_cents || ', ours ' || t.our_cents
                    from reconciliation_total t join reconciliation_run r on r.id = t.run_id and r.trigger = 'MANUAL'
                    group by t.rule, t.items, t.mpesa_cents, t.our_cents
                    having count(*) <> (select count(*) from reconciliation_run
                                        where trigger = 'MANUAL' and state = 'FINISHED')"""),
            new Rule("M15", "found at M-PESA alone, or here alone", When.END, """
                    select coalesce(i.mpesa_receipt, i.our_receipt, i.attempt_id::text), i.rule
                    from reconciliation_item i join reconciliation_rule k using (rule)
                    where i.run_id = (select max(id) from reconciliation_run where trigger = 'MANUAL')
                      and (k.outcome in ('ONLY_AT_MPESA', 'ONLY_HERE')
                           or i.rule in ('AMOUNT_DIFFERS', 'REVERSED_AT_MPESA', 'NOT_REVERSED_AT_MPESA',
                                         'FAILED_AT_MPESA', 'NOT_PAID_HERE', 'NOT_COVERED'))"""),
            new Rule("M15", "a debit that no comparison lists once", When.END, """
                    select d.receipt, count(i.number) || ' times' from sim_debits d
                        left join reconciliation_item i on i.mpesa_receipt = d.receipt
                            and i.run_id = (select max(id) from reconciliation_run where trigger = 'MANUAL')
                    group by d.receipt having count(i.number) <> 1"""),
            new Rule("M15", "sums", When.END, """
                    select 'run ' || r.id, 'M-PESA took ' || s.cents || ' cents, compared ' || t.cents
                    from reconciliation_run r,
                         lateral (select coalesce(sum(mpesa_cents), 0) cents
                                  from reconciliation_total t join reconciliation_rule k using (rule)
                                  where t.run_id = r.id and k.outcome <> 'NOT_A_PAYMENT') t,
                         (select 100 * ((select coalesce(sum(amount), 0) from sim_debits)
                                        - (select coalesce(sum(amount), 0) from sim_reversals)) cents) s
                    where r.trigger = 'MANUAL' and r.state = 'FINISHED' and s.cents <> t.cents"""),
            new Rule("M13", "pending without a flag", When.SOON, """
                    select a.id::text, a.state || ' of ' || a.account_reference from payment_attempt a
                    where a.state in ('CREATED', 'QUEUED', 'SENDING')
                       or a.state in ('UNCLEAR', 'PROMPTED', 'TIMED_OUT')
                          and not exists (select from payment_exception x
                                          where x.attempt_id = a.id and x.resolved_at is null)"""),
            new Rule("M13", "a success waits without a flag", When.SOON, """
                    select a.id::text, e.source || ' says ' || e.meaning from payment_evidence e
                        join payment_attempt a on a.id = e.attempt_id
                    where e.disposition = 'PENDING' and e.meaning = 'PAID'
                      and not exists (select from payment_exception x
                                      where x.attempt_id = a.id and x.resolved_at is null)"""),
            new Rule("M13", "no receipt, and no flag", When.END, """
                    select a.id::text, a.account_reference from payment_attempt a
                    where a.provisional
                      and not exists (select from payment_exception x
                                      where x.attempt_id = a.id and x.resolved_at is null)"""));

    /** M14 for one table that has rows of an environment. */
    static Rule oneEnvironment(String table) {
        return new Rule(
                "M14",
                "rows of another environment",
                When.ALWAYS,
                "select '" + table + "', environment || ', ' || count(*) || ' rows' from " + table
                        + " where environment <> 'SIMULATOR' group by environment");
    }

    private Rules() {}
}
