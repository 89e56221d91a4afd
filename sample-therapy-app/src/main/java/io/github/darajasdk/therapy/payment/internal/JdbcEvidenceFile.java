package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.review.EvidenceFile;
import io.github.darajasdk.therapy.payment.review.HeardEvidence;
import io.github.darajasdk.therapy.payment.review.PaymentCase;
import io.github.darajasdk.therapy.platform.Money;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads for people what is stored; nothing leaves here with a whole phone in it. */
@Repository
class JdbcEvidenceFile implements EvidenceFile {

    private final JdbcClient jdbc;
    private final AttemptStore attempts;

    JdbcEvidenceFile(JdbcClient jdbc, AttemptStore attempts) {
        this.jdbc = jdbc;
        this.attempts = attempts;
    }

    @Override
    public List<HeardEvidence> about(PaymentCase of) {
        return about(of.environment(), of.session(), of.receipt(), of.evidence());
    }

    @Override
    public List<HeardEvidence> about(
            PaymentEnvironment environment, Optional<SessionId> session, Optional<String> receipt) {
        return about(environment, session, receipt, Optional.empty());
    }

    private List<HeardEvidence> about(
            PaymentEnvironment environment,
            Optional<SessionId> session,
            Optional<String> receipt,
            Optional<UUID> evidence) {
        return jdbc.sql("""
                        select * from payment_evidence e
                        where e.session_id = :session or e.id = :evidence
                           or e.attempt_id = any (array(select id from payment_attempt where session_id = :session))
                           or e.environment = :environment and e.receipt = :receipt
                        order by e.received_at, e.id""")
                .param("session", session.map(SessionId::value).orElse(null))
                .param("evidence", evidence.orElse(null))
                .param("environment", environment.name())
                .param("receipt", receipt.orElse(null))
                .query(JdbcEvidenceFile::heard)
                .list();
    }

    @Override
    public List<AttemptStep> steps(SessionId session) {
        return jdbc.sql("""
                        select a.number, t.to_state, t.reason, t.at
                        from payment_transition t join payment_attempt a on a.id = t.attempt_id
                        where a.session_id = :session order by t.at, t.id""")
                .param("session", session.value())
                .query((row, number) -> new AttemptStep(
                        row.getInt("number"),
                        AttemptState.valueOf(row.getString("to_state")),
                        row.getString("reason"),
                        Sql.instant(row, "at")))
                .list();
    }

    @Override
    public Optional<OurSide> ours(AttemptId attempt) {
        return attempts.find(attempt)
                .map(row -> new OurSide(
                        row.id(),
                        row.number(),
                        row.state(),
                        row.provisional(),
                        row.amount(),
                        PaymentViews.masked(row.phone()),
                        row.accountReference(),
                        Optional.ofNullable(row.sentAt()),
                        Optional.ofNullable(row.lastQueryAt()),
                        Optional.ofNullable(row.receipt())));
    }

    private static HeardEvidence heard(ResultSet row, int number) throws SQLException {
        return new HeardEvidence(
                row.getObject("id", UUID.class),
                row.getString("source"),
                row.getString("meaning"),
                row.getString("disposition"),
                Optional.ofNullable(row.getString("result_code")),
                Optional.ofNullable(row.getString("result_description")),
                Optional.ofNullable(row.getString("receipt")),
                Optional.ofNullable(Sql.longOrNull(row, "amount_kes")).map(Money::kes),
                Optional.ofNullable(row.getString("phone")).map(MaskedBody::phone),
                Optional.ofNullable(Sql.instantOrNull(row, "transaction_time")),
                Sql.instant(row, "received_at"),
                MaskedBody.of(row.getBytes("raw_body")),
                Optional.ofNullable(row.getString("note")));
    }
}
