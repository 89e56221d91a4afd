package io.github.darajasdk.therapy.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Looks up, after a run, what came of it. */
final class ChaosFigures {

    private final ChaosSettings settings;
    private final DataSource database;
    private final Mpesa mpesa;
    private final Fleet fleet;
    private final Storm storm;

    ChaosFigures(ChaosSettings settings, DataSource database, Mpesa mpesa, Fleet fleet, Storm storm) {
        this.settings = settings;
        this.database = database;
        this.mpesa = mpesa;
        this.fleet = fleet;
        this.storm = storm;
    }

    /**
     * @param checks how often the checker looked
     * @param busy while payments were begun and things went wrong
     * @param took from beginning to end
     */
    ChaosResult result(List<Violation> violations, int checks, Duration busy, Duration took) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            Map<String, String> figures = new LinkedHashMap<>();
            figures.put("payments", text(settings.payments()));
            figures.put(
                    "pushes that reached M-PESA",
                    text(mpesa.simulator().pushes().size()));
            figures.put("debits", text(mpesa.simulator().ledger().debits().size()));
            figures.put(
                    "sessions paid",
                    text(count(statement, "select count(*) from therapy_session where status = 'CONFIRMED'")));
            figures.put(
                    "of them without a receipt",
                    text(count(statement, "select count(distinct session_id) from payment_attempt where provisional")));
            figures.putAll(groups(statement, "attempts ", "select state, count(*) from payment_attempt group by 1"));
            figures.putAll(
                    groups(statement, "receipts ", "select disposition, count(*) from mpesa_receipt group by 1"));
            figures.putAll(groups(
                    statement,
                    "cases ",
                    "select kind || case when resolved_at is null then ' open' else ' closed' end, count(*)"
                            + " from payment_exception group by 1"));
            figures.putAll(groups(statement, "refunds ", "select state, count(*) from refund group by 1"));
            figures.put("requests to give money back", text(mpesa.reversalRequests()));
            figures.put("reversals", text(mpesa.reversals()));
            figures.put("callbacks lost on purpose", text(mpesa.lost()));
            figures.put("callbacks that met nobody", text(mpesa.unanswered()));
            figures.put("callbacks answered 5xx", text(mpesa.refused()));
            figures.put("instances killed", text(fleet.kills()));
            figures.put("instances that ended by themselves", text(fleet.endedByThemselves()));
            figures.put("start of an instance", seconds(fleet.averageStart()));
            figures.put("slowest settlement, where no callback was held back", slowest(statement));
            figures.put("settlement p50 / p99, paid attempts", text(statement, """
                select coalesce(date_trunc('second', percentile_cont(0.5) within group (order by settled_at - sent_at))
                       || ' / ' || date_trunc('second', percentile_cont(0.99) within group (order by settled_at - sent_at)), 'none')
                from payment_attempt where state = 'PAID'\
                """));
            figures.put("looks of the checker", text(checks));
            figures.put("busy part", seconds(busy));
            figures.put("whole run", seconds(took));
            Map<String, Integer> faults = new TreeMap<>();
            for (Plan plan : Plan.all(settings)) {
                if (plan.fault() != Fault.NONE) {
                    faults.merge(words(plan.fault()), 1, Integer::sum);
                }
            }
            storm.happened().forEach((kind, times) -> faults.put(words(kind), times));
            Map<String, Integer> killedAt = new LinkedHashMap<>();
            killedAt.put("anywhere", fleet.randomKills());
            for (KillPoint point : KillPoint.values()) {
                killedAt.put(point.words(), fleet.killedAt().getOrDefault(point, 0));
            }
            return new ChaosResult(settings, figures, met(statement), faults, killedAt, violations);
        }
    }

    /** From sending to PAID; M-PESA itself was late where a callback was held back. */
    private String slowest(Statement statement) throws SQLException {
        Set<String> late = new HashSet<>();
        for (Plan plan : Plan.all(settings)) {
            if (plan.fault() == Fault.CALLBACK_LATE || plan.fault() == Fault.CALLBACK_LATE_AND_QUERY_BLIND) {
                late.add(plan.bookingNumber() + "-1");
            }
        }
        long slowest = 0;
        try (ResultSet rows =
                statement.executeQuery("select account_reference, extract(epoch from settled_at - sent_at)"
                        + " from payment_attempt where state = 'PAID' and sent_at is not null")) {
            while (rows.next()) {
                if (!late.contains(rows.getString(1))) {
                    slowest = Math.max(slowest, rows.getLong(2));
                }
            }
        }
        return slowest + " s of the run's time";
    }

    private Map<Sometimes, Long> met(Statement statement) throws SQLException {
        Map<Sometimes, Long> met = new EnumMap<>(Sometimes.class);
        met.put(Sometimes.D1, count(statement, """
            select count(*) from payment_attempt a
            where exists (select from payment_transition t where t.attempt_id = a.id and t.to_state = 'UNCLEAR')
              and (a.checkout_request_id is not null or exists (select from payment_evidence e
                   where e.attempt_id = a.id and e.source = 'CALLBACK'))\
            """));
        met.put(Sometimes.D2, (long) mpesa.lost());
        met.put(Sometimes.D3, count(statement, """
            select count(distinct c.attempt_id) from payment_evidence c
            where c.source = 'CALLBACK' and not exists (
                select from payment_evidence p where p.attempt_id = c.attempt_id and p.source = 'PUSH_ANSWER'
                  and p.received_at <= c.received_at)\
            """));
        met.put(Sometimes.D4, mpesa.repeated());
        met.put(Sometimes.D5, count(statement, """
            select count(*) from payment_attempt a
            where exists (select from payment_evidence e where e.attempt_id = a.id and e.meaning = 'PAID')
              and exists (select from payment_evidence e where e.attempt_id = a.id
                          and e.meaning in ('NOT_PAID', 'NOT_PAID_SOFT'))\
            """));
        met.put(Sometimes.D6, count(statement, """
            select count(*) from payment_transition t join payment_attempt a on a.id = t.attempt_id
            where t.to_state = 'PAID' and t.at >= a.sent_at + interval '3 minutes'\
            """));
        met.put(Sometimes.D7, (long) storm.happened(Storm.Kind.FORGED_CALLBACK));
        met.put(Sometimes.D8, count(statement, """
                    select count(*) from payment_evidence e join payment_attempt a on a.id = e.attempt_id
                    where e.source = 'CALLBACK' and e.meaning = 'PAID' and e.amount_kes <> a.amount_kes\
                    """));
        met.put(Sometimes.D9, count(statement, "select count(*) from mpesa_receipt where disposition = 'DUPLICATE'"));
        met.put(Sometimes.D10, count(statement, "select count(*) from payment_exception where kind = 'CONTRADICTION'"));
        met.put(Sometimes.D11, (long) fleet.kills());
        met.put(
                Sometimes.D12,
                (long) storm.happened(Storm.Kind.DATABASE_FROZEN) + storm.happened(Storm.Kind.DATABASE_KILLED));
        met.put(Sometimes.D13, (long) storm.happened(Storm.Kind.CLOCK_JUMPED) + fleet.skewed());
        met.put(Sometimes.D14, (long) storm.happened(Storm.Kind.TOKENS_EXPIRED));
        met.put(Sometimes.D15, count(statement, "select count(*) from payment_attempt where result_code = '1001'"));
        met.put(Sometimes.D16, count(statement, """
            select count(*) from payment_attempt a join payment_attempt b
                on b.phone = a.phone and b.amount_kes = a.amount_kes and b.session_id <> a.session_id
               and b.sent_at > a.sent_at and b.sent_at < a.sent_at + interval '2 minutes'\
            """));
        met.put(Sometimes.D17, (long) storm.happened(Storm.Kind.TOKENS_DOWN));
        met.put(Sometimes.D18, lines("was left by an instance that is gone"));
        met.put(Sometimes.D19, (long) storm.happened(Storm.Kind.BACKUP_PUT_BACK));
        met.put(Sometimes.D20, count(statement, """
            select count(*) from (select receipt from payment_evidence where receipt is not null
                group by receipt having count(distinct source) > 1) x\
            """));
        met.put(Sometimes.D21, (long) storm.happened(Storm.Kind.CALLBACK_OF_ANOTHER_ENVIRONMENT));
        met.put(Sometimes.D22, mpesa.paidByMenu());
        met.put(Sometimes.D23, (long) storm.happened(Storm.Kind.PUSHES_HANG));
        met.put(Sometimes.D24, count(statement, "select count(*) from payment_attempt where state = 'REVERSED'"));
        met.put(Sometimes.D25, count(statement, """
            select count(distinct s.id) from therapy_session s join payment_attempt a on a.session_id = s.id
            where s.status = 'CANCELLED' and a.sends > 0\
            """));
        met.put(Sometimes.D26, count(statement, "select count(*) from payment_evidence where meaning = 'UNREADABLE'"));
        return met;
    }

    private long lines(String containing) {
        long lines = 0;
        for (Instance instance : fleet.instances()) {
            try (Stream<String> log = Files.lines(instance.log())) {
                lines += log.filter(line -> line.contains(containing)).count();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return lines;
    }

    private static long count(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static String text(long number) {
        return Long.toString(number);
    }

    private static Map<String, String> groups(Statement statement, String prefix, String query) throws SQLException {
        Map<String, String> groups = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                groups.put(prefix + rows.getString(1), rows.getString(2));
            }
        }
        return groups;
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1_000.0);
    }
}
