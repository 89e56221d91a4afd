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

/**
 * What came of a run.
 *
 * @param figures what is worth a line, in order
 * @param sometimes how often each dangerous case was met
 * @param faults what the network and the storm did, how often
 * @param killedAt instances killed, by place
 */
record ChaosResult(
        ChaosSettings settings,
        Map<String, Object> figures,
        Map<Sometimes, Long> sometimes,
        Map<String, Integer> faults,
        Map<String, Integer> killedAt,
        List<Violation> violations) {

    static ChaosResult of(
            ChaosSettings settings,
            DataSource database,
            Mpesa mpesa,
            Fleet fleet,
            Storm storm,
            List<Violation> violations,
            int checks,
            Duration busy,
            Duration took)
            throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("payments", settings.payments());
            figures.put("pushes that reached M-PESA", mpesa.simulator().pushes().size());
            figures.put("debits", mpesa.simulator().ledger().debits().size());
            figures.put(
                    "sessions paid",
                    count(statement, "select count(*) from therapy_session where status = 'CONFIRMED'"));
            figures.put(
                    "of them without a receipt",
                    count(statement, "select count(distinct session_id) from payment_attempt where provisional"));
            figures.putAll(groups(statement, "attempts ", "select state, count(*) from payment_attempt group by 1"));
            figures.putAll(
                    groups(statement, "receipts ", "select disposition, count(*) from mpesa_receipt group by 1"));
            figures.putAll(groups(
                    statement,
                    "cases ",
                    "select kind || case when resolved_at is null then ' open' else ' closed' end, count(*)"
                            + " from payment_exception group by 1"));
            figures.put("callbacks lost on purpose", mpesa.lost());
            figures.put("callbacks that met nobody", mpesa.unanswered());
            figures.put("callbacks answered 5xx", mpesa.refused());
            figures.put("instances killed", fleet.kills());
            figures.put("instances that ended by themselves", fleet.endedByThemselves());
            figures.put("start of an instance", seconds(fleet.averageStart()));
            figures.put("slowest settlement, where no callback was held back", slowest(settings, statement));
            figures.put("settlement p50 / p99, paid attempts", text(statement, """
                select coalesce(date_trunc('second', percentile_cont(0.5) within group (order by settled_at - sent_at))
                       || ' / ' || date_trunc('second', percentile_cont(0.99) within group (order by settled_at - sent_at)), 'none')
                from payment_attempt where state = 'PAID'\
                """));
            figures.put("looks of the checker", checks);
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
            return new ChaosResult(
                    settings, figures, met(statement, mpesa, fleet, storm), faults, killedAt, violations);
        }
    }

    /** From sending to PAID; M-PESA itself was late where a callback was held back. */
    private static String slowest(ChaosSettings settings, Statement statement) throws SQLException {
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

    private static Map<Sometimes, Long> met(Statement statement, Mpesa mpesa, Fleet fleet, Storm storm)
            throws SQLException {
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
        met.put(
                Sometimes.D8,
                count(statement, "select count(*) from mpesa_receipt where disposition = 'WRONG_AMOUNT'"));
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
        met.put(Sometimes.D18, lines(fleet, "was left by an instance that is gone"));
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

    private static long lines(Fleet fleet, String containing) {
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

    private static Map<String, Object> groups(Statement statement, String prefix, String query) throws SQLException {
        Map<String, Object> groups = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                groups.put(prefix + rows.getString(1), rows.getLong(2));
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

    /** Dangerous cases that were met less often than a long run has to. */
    List<Sometimes> missed() {
        return Stream.of(Sometimes.values())
                .filter(one -> sometimes.getOrDefault(one, 0L) < one.least())
                .toList();
    }

    /** The run as a page. */
    String page() {
        StringBuilder page = new StringBuilder();
        page.append("| | seed ").append(settings.seed()).append(" |\n|---|---|\n");
        figures.forEach((name, value) -> row(page, name, value));
        row(page, "**violations**", "**" + violations.size() + "**");
        page.append("\n| dangerous case | met |\n|---|---|\n");
        for (Sometimes one : Sometimes.values()) {
            row(
                    page,
                    one + " " + one.what(),
                    one.least() == 0
                            ? sometimes.getOrDefault(one, 0L) + " (not part of this run)"
                            : sometimes.getOrDefault(one, 0L));
        }
        page.append("\n| fault | times |\n|---|---|\n");
        faults.forEach((name, times) -> row(page, name, times));
        page.append("\n| instance killed | times |\n|---|---|\n");
        killedAt.forEach((name, times) -> row(page, name, times));
        if (!violations.isEmpty()) {
            page.append("\nViolations:\n\n");
            violations.forEach(violation -> page.append("- ").append(violation).append('\n'));
        }
        return page.toString();
    }

    private static void row(StringBuilder page, String name, Object value) {
        page.append("| ").append(name).append(" | ").append(value).append(" |\n");
    }
}
