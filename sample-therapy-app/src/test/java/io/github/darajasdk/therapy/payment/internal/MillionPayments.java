package io.github.darajasdk.therapy.payment.internal;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A practice that has been at it for years: any number of settled payments, made by the database itself. One in a
 * thousand is open.
 */
final class MillionPayments {

    private MillionPayments() {}

    static void fill(JdbcClient jdbc, int payments) {
        sql(jdbc, """
                insert into app_user (id, email, display_name, role, password_hash, created_at)
                select md5('user' || n)::uuid, 'old' || n || '@example.com', 'Old ' || n,
                       case when n <= 50 then 'THERAPIST' else 'CLIENT' end, 'x', timestamptz '2024-01-01'
                from generate_series(1, 50 + :count / 20) n""", payments);
        sql(jdbc, """
                insert into therapy_session (id, booking_number, client_id, therapist_id, starts_at, ends_at, price, status,
                                             environment, merchant, created_at, changed_at)
                select md5('session' || n)::uuid, 'A' || n, md5('user' || 51 + n % (:count / 20))::uuid,
                       md5('user' || 1 + n % 50)::uuid, moment, moment + interval '1 hour', 1500,
                       case when n % 1000 = 0 then 'PENDING_APPROVAL' else 'COMPLETED' end,
                       'SIMULATOR', '600123', moment, moment
                from generate_series(10001, 10000 + :count) n,
                     lateral (select timestamptz '2024-01-01' + n * interval '1 minute' as moment) m""", payments);
        sql(jdbc, """
                insert into payment_attempt (id, session_id, environment, merchant, number, payer_id, phone, amount_kes,
                    account_reference, idempotency_key, request_digest, state, sends, checkout_request_id,
                    merchant_request_id, receipt, created_at, expires_at, sent_at, settled_at)
                select md5('attempt' || n)::uuid, md5('session' || n)::uuid, 'SIMULATOR', '600123', 1,
                       md5('user' || 51 + n % (:count / 20))::uuid, '2547' || lpad((n % 90000000)::text, 8, '0'), 1500,
                       'A' || n || '-1', case when n > :count - :count / 100 then 'key-of-' || n end, 'digest',
                       case when open then 'TIMED_OUT' else 'PAID' end, 1, 'ws_CO_' || n, 'MR_' || n,
                       case when not open then 'R' || lpad(n::text, 9, '0') end, moment, moment, moment,
                       case when not open then moment end
                from generate_series(10001, 10000 + :count) n,
                     lateral (select timestamptz '2024-01-01' + n * interval '1 minute' as moment, n % 1000 = 0 as open) m""", payments);
        sql(jdbc, """
                insert into payment_evidence (id, environment, merchant, attempt_id, source, authenticity, meaning,
                    checkout_request_id, merchant_request_id, receipt, amount_kes, raw_body, body_digest, received_at,
                    disposition)
                select md5('evidence' || n || source)::uuid, 'SIMULATOR', '600123', md5('attempt' || n)::uuid, source,
                       'OWN_CALL', case source when 'CALLBACK' then 'PAID' else 'ACCEPTED' end, 'ws_CO_' || n, 'MR_' || n,
                       case source when 'CALLBACK' then 'R' || lpad(n::text, 9, '0') end, 1500, 'body', 'digest',
                       timestamptz '2024-01-01' + n * interval '1 minute', 'APPLIED'
                from generate_series(10001, 10000 + :count) n, unnest(array ['PUSH_ANSWER', 'CALLBACK']) source
                where n % 1000 <> 0 or source <> 'CALLBACK'""", payments);
        sql(jdbc, """
                insert into mpesa_receipt (environment, receipt, merchant, amount_kes, attempt_id, session_id, disposition,
                                           evidence_id, recorded_at)
                select 'SIMULATOR', 'R' || lpad(n::text, 9, '0'), '600123', 1500, md5('attempt' || n)::uuid,
                       md5('session' || n)::uuid, 'APPLIED', md5('evidence' || n || 'CALLBACK')::uuid,
                       timestamptz '2024-01-01' + n * interval '1 minute'
                from generate_series(10001, 10000 + :count) n where n % 1000 <> 0""", payments);
        sql(jdbc, """
                insert into payment_transition (attempt_id, from_state, to_state, reason, at)
                select md5('attempt' || n)::uuid, step[1], step[2], 'long ago',
                       timestamptz '2024-01-01' + n * interval '1 minute'
                from generate_series(10001, 10000 + :count) n,
                     (values (array [null, 'CREATED']), (array ['CREATED', 'SENDING']), (array ['SENDING', 'PROMPTED'])) s(step)""", payments);
        sql(jdbc, """
                insert into payment_exception (id, environment, kind, session_id, attempt_id, opened_at, resolved_at, resolution)
                select md5('case' || n)::uuid, 'SIMULATOR', 'UNRESOLVED', md5('session' || n)::uuid,
                       md5('attempt' || n)::uuid, timestamptz '2024-01-01' + n * interval '1 minute', now(), 'done'
                from generate_series(10001, 10000 + :count) n where n % 20 = 0""", payments);
        sql(jdbc, """
                insert into notification (id, recipient, event_key, kind, session_id, created_at, read_at)
                select md5('note' || n)::uuid, md5('user' || 51 + n % (:count / 20))::uuid, 'old' || n, 'SESSION_APPROVED',
                       md5('session' || n)::uuid, timestamptz '2024-01-01' + n * interval '1 minute', now()
                from generate_series(10001, 10000 + :count) n""", payments);
        sql(jdbc, """
                insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                select 'payment-query', md5('attempt' || n)::uuid::text, timestamptz '2099-01-01', false, 1
                from generate_series(10001, 10000 + :count) n where n % 10 = 0""", payments);
        jdbc.sql("analyze").update();
    }

    private static void sql(JdbcClient jdbc, String sql, int payments) {
        jdbc.sql(sql).param("count", payments).update();
    }
}
