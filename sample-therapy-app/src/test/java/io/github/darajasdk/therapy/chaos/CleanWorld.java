package io.github.darajasdk.therapy.chaos;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows in which everything is as it must be: a payment of each kind, and the truth they agree with. Tests of the {@link
 * Checker} spoil one thing among them.
 */
final class CleanWorld {

    private static final String PEOPLE = """
            insert into app_user (id, email, display_name, role, password_hash, created_at) values
                ('00000000-0000-0000-0000-00000000000c', 'client@example.com', 'Client', 'CLIENT', 'x', now()),
                ('00000000-0000-0000-0000-00000000000d', 'therapist@example.com', 'Therapist', 'THERAPIST', 'x', now());
            """;

    private static final String LAST_RUN = "(select max(id) from reconciliation_run)";

    private final Connection connection;
    private final List<Truth.Debit> debits = new ArrayList<>();
    private final List<Truth.Push> pushes = new ArrayList<>();
    private final List<Truth.Acknowledged> acknowledged = new ArrayList<>();
    private final List<Truth.Reversal> reversals = new ArrayList<>();
    private final List<Truth.ReversalRequest> reversalRequests = new ArrayList<>();

    /** @param connection in a transaction that the caller rolls back */
    CleanWorld(Connection connection) {
        this.connection = connection;
        sql(PEOPLE);
        paidByCallback(1, 1500);
        refusedByThePayer(2);
        sql(session(3, "CONFIRMED") + attempt(3, 1, "PAID", "receipt = 'UKTESTA031'", 240) + notified(3));
        proof(3, 1, "UKTESTA031", 1500, "APPLIED");
        sql(attempt(3, 2, "PAID", "receipt = 'UKTESTA032'", 120)
                + "update payment_attempt set released_at = sent_at + interval '1 minute', released_by = payer_id"
                + " where id = '" + id(3, 1) + "';");
        proof(3, 2, "UKTESTA032", 1500, "DUPLICATE");
        sql(exception(3, 2, "DUPLICATE", "UKTESTA032") + refund(3, 2, "UKTESTA032") + moved(3, 2, null, "REQUESTED"));
        sql(session(4, "APPROVED") + attempt(4, 1, "PAID", "receipt = 'UKTESTA041'", 120));
        proof(4, 1, "UKTESTA041", 1501, 1500, "WRONG_AMOUNT");
        sql(exception(4, 1, "WRONG_AMOUNT", "UKTESTA041"));
        sql(session(5, "CANCELLED") + attempt(5, 1, "PAID", "receipt = 'UKTESTA051'", 120));
        proof(5, 1, "UKTESTA051", 1500, "LATE");
        sql(exception(5, 1, "LATE", "UKTESTA051") + refund(5, 1, "UKTESTA051") + moved(5, 1, null, "REQUESTED"));
        sql(session(6, "CONFIRMED") + attempt(6, 1, "PAID", "provisional = true", 120) + notified(6));
        evidence(6, 1, "QUERY", "PAID", "0", null, null, 30);
        sql(transition(6, 1, "SENDING", "PAID", evidenceId(6, 1, "QUERY")) + exception(6, 1, "RECEIPT_MISSING", null));
        sql(session(7, "APPROVED") + attempt(7, 1, "TIMED_OUT", "number = number", 900));
        sql(transition(7, 1, "SENDING", "TIMED_OUT", null) + exception(7, 1, "UNRESOLVED", null));
        refunded(8);
        compared();
        compared();
    }

    private void refunded(int session) {
        String receipt = "UKTESTA0" + session + "1";
        sql(session(session, "CANCELLED") + attempt(session, 1, "PAID", "receipt = '" + receipt + "'", 120));
        proof(session, 1, receipt, 1500, "LATE");
        sql(exception(session, 1, "LATE", receipt)
                + refund(session, 1, receipt)
                + moved(session, 1, null, "REQUESTED")
                + moved(session, 1, "REQUESTED", "APPROVED")
                + moved(session, 1, "APPROVED", "SENDING")
                + moved(session, 1, "SENDING", "REFUNDED")
                + "update refund set state = 'REFUNDED' where receipt = '" + receipt + "';"
                + "update mpesa_receipt set disposition = 'REVERSED' where receipt = '" + receipt + "';"
                + "update payment_attempt set state = 'REVERSED' where receipt = '" + receipt + "';"
                + transition(session, 1, "PAID", "REVERSED", evidenceId(session, 1, "CALLBACK")));
        reversals.add(new Truth.Reversal(receipt, 1500));
        reversalRequests.add(new Truth.ReversalRequest(receipt));
    }

    private static String refund(int session, int number, String receipt) {
        return "insert into refund (id, environment, merchant, receipt, amount_kes, session_id, reason, state,"
                + " requested_at) values ('" + refundId(session, number) + "', 'SIMULATOR', '600123', '" + receipt
                + "', 1500, '" + sessionId(session) + "', 'LATE', 'REQUESTED', now());";
    }

    /** A line of a refund's history. */
    static String moved(int session, int number, String from, String to) {
        return "insert into refund_transition (refund_id, from_state, to_state, reason, at) values ('"
                + refundId(session, number) + "', " + quoted(from) + ", '" + to + "', 'test', now());";
    }

    /** A comparison of the books that found every debit where it belongs. */
    private void compared() {
        long left = debits.stream().mapToLong(Truth.Debit::amount).sum()
                - reversals.stream().mapToLong(Truth.Reversal::amount).sum();
        sql("insert into reconciliation_run (environment, merchant, from_time, to_time, trigger, started_by,"
                + " requested_at, state, done_until) values ('SIMULATOR', '600123', now() - interval '1 day', now(),"
                + " 'MANUAL', '00000000-0000-0000-0000-00000000000d', now(), 'RUNNING', now())");
        for (Truth.Debit debit : debits) {
            sql("insert into reconciliation_item (run_id, at, rule, mpesa_receipt, our_receipt) values (" + LAST_RUN
                    + ", now(), 'EXACT', '" + debit.receipt() + "', '" + debit.receipt() + "')");
        }
        sql("insert into reconciliation_total (run_id, rule, items, mpesa_cents, our_cents) values (" + LAST_RUN
                + ", 'EXACT', " + debits.size() + ", " + 100 * left + ", " + 100 * left + ");"
                + "update reconciliation_run set state = 'FINISHED', finished_at = now() where id = " + LAST_RUN);
    }

    private void paidByCallback(int session, long amount) {
        String receipt = "UKTESTA0" + session + "1";
        sql(session(session, "CONFIRMED")
                + attempt(session, 1, "PAID", "receipt = '" + receipt + "'", 120)
                + notified(session));
        proof(session, 1, receipt, amount, "APPLIED");
    }

    private void refusedByThePayer(int session) {
        sql(session(session, "APPROVED")
                + attempt(session, 1, "FAILED", "result_code = '1032'", 120)
                + "insert into notification (id, recipient, event_key, kind, session_id, created_at)"
                + " select gen_random_uuid(), client_id, 'PAYMENT_FAILED:" + id(session, 1)
                + "', 'PAYMENT_FAILED', id, now() from therapy_session where id = '" + sessionId(session) + "';");
        evidence(session, 1, "CALLBACK", "NOT_PAID", "1032", null, null, 20);
        sql(transition(session, 1, "SENDING", "FAILED", evidenceId(session, 1, "CALLBACK")));
    }

    private void proof(int session, int number, String receipt, long amount, String disposition) {
        proof(session, number, receipt, amount, amount, disposition);
    }

    private void proof(int session, int number, String receipt, long told, long taken, String disposition) {
        evidence(session, number, "CALLBACK", "PAID", "0", receipt, told, 20);
        String proof = evidenceId(session, number, "CALLBACK");
        sql(transition(session, number, "SENDING", "PAID", proof)
                + "insert into mpesa_receipt (environment, receipt, merchant, amount_kes, attempt_id, session_id,"
                + " disposition, evidence_id, recorded_at) values ('SIMULATOR', '" + receipt + "', '600123', " + told
                + ", '" + id(session, number) + "', '" + sessionId(session) + "', '" + disposition + "', '" + proof
                + "', now());");
        debits.add(new Truth.Debit(receipt, checkout(session, number), account(session, number), taken, told));
    }

    private void evidence(
            int session, int number, String source, String meaning, String code, String receipt, Long amount, int at) {
        String evidence = evidenceId(session, number, source);
        sql("insert into payment_evidence (id, environment, merchant, attempt_id, source, authenticity, meaning,"
                + " checkout_request_id, result_code, receipt, amount_kes, raw_body, body_digest, received_at,"
                + " disposition) select '" + evidence + "', environment, merchant, id, '" + source + "', 'OWN_CALL', '"
                + meaning + "', checkout_request_id, '" + code + "', " + quoted(receipt) + ", " + amount
                + ", 'x'::bytea, 'digest of " + evidence + "', sent_at + interval '" + at + " seconds', 'APPLIED'"
                + " from payment_attempt where id = '" + id(session, number) + "';");
        if (source.equals("CALLBACK")) {
            acknowledged.add(new Truth.Acknowledged(id(session, number).replace("-", ""), "digest of " + evidence));
        }
    }

    private static String session(int session, String status) {
        return "insert into therapy_session (id, booking_number, client_id, therapist_id, starts_at, ends_at, price,"
                + " status, environment, merchant, created_at, changed_at) values ('" + sessionId(session)
                + "', 'CLEAN" + session + "', '00000000-0000-0000-0000-00000000000c',"
                + " '00000000-0000-0000-0000-00000000000d', now() + interval '" + session + " days', now() + interval '"
                + session + " days 1 hour', 1500, '" + status + "', 'SIMULATOR', '600123', now(), now());";
    }

    private String attempt(int session, int number, String state, String set, int secondsAgo) {
        String attempt = id(session, number);
        pushes.add(new Truth.Push(account(session, number), true, Instant.now().minusSeconds(secondsAgo)));
        return "insert into payment_attempt (id, session_id, environment, merchant, number, payer_id, phone, amount_kes,"
                + " account_reference, idempotency_key, request_digest, state, sends, checkout_request_id, created_at,"
                + " expires_at, sent_at) values ('" + attempt + "', '" + sessionId(session)
                + "', 'SIMULATOR', '600123', " + number
                + ", '00000000-0000-0000-0000-00000000000c', '254712345678', 1500, '" + account(session, number)
                + "', 'key of " + attempt + "', 'digest', 'PROMPTED', 1, '"
                + checkout(session, number) + "', now() - interval '" + secondsAgo
                + " seconds', now() + interval '5 minutes', now() - interval '" + secondsAgo + " seconds');"
                + "insert into payment_transition (attempt_id, from_state, to_state, reason, at) values ('" + attempt
                + "', null, 'CREATED', 'test', now()), ('" + attempt + "', 'CREATED', 'SENDING', 'test', now());"
                + "update payment_attempt set state = '" + state + "', " + set + " where id = '" + attempt + "';";
    }

    private static String notified(int session) {
        return "insert into notification (id, recipient, event_key, kind, session_id, created_at)"
                + " select gen_random_uuid(), client_id, 'PAYMENT_CONFIRMED:' || id, 'PAYMENT_CONFIRMED', id, now()"
                + " from therapy_session where id = '" + sessionId(session) + "';"
                + "insert into notification (id, recipient, event_key, kind, session_id, created_at)"
                + " select gen_random_uuid(), therapist_id, 'SESSION_PAID:' || id, 'SESSION_PAID', id, now()"
                + " from therapy_session where id = '" + sessionId(session) + "';";
    }

    private static String transition(int session, int number, String from, String to, String evidence) {
        return "insert into payment_transition (attempt_id, from_state, to_state, evidence_id, reason, at) select id, '"
                + from + "', '" + to + "', " + quoted(evidence) + ", 'test', sent_at + interval '"
                + (to.equals("TIMED_OUT") ? 120 : 20) + " seconds' from payment_attempt where id = '"
                + id(session, number) + "';";
    }

    private static String exception(int session, int number, String kind, String receipt) {
        return "insert into payment_exception (id, environment, kind, session_id, attempt_id, receipt, opened_at)"
                + " values (gen_random_uuid(), 'SIMULATOR', '" + kind + "', '" + sessionId(session) + "', '"
                + id(session, number) + "', " + quoted(receipt) + ", now());";
    }

    private static String quoted(String text) {
        return text == null ? "null" : "'" + text + "'";
    }

    static String sessionId(int session) {
        return "10000000-0000-0000-0000-0000000000%02d".formatted(session);
    }

    static String id(int session, int number) {
        return "20000000-0000-0000-0000-000000000%02d%d".formatted(session, number);
    }

    static String refundId(int session, int number) {
        return "40000000-0000-0000-0000-000000000%02d%d".formatted(session, number);
    }

    static String evidenceId(int session, int number, String source) {
        return "3000000%d-0000-0000-0000-000000000%02d%d".formatted(source.equals("QUERY") ? 1 : 0, session, number);
    }

    static String account(int session, int number) {
        return "CLEAN" + session + "-" + number;
    }

    static String checkout(int session, int number) {
        return "ws_CO_TEST" + session + number;
    }

    void sql(String statements) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException e) {
            throw new IllegalStateException(statements, e);
        }
    }

    List<Truth.Debit> debits() {
        return debits;
    }

    List<Truth.Push> pushes() {
        return pushes;
    }

    List<Truth.Acknowledged> acknowledged() {
        return acknowledged;
    }

    List<Truth.Reversal> reversals() {
        return reversals;
    }

    List<Truth.ReversalRequest> reversalRequests() {
        return reversalRequests;
    }

    List<Violation> check() throws SQLException {
        return Checker.check(
                connection, Rule.When.END, acknowledged, () -> new Truth(debits, pushes, reversals, reversalRequests));
    }
}
