package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.payment.Recovery.Gap;
import io.github.darajasdk.therapy.platform.Ids;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Signs of life, and the recoveries that followed where they were missing. */
@Repository
class RecoveryStore {

    private final JdbcClient jdbc;
    private final Ids ids;

    RecoveryStore(JdbcClient jdbc, Ids ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    void beat(Instant now) {
        jdbc.sql("""
                        insert into heartbeat (at) values (:now)
                        on conflict (one) do update set at = greatest(heartbeat.at, excluded.at)""").param("now", Sql.at(now)).update();
    }

    Optional<Instant> lastBeat() {
        return jdbc.sql("select at from heartbeat")
                .query((row, number) -> Sql.instant(row, "at"))
                .optional();
    }

    Optional<Gap> open() {
        return jdbc.sql("select gap_from, gap_to, asked_for from recovery where ended_at is null")
                .query((row, number) ->
                        new Gap(Sql.instant(row, "gap_from"), Sql.instant(row, "gap_to"), row.getBoolean("asked_for")))
                .optional();
    }

    /** Returns false when one is open already, on this or another instance. */
    boolean begin(Gap gap, Instant now) {
        return jdbc.sql("""
                                insert into recovery (id, gap_from, gap_to, asked_for, found_at)
                                values (:id, :from, :to, :asked, :now) on conflict do nothing""")
                        .param("id", ids.next())
                        .param("from", Sql.at(gap.from()))
                        .param("to", Sql.at(gap.to()))
                        .param("asked", gap.askedFor())
                        .param("now", Sql.at(now))
                        .update()
                == 1;
    }

    boolean end(@Nullable UserId by, String why, Instant now) {
        return jdbc.sql("update recovery set ended_at = :now, ended_by = :by, end_reason = :why where ended_at is null")
                        .param("now", Sql.at(now))
                        .param("by", by == null ? null : by.value())
                        .param("why", why)
                        .update()
                == 1;
    }
}
