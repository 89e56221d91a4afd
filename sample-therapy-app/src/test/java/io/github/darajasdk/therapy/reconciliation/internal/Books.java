package io.github.darajasdk.therapy.reconciliation.internal;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.zaxxer.hikari.HikariDataSource;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.payment.ReportedMovement;
import io.github.darajasdk.therapy.platform.Jobs;
import io.github.darajasdk.therapy.platform.LiveUpdates;
import io.github.darajasdk.therapy.reconciliation.Item;
import io.github.darajasdk.therapy.reconciliation.ItemFilter;
import io.github.darajasdk.therapy.reconciliation.MatchRule;
import io.github.darajasdk.therapy.reconciliation.Period;
import io.github.darajasdk.therapy.reconciliation.Run;
import io.github.darajasdk.therapy.reconciliation.RunId;
import io.github.darajasdk.therapy.reconciliation.RunTrigger;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import io.github.darajasdk.therapy.settings.PaymentMode;
import io.github.darajasdk.therapy.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Both books of one short code, on a real PostgreSQL, filled row by row by a test. Every instance is another short code
 * of the same database, so that many small ones cost little.
 */
final class Books {

    static final Instant DAY = Instant.parse("2026-11-20T00:00:00Z");
    static final Period PERIOD = new Period(DAY, DAY.plus(Duration.ofDays(1)));
    static final long PRICE = 1_500;

    private static final AtomicInteger COUNT = new AtomicInteger(100_000);
    private static final DataSource DATABASE = pooled(TestDatabase.fresh());
    private static final JdbcClient JDBC = JdbcClient.create(DATABASE);
    private static final UUID CLIENT = user("CLIENT");
    private static final UUID THERAPIST = user("THERAPIST");

    final PaymentMode mode = new PaymentMode(PaymentEnvironment.SIMULATOR, Integer.toString(COUNT.incrementAndGet()));
    final UserId admin = new UserId(user("ADMIN"));
    final List<ReportedMovement> reported = new ArrayList<>();
    final TransactionTemplate transactions = new TransactionTemplate(new DataSourceTransactionManager(DATABASE));
    final RunStore runs = new RunStore(JDBC);
    final ItemStore items = new ItemStore(JDBC, new JdbcTemplate(DATABASE));
    final RecordStore records = new RecordStore(JDBC);
    final Clock clock = Clock.fixed(DAY.plus(Duration.ofHours(20)), ZoneOffset.UTC);
    final StatementNews news = new StatementNews(JDBC, transactions, reported::add, clock);
    final RunWork work = new RunWork(
            runs,
            new Matching(JDBC),
            new PullCoverage(JDBC),
            new Leftovers(JDBC),
            new RunTotals(JDBC),
            news,
            transactions,
            new NoPages(),
            event -> {},
            clock);
    final RunJobs jobs = new RunJobs(new NoJobs(clock), runs, clock);
    final StatementImporter statements =
            new StatementImporter(new JdbcTemplate(DATABASE), transactions, records, jobs, clock);

    /** Thousands of small statements: a connection for each would take most of the time. */
    private static DataSource pooled(TestDatabase database) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(database.url());
        pool.setUsername(database.user());
        pool.setMaximumPoolSize(4);
        return pool;
    }

    static JdbcClient jdbc() {
        return JDBC;
    }

    private static final class NoPages implements LiveUpdates {

        @Override
        public void changed(String topic) {}

        @Override
        public SseEmitter stream(String... topics) {
            throw new UnsupportedOperationException("no page is open");
        }
    }

    private static final class NoJobs extends Jobs {

        NoJobs(Clock clock) {
            super(null, null, null, clock);
        }

        @Override
        public <T> boolean schedule(TaskInstance<T> job, Instant at) {
            return true;
        }

        @Override
        public <T> boolean scheduleAnew(TaskInstance<T> job, Instant at) {
            return true;
        }
    }

    private static UUID user(String role) {
        UUID id = UUID.randomUUID();
        JDBC.sql("insert into app_user (id, email, password_hash, display_name, role, demo, created_at)"
                        + " values (:id, :email, 'x', 'Somebody', :role, false, now())")
                .param("id", id)
                .param("email", id + "@example.com")
                .param("role", role)
                .update();
        return id;
    }

    /** A booking with its number. */
    record Session(UUID id, String number) {}

    static String receipt() {
        return "T" + String.format("%09d", COUNT.incrementAndGet());
    }

    Session session() {
        UUID id = UUID.randomUUID();
        String number = "BK" + COUNT.incrementAndGet();
        JDBC.sql("""
            insert into therapy_session (id, booking_number, client_id, therapist_id, starts_at, ends_at, price,
                                         status, environment, merchant, created_at, changed_at)
            values (:id, :number, :client, :therapist, now(), now() + interval '1 hour', 1500, 'COMPLETED',
                    'SIMULATOR', :merchant, now(), now())\
            """)
                .param("id", id)
                .param("number", number)
                .param("client", CLIENT)
                .param("therapist", THERAPIST)
                .param("merchant", mode.merchant())
                .update();
        return new Session(id, number);
    }

    /** An attempt as it stands; without a receipt unless it is PAID and not provisional. */
    UUID attempt(Session of, int number, String state, boolean provisional, String phone, Instant at, String receipt) {
        UUID id = UUID.randomUUID();
        JDBC.sql("""
            insert into payment_attempt (id, session_id, environment, merchant, number, payer_id, phone, amount_kes,
                                         account_reference, idempotency_key, request_digest, state, provisional,
                                         sends, checkout_request_id, receipt, created_at, expires_at, sent_at,
                                         released_at, released_by)
            values (:id, :session, 'SIMULATOR', :merchant, :number, :client, :phone, :amount, :reference, :key, '',
                    :state, :provisional, 1, :checkout, :receipt, :at, :at, :at, :at, :client)\
            """)
                .param("id", id)
                .param("session", of.id())
                .param("merchant", mode.merchant())
                .param("number", number)
                .param("client", CLIENT)
                .param("phone", phone)
                .param("amount", PRICE)
                .param("reference", of.number() + "-" + number)
                .param("key", id.toString())
                .param("state", state)
                .param("provisional", provisional)
                .param("checkout", "ws_CO_" + id)
                .param("receipt", receipt)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    /** A receipt on our side. */
    void ours(String receipt, Session session, long kes, String disposition, Instant at) {
        UUID evidence = UUID.randomUUID();
        JDBC.sql("""
            insert into payment_evidence (id, environment, merchant, source, authenticity, meaning, receipt,
                                          raw_body, body_digest, received_at, disposition)
            values (:id, 'SIMULATOR', :merchant, 'CALLBACK', 'PAYMENT_TOKEN', 'PAID', :receipt, '', '', :at,
                    'APPLIED')\
            """)
                .param("id", evidence)
                .param("merchant", mode.merchant())
                .param("receipt", receipt)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        JDBC.sql("""
            insert into mpesa_receipt (environment, receipt, merchant, amount_kes, session_id, disposition,
                                       evidence_id, transaction_time, recorded_at)
            values ('SIMULATOR', :receipt, :merchant, :kes, :session, :disposition, :evidence, :at, :at)\
            """)
                .param("receipt", receipt)
                .param("merchant", mode.merchant())
                .param("kes", kes)
                .param("session", session == null ? null : session.id())
                .param("disposition", disposition)
                .param("evidence", evidence)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** A payment in M-PESA's records, as Pull tells it. */
    void theirs(String receipt, long kes, String phone, String reference, Instant at) {
        theirs(RecordKind.PAYMENT_IN, receipt, kes * 100, phone, reference, null, at);
    }

    void theirs(
            RecordKind kind, String receipt, long cents, String phone, String reference, String original, Instant at) {
        transactions.executeWithoutResult(status -> records.keep(
                mode,
                "PULL",
                receipt,
                kind,
                cents,
                at,
                phone,
                reference,
                reference == null ? null : StatementReader.booking(reference),
                original,
                at));
    }

    void failedThere(String receipt, long kes, Instant at) {
        theirs(receipt, kes, null, null, at);
        JDBC.sql("update mpesa_record set status = 'FAILED' where receipt = :receipt")
                .param("receipt", receipt)
                .update();
    }

    /** A statement without rows of interest: says that the whole period is covered. */
    void covered() {
        JDBC.sql("""
            insert into statement_import (environment, merchant, file_name, file_digest, imported_at, covers_from,
                                          covers_to, rows_read, rows_new, rows_known, rows_skipped, disputes,
                                          balance_breaks)
            values ('SIMULATOR', :merchant, 'x', :digest, now(), :from, :to, 0, 0, 0, 0, 0, 0)\
            """)
                .param("merchant", mode.merchant())
                .param("digest", UUID.randomUUID().toString())
                .param("from", PERIOD.from().atOffset(ZoneOffset.UTC))
                .param("to", PERIOD.to().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Pull has read a span of time, as of a moment. */
    void pulled(Instant from, Instant to, Instant finished) {
        JDBC.sql("""
            insert into mpesa_pull (id, environment, merchant, window_from, window_to, row_count, finished_at)
            values (:id, 'SIMULATOR', :merchant, :from, :to, 0, :finished)\
            """)
                .param("id", UUID.randomUUID())
                .param("merchant", mode.merchant())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("finished", finished.atOffset(ZoneOffset.UTC))
                .update();
    }

    Run run() {
        return run(PERIOD, RunTrigger.MANUAL);
    }

    Run run(Period period, RunTrigger trigger) {
        RunId id = runs.add(mode, period, trigger, trigger == RunTrigger.MANUAL ? admin : null, clock.instant());
        work.work(id);
        return runs.find(id).orElseThrow();
    }

    List<Item> items(Run run) {
        return items.page(run.id(), ItemFilter.all(), 0, 1_000);
    }

    /** Rule by receipt, or by attempt where there is none: what a run decided, without the numbers of its items. */
    Map<String, MatchRule> decided(Run run) {
        Map<String, MatchRule> decided = new TreeMap<>();
        for (Item item : items(run)) {
            String name = item.mpesa().map(Item.MpesaSide::receipt).orElse("-") + " / "
                    + item.ours()
                            .map(ours -> ours.receipt()
                                    .orElseGet(
                                            () -> ours.attempt().orElseThrow().toString()))
                            .orElse("-");
            decided.merge(name, item.rule(), (one, other) -> {
                throw new AssertionError(name + " is in two items: " + one + " and " + other);
            });
        }
        return decided;
    }
}
