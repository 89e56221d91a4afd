package io.github.darajasdk.therapy.reconciliation.internal;

import io.github.darajasdk.therapy.settings.PaymentMode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The times of which Pull told everything. What was paid in one of them and is in no record is not at M-PESA, as with a
 * statement that covers it.
 */
@Repository
class PullCoverage {

    /**
     * M-PESA's answer holds the 48 hours before it, and what was paid in its last minutes may follow with the next one.
     */
    private static final String GATHER = """
        insert into mpesa_pull_coverage as c (environment, merchant, times)
        select environment, merchant, range_agg(tstzrange(begun, ended))
        from (select environment, merchant,
                     greatest(window_from, finished_at - interval '48 hours') as begun,
                     least(window_to, finished_at - interval '5 minutes') as ended
              from mpesa_pull where environment = :environment and merchant = :merchant) told
        where begun < ended
        group by environment, merchant
        on conflict (environment, merchant) do update set times = c.times + excluded.times
            where not c.times @> excluded.times\
        """;

    private final JdbcClient jdbc;

    PullCoverage(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds what was read since the last time. The log of single pulls is forgotten after some weeks, this is not. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void gather(PaymentMode books) {
        jdbc.sql(GATHER)
                .param("environment", books.environment().name())
                .param("merchant", books.merchant())
                .update();
    }
}
