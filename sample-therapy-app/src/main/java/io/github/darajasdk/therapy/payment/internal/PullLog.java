package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.platform.Ids;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which spans of M-PESA's record have been read to the end. */
@Repository
class PullLog {

    private final JdbcClient jdbc;
    private final Ids ids;

    PullLog(JdbcClient jdbc, Ids ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    /** A span that was read. */
    record Window(Instant from, Instant to) {

        /** Whether it holds everything between two moments. */
        boolean covers(Instant start, Instant end) {
            return !from.isAfter(start) && !to.isBefore(end);
        }
    }

    void read(PaymentEnvironment environment, String merchant, Window window, int rows, Instant now) {
        jdbc.sql("""
                        insert into mpesa_pull (id, environment, merchant, window_from, window_to, row_count, finished_at)
                        values (:id, :environment, :merchant, :from, :to, :rows, :now)""")
                .param("id", ids.next())
                .param("environment", environment.name())
                .param("merchant", merchant)
                .param("from", Sql.at(window.from()))
                .param("to", Sql.at(window.to()))
                .param("rows", rows)
                .param("now", Sql.at(now))
                .update();
    }

    /** The spans that reach beyond a moment. */
    List<Window> beyond(PaymentEnvironment environment, String merchant, Instant moment) {
        return jdbc.sql("""
                        select window_from, window_to from mpesa_pull
                        where environment = :environment and merchant = :merchant and window_to >= :moment""")
                .param("environment", environment.name())
                .param("merchant", merchant)
                .param("moment", Sql.at(moment))
                .query((row, number) -> new Window(Sql.instant(row, "window_from"), Sql.instant(row, "window_to")))
                .list();
    }

    /** Forgets spans that end before a moment. */
    void forgetBefore(Instant moment) {
        jdbc.sql("delete from mpesa_pull where window_to < :moment")
                .param("moment", Sql.at(moment))
                .update();
    }
}
