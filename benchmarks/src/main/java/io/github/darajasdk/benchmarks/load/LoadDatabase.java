package io.github.darajasdk.benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The application's database: filled with open payments, counted, and driven by pgbench. */
final class LoadDatabase implements AutoCloseable {

    /** How many people besides the demo's pay by form and keep pages open. */
    static final int PAYERS = 10;

    /** The demo's client, who pays all that M-PESA tells of. */
    private static final String CLIENT = "wanjiku@example.com";

    private static final String PASSWORD = "smiling-steps";

    /** More clients, with the password of the demo's. */
    private static final String MORE_PAYERS = """
            insert into app_user (id, email, display_name, role, password_hash, demo, created_at)
            select md5('payer-' || i)::uuid, 'payer-' || i || '@example.com', 'Payer ' || i, 'CLIENT', password_hash, true, now()
            from app_user, generate_series(0, %d - 1) i
            where email = '%s'
            on conflict do nothing""".formatted(PAYERS, CLIENT);

    /** Sessions number i, waiting for their money. */
    private static final String SESSIONS = """
            insert into therapy_session (id, booking_number, client_id, therapist_id, starts_at, ends_at, price, status,
                                         environment, merchant, created_at, changed_at)
            select md5('s' || i)::uuid, 'L' || lpad(i::text, 7, '0'),
                   (select id from app_user where email = %3$s),
                   (select id from app_user where email = 'achieng@example.com'),
                   timestamptz '2030-01-01' + i * interval '1 hour', timestamptz '2030-01-01' + (i + 1) * interval '1 hour',
                   1500, 'APPROVED', 'SIMULATOR', '174379', now(), now()
            from generate_series(%1$d, %2$d) i""";

    /** Their prompts, which M-PESA has accepted. */
    private static final String ATTEMPTS = """
            insert into payment_attempt (id, session_id, environment, merchant, number, payer_id, phone, amount_kes,
                                         account_reference, idempotency_key, request_digest, state, sends,
                                         checkout_request_id, merchant_request_id, created_at, expires_at, sent_at)
            select md5('a' || i)::uuid, md5('s' || i)::uuid, 'SIMULATOR', '174379', 1,
                   (select id from app_user where email = %3$s),
                   '2547' || lpad(i::text, 8, '0'), 1500, 'L' || lpad(i::text, 7, '0') || '-1', 'load-key-' || i, 'digest',
                   'PROMPTED', 1, 'ws_CO_load_' || i, 'load-' || i, now(), now() + interval '5 minutes', now()
            from generate_series(%1$d, %2$d) i""";

    private static final String ANSWERS = """
            insert into payment_evidence (id, environment, merchant, attempt_id, source, authenticity, meaning,
                                          checkout_request_id, merchant_request_id, raw_body, body_digest, received_at,
                                          disposition)
            select md5('e' || i)::uuid, 'SIMULATOR', '174379', md5('a' || i)::uuid, 'PUSH_ANSWER', 'OWN_CALL', 'ACCEPTED',
                   'ws_CO_load_' || i, 'load-' || i, '{}'::bytea, 'answer-' || i, now(), 'APPLIED'
            from generate_series(%1$d, %2$d) i""";

    /** What a paid callback changes, in as few round trips as it can be done: lock and read, then one statement. */
    private static final String CALLBACK_BY_PGBENCH = """
            \\set n :n + 1
            \\set i :first + :client_id * :share + :n
            begin;
            select s.id, s.status, a.state, a.amount_kes, a.checkout_request_id, a.merchant_request_id
            from therapy_session s join payment_attempt a on a.session_id = s.id
            where s.id = md5('s' || :i)::uuid for update of s;
            with evidence as (
                insert into payment_evidence (id, environment, merchant, attempt_id, source, authenticity, meaning,
                                              checkout_request_id, merchant_request_id, result_code, result_description,
                                              receipt, amount_kes, phone, raw_body, body_digest, received_at, disposition)
                values (md5('p' || :i)::uuid, 'SIMULATOR', '174379', md5('a' || :i)::uuid, 'CALLBACK', 'PAYMENT_TOKEN', 'PAID',
                        'ws_CO_load_' || :i, 'load-' || :i, '0', 'The service request is processed successfully.',
                        'L' || lpad(:i::text, 9, '0'), 1500, '254708374149', repeat('x', 700)::bytea, md5('b' || :i), now(),
                        'APPLIED')),
            receipt as (
                insert into mpesa_receipt (environment, receipt, merchant, amount_kes, attempt_id, session_id, disposition,
                                           evidence_id, transaction_time, recorded_at)
                values ('SIMULATOR', 'L' || lpad(:i::text, 9, '0'), '174379', 1500, md5('a' || :i)::uuid,
                        md5('s' || :i)::uuid, 'APPLIED', md5('p' || :i)::uuid, now(), now())),
            attempt as (
                update payment_attempt set state = 'PAID', receipt = 'L' || lpad(:i::text, 9, '0'), result_code = '0',
                                           settled_at = now()
                where id = md5('a' || :i)::uuid and state = 'PROMPTED'),
            transition as (
                insert into payment_transition (attempt_id, from_state, to_state, evidence_id, reason, at)
                values (md5('a' || :i)::uuid, 'PROMPTED', 'PAID', md5('p' || :i)::uuid, 'M-PESA says it is paid', now())),
            notified as (
                insert into notification (id, recipient, event_key, kind, session_id, created_at)
                select md5('n' || u.id || :i)::uuid, u.id, 'paid-' || :i, 'PAYMENT_CONFIRMED', md5('s' || :i)::uuid, now()
                from app_user u where u.email in ('wanjiku@example.com', 'achieng@example.com'))
            update therapy_session set status = 'CONFIRMED', changed_at = now()
            where id = md5('s' || :i)::uuid and status = 'APPROVED';
            select pg_notify('measured', 'session');
            commit;
            """;

    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern DONE = Pattern.compile("transactions actually processed: ([0-9]+)");

    private final int port;
    private final Connection connection;

    LoadDatabase(int port) throws SQLException {
        this.port = port;
        this.connection =
                DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/smiling_steps", "postgres", "");
    }

    /** Sessions of one client whose prompts are on the phones. */
    void openPayments(long first, long last) throws SQLException {
        openPayments(first, last, "'" + CLIENT + "'");
    }

    /** The same, shared out among the payers. */
    void openPaymentsOfPayers(long first, long last) throws SQLException {
        update(MORE_PAYERS);
        openPayments(first, last, ofPayers());
    }

    private void openPayments(long first, long last, String client) throws SQLException {
        update(SESSIONS.formatted(first, last, client));
        update(ATTEMPTS.formatted(first, last, client));
        update(ANSWERS.formatted(first, last));
        update("analyze therapy_session, payment_attempt, payment_evidence");
    }

    /** Sessions that nobody has tried to pay, shared out among the payers. */
    void sessionsOfPayers(long first, long last) throws SQLException {
        update(MORE_PAYERS);
        update(SESSIONS.formatted(first, last, ofPayers()));
        update("analyze therapy_session");
    }

    private static String ofPayers() {
        return "'payer-' || i % " + PAYERS + " || '@example.com'";
    }

    /** Signs in those who own the sessions. */
    static List<Visitor> payers(int port) throws IOException {
        List<Visitor> payers = new ArrayList<>();
        for (int i = 0; i < PAYERS; i++) {
            payers.add(new Visitor(port, "payer-" + i + "@example.com", PASSWORD));
        }
        return payers;
    }

    long number(String sql) throws SQLException {
        return Math.round(figure(sql));
    }

    double figure(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getDouble(1);
        }
    }

    void update(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Runs pgbench over open payments, as many connections as the application's load.
     *
     * @return transactions each second
     */
    double pgbench(long first, long share, int clients, Duration duration) throws IOException, InterruptedException {
        Path script = Files.createTempFile("callback", ".sql");
        Files.writeString(script, CALLBACK_BY_PGBENCH.replaceAll("(?m)^ +", ""));
        Process pgbench = new ProcessBuilder(
                        "pgbench",
                        "-n",
                        "-M",
                        "prepared",
                        "-c",
                        String.valueOf(clients),
                        "-j",
                        "2",
                        "-T",
                        String.valueOf(duration.toSeconds()),
                        "-D",
                        "n=0",
                        "-D",
                        "first=" + first,
                        "-D",
                        "share=" + share,
                        "-f",
                        script.toString(),
                        "-h",
                        "127.0.0.1",
                        "-p",
                        String.valueOf(port),
                        "-U",
                        "postgres",
                        "smiling_steps")
                .redirectErrorStream(true)
                .start();
        String output = new String(pgbench.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher tps = TPS.matcher(output);
        Matcher done = DONE.matcher(output);
        if (pgbench.waitFor() != 0
                || !tps.find()
                || !done.find()
                || done.group(1).equals("0")) {
            throw new IOException("pgbench failed: " + output);
        }
        return Double.parseDouble(tps.group(1));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
