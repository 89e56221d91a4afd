package io.github.darajasdk.therapy.reconciliation.internal;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.reconciliation.MatchRule;
import io.github.darajasdk.therapy.reconciliation.Period;
import io.github.darajasdk.therapy.reconciliation.Run;
import io.github.darajasdk.therapy.reconciliation.RunId;
import io.github.darajasdk.therapy.reconciliation.RunState;
import io.github.darajasdk.therapy.reconciliation.RunTrigger;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Runs, how far they are, and what they came to. */
@Repository
class RunStore {

    private static final String SELECT = """
        select r.*, extract(epoch from worked) * 1000 as worked_ms from reconciliation_run r
        """;

    private final JdbcClient jdbc;

    RunStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    RunId add(PaymentMode books, Period period, RunTrigger trigger, @Nullable UserId by, Instant now) {
        return jdbc.sql("""
            insert into reconciliation_run (environment, merchant, from_time, to_time, trigger, started_by,
                                            requested_at, state, done_until)
            values (:environment, :merchant, :from, :to, :trigger, :by, :now, 'QUEUED', :from)
            returning id\
            """)
                .param("environment", books.environment().name())
                .param("merchant", books.merchant())
                .param("from", at(period.from()))
                .param("to", at(period.to()))
                .param("trigger", trigger.name())
                .param("by", by == null ? null : by.value())
                .param("now", at(now))
                .query((row, number) -> new RunId(row.getLong(1)))
                .single();
    }

    Optional<Run> find(RunId run) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", run.value())
                .query(this::run)
                .optional();
    }

    List<Run> newest(@Nullable RunId before, int limit) {
        return jdbc.sql(SELECT + "where id < :before order by id desc limit :limit")
                .param("before", before == null ? Long.MAX_VALUE : before.value())
                .param("limit", limit)
                .query(this::run)
                .list();
    }

    /** Whether the run is one to work on from now on; notes how much there is to do. */
    boolean begin(RunId run, long rowsInAll) {
        return jdbc.sql("""
            update reconciliation_run set state = 'RUNNING', rows_in_all = :rows
            where id = :id and state in ('QUEUED', 'RUNNING')\
            """).param("rows", rowsInAll).param("id", run.value()).update() == 1;
    }

    /** Says that this transaction writes items of that run; items of any other are looked at one by one. */
    void writeItemsOf(RunId run) {
        jdbc.sql("select set_config('reconciliation.run_at_work', :run, true)")
                .param("run", run.toString())
                .query()
                .singleRow();
    }

    /** Notes that a step is done; false if the run was stopped meanwhile, or somebody else did the step. */
    boolean advance(RunId run, Instant from, Instant to, long rows, Duration took) {
        return jdbc.sql("""
            update reconciliation_run
            set done_until = :to, rows_done = rows_done + :rows, worked = worked + :took * interval '1 millisecond'
            where id = :id and state = 'RUNNING' and done_until = :from\
            """)
                        .param("from", at(from))
                        .param("to", at(to))
                        .param("rows", rows)
                        .param("took", took.toMillis())
                        .param("id", run.value())
                        .update()
                == 1;
    }

    boolean cancel(RunId run, UserId by) {
        return jdbc.sql("""
            update reconciliation_run set state = 'CANCELLED', cancelled_by = :by
            where id = :id and state in ('QUEUED', 'RUNNING')\
            """).param("by", by.value()).param("id", run.value()).update() == 1;
    }

    boolean resume(RunId run) {
        return jdbc.sql("update reconciliation_run set state = 'QUEUED' where id = :id and state = 'CANCELLED'")
                        .param("id", run.value())
                        .update()
                == 1;
    }

    /** Freezes the run; false if it was stopped meanwhile. */
    boolean finish(RunId run, String sources, Instant now) {
        return jdbc.sql("""
            update reconciliation_run set state = 'FINISHED', finished_at = :now, sources = :sources
            where id = :id and state = 'RUNNING' and done_until = to_time\
            """)
                        .param("now", at(now))
                        .param("sources", sources)
                        .param("id", run.value())
                        .update()
                == 1;
    }

    /** Takes a run back that says nothing new. */
    void discard(RunId run) {
        jdbc.sql("delete from reconciliation_item where run_id = :id")
                .param("id", run.value())
                .update();
        jdbc.sql("delete from reconciliation_run where id = :id")
                .param("id", run.value())
                .update();
    }

    void addTotals(RunId run, List<Run.Total> totals) {
        for (Run.Total total : totals) {
            jdbc.sql("insert into reconciliation_total values (:run, :rule, :items, :mpesa, :ours)")
                    .param("run", run.value())
                    .param("rule", total.rule().name())
                    .param("items", total.items())
                    .param("mpesa", total.mpesaCents())
                    .param("ours", total.ourCents())
                    .update();
        }
    }

    List<Run.Total> totals(RunId run) {
        return jdbc.sql("select rule, items, mpesa_cents, our_cents from reconciliation_total where run_id = :run"
                        + " order by rule")
                .param("run", run.value())
                .query(RunStore::total)
                .list();
    }

    static Run.Total total(ResultSet row, int number) throws SQLException {
        return new Run.Total(
                MatchRule.valueOf(row.getString("rule")),
                row.getLong("items"),
                row.getLong("mpesa_cents"),
                row.getLong("our_cents"));
    }

    /** The last finished run of the same trigger over the same period. */
    Optional<RunId> lastLike(Run run) {
        return jdbc.sql("""
            select id from reconciliation_run
            where trigger = :trigger and environment = :environment and merchant = :merchant
              and from_time = :from and to_time = :to and state = 'FINISHED'
            order by id desc limit 1\
            """)
                .param("trigger", run.trigger().name())
                .param("environment", run.books().environment().name())
                .param("merchant", run.books().merchant())
                .param("from", at(run.period().from()))
                .param("to", at(run.period().to()))
                .query((row, number) -> new RunId(row.getLong(1)))
                .optional();
    }

    /** Until the end of the transaction nobody else begins daily runs: each day gets one, whoever catches up. */
    void lockDaily() {
        jdbc.sql("select 1 from (select pg_advisory_xact_lock(hashtext('reconciliation-daily'))) as held")
                .query(Integer.class)
                .single();
    }

    /** Until when the daily runs reach. */
    Optional<Instant> lastDaily(PaymentMode books) {
        return Optional.ofNullable(jdbc.sql("""
            select max(to_time) from reconciliation_run
            where trigger = 'DAILY' and environment = :environment and merchant = :merchant\
            """)
                        .param("environment", books.environment().name())
                        .param("merchant", books.merchant())
                        .query(OffsetDateTime.class)
                        .optional()
                        .orElse(null))
                .map(OffsetDateTime::toInstant);
    }

    /** Books in which payments were begun since then. */
    List<PaymentMode> booksSince(Instant since) {
        return jdbc.sql("select distinct environment, merchant from payment_attempt where created_at >= :since")
                .param("since", at(since))
                .query(RunStore::books)
                .list();
    }

    private static PaymentMode books(ResultSet row, int number) throws SQLException {
        return new PaymentMode(PaymentEnvironment.valueOf(row.getString("environment")), row.getString("merchant"));
    }

    private Run run(ResultSet row, int number) throws SQLException {
        RunId id = new RunId(row.getLong("id"));
        RunState state = RunState.valueOf(row.getString("state"));
        UUID by = row.getObject("started_by", UUID.class);
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        String sources = row.getString("sources");
        return new Run(
                id,
                books(row, number),
                new Period(instant(row, "from_time"), instant(row, "to_time")),
                RunTrigger.valueOf(row.getString("trigger")),
                Optional.ofNullable(by).map(UserId::new),
                instant(row, "requested_at"),
                Optional.ofNullable(finished).map(OffsetDateTime::toInstant),
                state,
                progress(row, state),
                sources.isEmpty() ? List.of() : List.of(sources.split(",")),
                state == RunState.FINISHED ? totals(id) : List.of());
    }

    private static Run.Progress progress(ResultSet row, RunState state) throws SQLException {
        long inAll = row.getLong("rows_in_all");
        // Rows may have come since they were counted.
        long done = state == RunState.FINISHED ? inAll : Math.min(row.getLong("rows_done"), inAll);
        Optional<Duration> left = state == RunState.RUNNING && done > 0
                ? Optional.of(Duration.ofMillis(Math.round(row.getDouble("worked_ms") * (inAll - done) / done)))
                : Optional.empty();
        return new Run.Progress(done, inAll, left);
    }

    /** Where the comparison goes on. */
    Instant doneUntil(RunId run) {
        return jdbc.sql("select done_until from reconciliation_run where id = :id")
                .param("id", run.value())
                .query((row, number) -> instant(row, "done_until"))
                .single();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
