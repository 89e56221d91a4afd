package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.QuarantinedEvidence;
import io.github.darajasdk.therapy.platform.Jobs;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class EvidenceQuarantine implements QuarantinedEvidence {

    private final JdbcClient jdbc;
    private final Jobs jobs;
    private final Clock clock;

    EvidenceQuarantine(JdbcClient jdbc, Jobs jobs, Clock clock) {
        this.jdbc = jdbc;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public List<Piece> list(int atMost) {
        return jdbc.sql("""
                        select id, environment, source, attempt_id, note, received_at from payment_evidence
                        where disposition = 'QUARANTINED' order by received_at limit :atMost""")
                .param("atMost", atMost)
                .query((row, number) -> new Piece(
                        Sql.uuid(row, "id"),
                        PaymentEnvironment.valueOf(row.getString("environment")),
                        row.getString("source"),
                        Optional.ofNullable(row.getObject("attempt_id", UUID.class))
                                .map(AttemptId::new),
                        Objects.requireNonNullElse(row.getString("note"), ""),
                        Sql.instant(row, "received_at")))
                .list();
    }

    @Override
    @Transactional
    public boolean replay(UUID evidence) {
        int released = jdbc.sql("""
                        update payment_evidence set disposition = 'PENDING', tries = 0
                        where id = :id and disposition = 'QUARANTINED' and attempt_id is not null""").param("id", evidence).update();
        if (released == 1) {
            jobs.scheduleAnew(
                    PaymentJobs.EVIDENCE_RETRY.instance(evidence.toString()).build(), clock.instant());
        }
        return released == 1;
    }
}
