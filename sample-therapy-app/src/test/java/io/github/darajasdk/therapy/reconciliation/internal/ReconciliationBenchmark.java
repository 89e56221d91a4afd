package io.github.darajasdk.therapy.reconciliation.internal;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.platform.Jobs;
import io.github.darajasdk.therapy.platform.LiveUpdates;
import io.github.darajasdk.therapy.reconciliation.Item;
import io.github.darajasdk.therapy.reconciliation.ItemFilter;
import io.github.darajasdk.therapy.reconciliation.Period;
import io.github.darajasdk.therapy.reconciliation.Run;
import io.github.darajasdk.therapy.reconciliation.RunId;
import io.github.darajasdk.therapy.reconciliation.RunTrigger;
import io.github.darajasdk.therapy.reconciliation.StatementFile;
import io.github.darajasdk.therapy.reconciliation.StatementImport.BalanceBreaks;
import io.github.darajasdk.therapy.reconciliation.StatementImported;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import io.github.darajasdk.therapy.settings.PaymentMode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * How quick importing, matching and reporting are, on a PostgreSQL that really writes to disk. By hand, with the heap that
 * the figures are promised for: {@code java -Xmx512m … ReconciliationBenchmark <folder> <rows>}. Up to a million rows the
 * records come by a statement file; beyond that both books are made in the database.
 */
final class ReconciliationBenchmark {

    private static final Instant BEGIN = Instant.parse("2026-10-01T00:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);
    private static final long MOST_BY_FILE = 1_000_000;

    private final long rows;
    private final Path folder;
    private final DataSource database;
    private final JdbcClient jdbc;
    private final PaymentMode mode = new PaymentMode(PaymentEnvironment.PRODUCTION, "600992");
    private final Period month = new Period(BEGIN, BEGIN.plus(MONTH));
    private final UserId admin = new UserId(UUID.randomUUID());
    private final RunStore runs;
    private final ItemStore items;
    private final RunWork work;
    private final StatementImporter statements;
    private final TransactionTemplate transactions;

    private ReconciliationBenchmark(Path folder, long rows, DataSource database) {
        this.rows = rows;
        this.folder = folder;
        this.database = database;
        this.jdbc = JdbcClient.create(database);
        transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        runs = new RunStore(jdbc);
        items = new ItemStore(jdbc, new JdbcTemplate(database));
        Clock clock = Clock.fixed(month.to(), ZoneOffset.UTC);
        StatementNews news = new StatementNews(
                jdbc,
                transactions,
                movement -> {
                    throw new IllegalStateException("both books agree, so there is no news");
                },
                clock);
        work = new RunWork(
                runs,
                new Matching(jdbc),
                new PullCoverage(jdbc),
                new Leftovers(jdbc),
                new RunTotals(jdbc),
                news,
                transactions,
                new NoPages(),
                event -> {},
                clock);
        statements = new StatementImporter(
                new JdbcTemplate(database),
                transactions,
                new RecordStore(jdbc),
                new RunJobs(new NoJobs(clock), runs, clock),
                clock);
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        long rows = Long.parseLong(arguments[1]);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(new File("target/postgres"))
                .setDataDirectory(folder.resolve("database"))
                .setCleanDataDirectory(true)
                .setLocaleConfig("locale", "C")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_wal_size", "4GB")
                .start()) {
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setUrl(postgres.getJdbcUrl("postgres", "postgres"));
            Flyway.configure().dataSource(database).outOfOrder(true).load().migrate();
            new ReconciliationBenchmark(folder, rows, database).measure();
        }
    }

    private void measure() throws IOException {
        say("%,d rows, heap at most %,d MB", rows, Runtime.getRuntime().maxMemory() >> 20);
        seed();
        if (rows <= MOST_BY_FILE) {
            importStatement();
        } else {
            makeRecords();
        }
        sql("vacuum analyze mpesa_record");
        sql("checkpoint");
        int rounds = rows <= MOST_BY_FILE ? 3 : 1;
        for (int i = 1; i <= rounds; i++) {
            bareJoin(i);
            matchOnly(i);
        }
        for (int i = 1; i <= rounds; i++) {
            run(i);
        }
        System.gc();
        say(
                "heap in use at the end %,d MB",
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
    }

    private void seed() {
        long begun = System.nanoTime();
        String step = "interval '1 microsecond' * " + MONTH.toNanos() / 1000 / rows;
        String at = "timestamptz '" + BEGIN + "' + i * " + step;
        String table = "from generate_series(0, " + (rows - 1) + ") i";
        transactions.executeWithoutResult(status -> {
            sql("set local session_replication_role = replica");
            sql("insert into app_user (id, email, password_hash, display_name, role, demo, created_at) values ('"
                    + admin.value() + "', 'a@example.com', 'x', 'A', 'ADMIN', false, now())");
            if (rows <= MOST_BY_FILE) {
                sql("insert into therapy_session (id, booking_number, client_id, therapist_id, starts_at, ends_at,"
                        + " price, status, environment, merchant, created_at, changed_at) select " + id("8", "i")
                        + ", 'B' || upper(lpad(to_hex(i), 7, '0')), '" + admin.value() + "', gen_random_uuid(), " + at
                        + ", " + at
                        + " + interval '1 hour', 1500, 'COMPLETED', 'PRODUCTION', '600992', " + at + ", " + at
                        + " " + table);
            }
            sql("insert into mpesa_receipt (environment, receipt, merchant, amount_kes, attempt_id, session_id,"
                    + " disposition, evidence_id, transaction_time, recorded_at) select"
                    + " 'PRODUCTION', " + receipt("i")
                    + ", '600992', 1500, "
                    + id("9", "i") + ", " + id("8", "i") + ", 'APPLIED', " + id("a", "i")
                    + ", date_trunc('second', " + at
                    + "), " + at + " " + table);
        });
        sql("vacuum analyze mpesa_receipt");
        sql("vacuum analyze therapy_session");
        say("seeded in %.1f s", seconds(begun));
    }

    private static String receipt(String i) {
        return "'R' || upper(lpad(to_hex(" + i + "), 9, '0'))";
    }

    private static String id(String kind, String i) {
        return "('00000000-0000-7000-" + kind + "000-' || lpad(to_hex(" + i + "), 12, '0'))::uuid";
    }

    private void makeRecords() {
        long begun = System.nanoTime();
        sql("insert into mpesa_record (receipt, kind, environment, merchant, status, cents, completed_at, phone,"
                + " bill_reference, session_id, in_statement, import_id, line) select receipt, 'PAYMENT_IN',"
                + " environment, merchant, 'COMPLETED', 150000, transaction_time, '25470****149', 'B0000001-1',"
                + " session_id, true, 1, 1 from mpesa_receipt");
        say("records made in the database in %.1f s", seconds(begun));
    }

    private void importStatement() throws IOException {
        Path file = folder.resolve("statement.csv");
        write(file);
        long bytes = Files.size(file);
        long begun = System.nanoTime();
        try (StatementReader reader = StatementReader.open(new StatementFile("statement.csv", file))) {
            while (reader.next() != null) {
                continue;
            }
        }
        double parsing = seconds(begun);
        begun = System.nanoTime();
        StatementImported done =
                statements.importStatement(mode, new StatementFile("statement.csv", file), BalanceBreaks.REFUSE, admin);
        double took = seconds(begun);
        if (done.rowsNew() != rows) {
            throw new IllegalStateException("imported " + done);
        }
        say(
                "reading alone %.2f s; import of %,d rows (%,d MB) %.2f s = %,.0f rows/s",
                parsing, rows, bytes >> 20, took, rows / took);
        begun = System.nanoTime();
        statements.importStatement(mode, new StatementFile("statement.csv", file), BalanceBreaks.REFUSE, admin);
        say("the same file again %.2f s", seconds(begun));
        Files.delete(file);
    }

    /** In the portal's form for paybills, newest first. */
    private void write(Path file) throws IOException {
        DateTimeFormatter times =
                DateTimeFormatter.ofPattern("dd-MM-uuuu HH:mm:ss").withZone(Period.EAST_AFRICA);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("Organization Name,SMILING STEPS,,,,,,,,,,,\n"
                    + "Short Code,600992,,,,,,,,,,,\n"
                    + "Receipt No.,Completion Time,Initiation Time,Details,Transaction Status,Paid"
                    + " In,Withdrawn,Balance,Balance Confirmed,Reason Type,Other Party Info,Linked Transaction ID,A/C"
                    + " No.\n");
            long micros = MONTH.toNanos() / 1000 / rows;
            for (long i = rows - 1; i >= 0; i--) {
                String at = times.format(BEGIN.plusNanos(i * micros * 1000));
                String reference = String.format(Locale.ROOT, "B%07X-1", i);
                String balance = String.format(Locale.ROOT, "%,d.00", (i + 1) * 1500);
                out.write(String.format(Locale.ROOT, "R%09X", i) + "," + at + "," + at
                        + ",\"Pay Bill from 25470****149 - JANE"
                        + " WANJIKU Acc. " + reference + "\",Completed,\"1,500.00\",,\"" + balance
                        + "\",true,Pay Bill Online,25470****149 - JANE WANJIKU,," + reference + "\n");
            }
        }
    }

    private void bareJoin(int round) {
        long begun = System.nanoTime();
        long joined = transactions.execute(status -> {
            sql("set local work_mem = '128MB'");
            return jdbc.sql("select count(*) from mpesa_record r full join mpesa_receipt p on p.receipt = r.receipt"
                            + " where r.cents = p.amount_kes * 100")
                    .query(Long.class)
                    .single();
        });
        say("bare join %d: %.2f s (%,d rows)", round, seconds(begun), joined);
    }

    private void matchOnly(int round) {
        long begun = System.nanoTime();
        long decided = transactions.execute(status -> {
            sql("set local work_mem = '128MB'");
            sql("set local enable_mergejoin = off");
            return jdbc.sql("select count(rule) from (" + Matching.PAIRS + ") pairs")
                    .param("run", 0)
                    .param("environment", mode.environment().name())
                    .param("merchant", mode.merchant())
                    .param("from", month.from().atOffset(ZoneOffset.UTC))
                    .param("to", month.to().atOffset(ZoneOffset.UTC))
                    .query(Long.class)
                    .single();
        });
        say("match step %d: %.2f s (%,d decided)", round, seconds(begun), decided);
    }

    private void run(int round) throws IOException {
        RunId id = runs.add(mode, month, RunTrigger.MANUAL, admin, month.to());
        long begun = System.nanoTime();
        work.work(id);
        double took = seconds(begun);
        Run run = runs.find(id).orElseThrow();
        say("run %d: matched and frozen in %.2f s: %s", round, took, run.totals());
        begun = System.nanoTime();
        long[] count = {0};
        Path file = folder.resolve("report.csv");
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            // Without a transaction the driver would hold the whole report.
            transactions.executeWithoutResult(status -> items.stream(id, ItemFilter.all(), item -> {
                count[0]++;
                line(out, item);
            }));
        }
        say("report of %,d rows (%,d MB) in %.2f s", count[0], Files.size(file) >> 20, seconds(begun));
        Files.delete(file);
    }

    private static void line(Writer out, Item item) {
        try {
            out.append(Long.toString(item.number()))
                    .append(',')
                    .append(item.at().toString())
                    .append(',')
                    .append(item.rule().name())
                    .append(',')
                    .append(item.mpesa()
                            .map(mpesa -> mpesa.receipt() + ',' + mpesa.cents())
                            .orElse(","))
                    .append(',')
                    .append(item.ours()
                            .map(ours -> ours.state() + ',' + ours.cents())
                            .orElse(","))
                    .append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sql(String statement) {
        new JdbcTemplate(database).execute(statement);
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
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
    }
}
