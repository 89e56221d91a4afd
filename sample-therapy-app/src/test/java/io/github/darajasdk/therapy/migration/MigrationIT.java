package io.github.darajasdk.therapy.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.testing.TestDatabase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The newest migrations, on the populated database of the previous version. */
class MigrationIT {

    private final DataSource database = TestDatabase.empty().dataSource();
    private final JdbcClient jdbc = JdbcClient.create(database);

    @Test
    void nothingThatWasStoredIsLostOrChangedAndASecondTimeDoesNothing() {
        PreviousVersion.migrate(database);
        anAttemptOfEveryState();
        Map<String, String> columns = columns();
        Map<String, String> before = contents(columns);
        assertThat(before.keySet()).contains("payment_attempt", "payment_evidence", "mpesa_receipt", "scheduled_tasks");
        assertThat(rows("payment_attempt")).isEqualTo(AttemptState.values().length);

        MigrateResult first = newest().migrate();

        assertThat(first.migrationsExecuted).isPositive();
        assertThat(contents(columns)).isEqualTo(before);

        MigrateResult second = newest().migrate();

        assertThat(second.migrationsExecuted).isZero();
        assertThat(newest().validateWithResult().validationSuccessful).isTrue();
        assertThat(contents(columns)).isEqualTo(before);
    }

    private Flyway newest() {
        return Flyway.configure().dataSource(database).outOfOrder(true).load();
    }

    /** The tables of the previous version with its columns, which the newest version may add to. */
    private Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        jdbc.sql("""
                        select table_name, string_agg(quote_ident(column_name), ', ' order by ordinal_position)
                        from information_schema.columns
                        where table_schema = 'public' and table_name <> 'flyway_schema_history'
                        group by table_name order by table_name""").query(row -> {
            columns.put(row.getString(1), row.getString(2));
        });
        return columns;
    }

    private Map<String, String> contents(Map<String, String> columns) {
        Map<String, String> contents = new LinkedHashMap<>();
        columns.forEach((table, names) -> contents.put(
                table,
                jdbc.sql("select count(*) || ' rows, ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '')"
                                + " from (select " + names + " from " + table + ") t")
                        .query(String.class)
                        .single()));
        return contents;
    }

    private long rows(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    private void anAttemptOfEveryState() {
        UUID client = user("CLIENT");
        UUID therapist = user("THERAPIST");
        jdbc.sql("insert into therapist_price values (:id, 1500)")
                .param("id", therapist)
                .update();
        jdbc.sql("insert into sign_in_throttle values ('somebody', 3, now())").update();
        for (AttemptState state : AttemptState.values()) {
            UUID session = session(client, therapist, state);
            UUID attempt = attempt(client, session, state);
            List<UUID> evidence = List.of(evidence(attempt, "APPLIED"), evidence(attempt, "PENDING"));
            String receipt = "R" + String.format("%09d", state.ordinal());
            if (state == AttemptState.PAID || state == AttemptState.REVERSED) {
                jdbc.sql("""
                                insert into mpesa_receipt (environment, receipt, merchant, amount_kes, attempt_id, session_id,
                                                           disposition, evidence_id, recorded_at)
                                values ('SANDBOX', :receipt, '600123', 1500, :attempt, :session, :disposition, :evidence, now())""")
                        .param("receipt", receipt)
                        .param("attempt", attempt)
                        .param("session", session)
                        .param("disposition", state == AttemptState.PAID ? "APPLIED" : "REVERSED")
                        .param("evidence", evidence.get(0))
                        .update();
            }
            jdbc.sql("""
                            insert into payment_transition (attempt_id, from_state, to_state, evidence_id, reason, at)
                            values (:attempt, null, :state, :evidence, 'why', now())""")
                    .param("attempt", attempt)
                    .param("state", state.name())
                    .param("evidence", evidence.get(0))
                    .update();
            jdbc.sql("""
                            insert into payment_exception (id, environment, kind, session_id, attempt_id, opened_at)
                            values (:id, 'SANDBOX', 'UNRESOLVED', :session, :attempt, now())""")
                    .param("id", UUID.randomUUID())
                    .param("session", session)
                    .param("attempt", attempt)
                    .update();
            jdbc.sql("""
                            insert into notification (id, recipient, event_key, kind, session_id, created_at)
                            values (:id, :client, :id, 'SESSION_APPROVED', :session, now())""")
                    .param("id", UUID.randomUUID())
                    .param("client", client)
                    .param("session", session)
                    .update();
            jdbc.sql("""
                            insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                            values ('payment-query', :attempt, now(), false, 1)""").param("attempt", attempt.toString()).update();
        }
    }

    private UUID user(String role) {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into app_user (id, email, password_hash, display_name, role, created_at)"
                        + " values (:id, :email, 'x', 'Somebody', :role, now())")
                .param("id", id)
                .param("email", id + "@example.com")
                .param("role", role)
                .update();
        return id;
    }

    private UUID session(UUID client, UUID therapist, AttemptState state) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into therapy_session (id, booking_number, client_id, therapist_id, starts_at, ends_at, price,
                                                     status, environment, merchant, created_at, changed_at)
                        values (:id, :number, :client, :therapist, now() + :hour * interval '1 hour',
                                now() + (:hour + 1) * interval '1 hour', 1500, :status, 'SANDBOX', '600123', now(), now())""")
                .param("id", id)
                .param("number", "BK" + (10_000 + state.ordinal()))
                .param("client", client)
                .param("therapist", therapist)
                .param("hour", state.ordinal())
                .param("status", state == AttemptState.PAID ? "CONFIRMED" : "APPROVED")
                .update();
        return id;
    }

    private UUID attempt(UUID client, UUID session, AttemptState state) {
        UUID id = UUID.randomUUID();
        boolean named = state != AttemptState.CREATED
                && state != AttemptState.QUEUED
                && state != AttemptState.SENDING
                && state != AttemptState.UNCLEAR
                && state != AttemptState.NOT_SENT;
        jdbc.sql("""
                        insert into payment_attempt (id, session_id, environment, merchant, number, payer_id, phone, amount_kes,
                                                     account_reference, idempotency_key, request_digest, state, sends,
                                                     checkout_request_id, receipt, created_at, expires_at, sent_at)
                        values (:id, :session, 'SANDBOX', '600123', 1, :payer, '254712345678', 1500, 'BK10001-1', :key,
                                'digest', :state, 1, :checkout, :receipt, now(), now(), now())""")
                .param("id", id)
                .param("session", session)
                .param("payer", client)
                .param("key", id.toString())
                .param("state", state.name())
                .param("checkout", named ? "ws_CO_" + id : null)
                .param("receipt", state == AttemptState.PAID ? "R" + String.format("%09d", state.ordinal()) : null)
                .update();
        return id;
    }

    private UUID evidence(UUID attempt, String disposition) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into payment_evidence (id, environment, merchant, attempt_id, source, authenticity, meaning,
                                                      raw_body, body_digest, received_at, disposition)
                        values (:id, 'SANDBOX', '600123', :attempt, 'CALLBACK', 'PAYMENT_TOKEN', 'PAID', 'body', 'digest', now(),
                                :disposition)""")
                .param("id", id)
                .param("attempt", attempt)
                .param("disposition", disposition)
                .update();
        return id;
    }
}
