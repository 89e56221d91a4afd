package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.ExceptionCase;
import io.github.darajasdk.therapy.payment.review.CaseEvent.CaseOpened;
import io.github.darajasdk.therapy.payment.review.CaseEvent.CaseResolved;
import io.github.darajasdk.therapy.payment.review.CaseId;
import io.github.darajasdk.therapy.payment.review.CaseKind;
import io.github.darajasdk.therapy.platform.Ids;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** The cases that a person has to look at: opened here, and closed here where the evidence itself answers them. */
@Repository
class CaseStore {

    private static final String CLOSE =
            "update payment_exception set resolved_at = :now, resolution = :how where resolved_at is null and ";
    private static final String WHICH = " returning id, environment, kind";

    /** Closes cases of one kind about an attempt: rows of {@link SettlementChanges.Answered}. */
    static final String ANSWER = """
            update payment_exception c set resolved_at = a.at, resolution = a.how
            from json_to_recordset(:answered::json) as a (attempt_id uuid, kind text, how text, at timestamptz)
            where c.attempt_id = a.attempt_id and c.kind = a.kind and c.resolved_at is null
            returning c.id, c.environment, c.kind""";

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Ids ids;

    CaseStore(JdbcClient jdbc, ApplicationEventPublisher events, Ids ids) {
        this.jdbc = jdbc;
        this.events = events;
        this.ids = ids;
    }

    /** Opens a case; returns false when it is known already, open or resolved. */
    boolean open(PaymentEnvironment environment, @Nullable SessionId session, ExceptionCase found, Instant now) {
        CaseId id = new CaseId(ids.next());
        boolean opened = jdbc.sql("""
                                insert into payment_exception
                                    (id, environment, kind, session_id, attempt_id, receipt, evidence_id, opened_at)
                                values (:id, :environment, :kind, :session, :attempt, :receipt, :evidence, :now)
                                on conflict do nothing""")
                        .param("id", id.value())
                        .param("environment", environment.name())
                        .param("kind", found.kind().name())
                        .param("session", session == null ? null : session.value())
                        .param("attempt", found.attemptId())
                        .param("receipt", found.receipt())
                        .param("evidence", found.evidenceId())
                        .param("now", Sql.at(now))
                        .update()
                == 1;
        if (opened) {
            CaseKind kind = CaseKind.valueOf(found.kind().name());
            events.publishEvent(new CaseOpened(id, environment, kind, Optional.ofNullable(session), now));
        }
        return opened;
    }

    /** Closes the cases about one piece of evidence. */
    void answered(UUID evidence, String how, Instant now) {
        close(jdbc.sql(CLOSE + "evidence_id = :evidence" + WHICH).param("evidence", evidence), how, now);
    }

    /** Closes the cases about one receipt: of one kind, or of every kind. */
    void answered(
            PaymentEnvironment environment, String receipt, @Nullable ExceptionKind kind, String how, Instant now) {
        close(
                jdbc.sql(CLOSE + "environment = :environment and receipt = :receipt"
                                + " and (:kind::text is null or kind = :kind)" + WHICH)
                        .param("environment", environment.name())
                        .param("receipt", receipt)
                        .param("kind", kind == null ? null : kind.name()),
                how,
                now);
    }

    private void close(StatementSpec cases, String how, Instant now) {
        cases.param("now", Sql.at(now))
                .param("how", how)
                .query((row, number) -> new CaseResolved(
                        new CaseId(Sql.uuid(row, "id")),
                        PaymentEnvironment.valueOf(row.getString("environment")),
                        CaseKind.valueOf(row.getString("kind")),
                        now))
                .list()
                .forEach(events::publishEvent);
    }
}
