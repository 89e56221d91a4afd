package io.github.darajasdk.therapy.reconciliation.internal;

import io.github.darajasdk.therapy.reconciliation.MatchRule;
import io.github.darajasdk.therapy.reconciliation.Period;
import io.github.darajasdk.therapy.reconciliation.Run;
import io.github.darajasdk.therapy.reconciliation.RunId;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Adds up what a run came to: its items by rule, and the movements that are nobody's payment. */
@Component
class RunTotals {

    private final JdbcClient jdbc;

    RunTotals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What a run came to.
     *
     * @param sources the channels that the records of the period came by
     */
    record Sums(List<Run.Total> totals, Set<String> sources) {}

    Sums of(RunId run, PaymentMode books, Period period) {
        Map<MatchRule, Run.Total> totals = new EnumMap<>(MatchRule.class);
        items(run).forEach(total -> totals.put(total.rule(), total));
        Set<String> sources = new LinkedHashSet<>();
        long failed = movements(books, period, totals, sources);
        // What failed there and counts here is an item; the other tries are only counted.
        Run.Total paired = totals.get(MatchRule.FAILED_AT_MPESA);
        long alone = failed - (paired == null ? 0 : paired.items());
        if (alone > 0) {
            totals.put(MatchRule.FAILED, new Run.Total(MatchRule.FAILED, alone, 0, 0));
        }
        return new Sums(new ArrayList<>(totals.values()), sources);
    }

    private List<Run.Total> items(RunId run) {
        return jdbc.sql("""
            select rule, count(*) as items, coalesce(sum(mpesa_cents), 0)::bigint as mpesa_cents,
                   coalesce(sum(our_cents), 0)::bigint as our_cents
            from reconciliation_item where run_id = :run group by rule\
            """).param("run", run.value()).query(RunStore::total).list();
    }

    private long movements(PaymentMode books, Period period, Map<MatchRule, Run.Total> totals, Set<String> sources) {
        List<Long> failed = new ArrayList<>();
        jdbc.sql("""
            select kind, status = 'COMPLETED' as completed, status = 'PENDING' and kind = 'PAYMENT_IN' as open,
                   count(*) as items, sum(cents)::bigint as cents, bool_or(in_statement) as statement,
                   bool_or(in_pull) as pull, bool_or(in_status) as status_result, bool_or(in_c2b) as c2b
            from mpesa_record
            where completed_at >= :from and completed_at < :to
              and environment = :environment and merchant = :merchant
            group by 1, 2, 3\
            """)
                .param("from", period.from().atOffset(ZoneOffset.UTC))
                .param("to", period.to().atOffset(ZoneOffset.UTC))
                .param("environment", books.environment().name())
                .param("merchant", books.merchant())
                .query(row -> {
                    for (String source : List.of("statement", "pull", "status_result", "c2b")) {
                        if (row.getBoolean(source)) {
                            sources.add(source.toUpperCase(Locale.ROOT));
                        }
                    }
                    boolean completed = row.getBoolean("completed");
                    String kind = row.getString("kind");
                    long items = row.getLong("items");
                    if (completed && !kind.equals("PAYMENT_IN") && !kind.equals("REVERSAL")) {
                        MatchRule rule = MatchRule.valueOf(kind);
                        totals.put(rule, new Run.Total(rule, items, row.getLong("cents"), 0));
                    } else if (!completed && !row.getBoolean("open")) {
                        failed.add(items);
                    }
                });
        return failed.stream().mapToLong(Long::longValue).sum();
    }
}
