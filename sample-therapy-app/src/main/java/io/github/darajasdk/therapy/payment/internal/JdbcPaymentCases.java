package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.review.CaseEvent.CaseResolved;
import io.github.darajasdk.therapy.payment.review.CaseFilter;
import io.github.darajasdk.therapy.payment.review.CaseId;
import io.github.darajasdk.therapy.payment.review.CaseKind;
import io.github.darajasdk.therapy.payment.review.CaseRefusedException;
import io.github.darajasdk.therapy.payment.review.CaseRefusedException.Reason;
import io.github.darajasdk.therapy.payment.review.CaseStep;
import io.github.darajasdk.therapy.payment.review.PaymentCase;
import io.github.darajasdk.therapy.payment.review.PaymentCases;
import io.github.darajasdk.therapy.platform.LiveUpdates;
import io.github.darajasdk.therapy.platform.Money;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The cases as people work on them; {@link CaseStore} opens them. */
@Repository
class JdbcPaymentCases implements PaymentCases {

    private static final int MOST = 200;
    private static final int LONGEST_REASON = 500;

    private static final String SELECT = """
            select c.*, coalesce(r.amount_kes, e.amount_kes, a.amount_kes) as amount_kes
            from payment_exception c
                left join mpesa_receipt r on r.environment = c.environment and r.receipt = c.receipt
                left join payment_evidence e on e.id = c.evidence_id
                left join payment_attempt a on a.id = c.attempt_id
            """;

    private final JdbcClient jdbc;
    private final LiveUpdates live;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    JdbcPaymentCases(JdbcClient jdbc, LiveUpdates live, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.live = live;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public List<PaymentCase> list(CaseFilter filter) {
        String order = filter.open() ? "c.opened_at, c.id" : "c.resolved_at desc, c.id";
        return jdbc.sql(SELECT + "where (c.resolved_at is null) = :open"
                        + " and (:kind::text is null or c.kind = :kind)"
                        + " and (:owner::uuid is null or c.owner_id = :owner) order by " + order + " limit :most")
                .param("open", filter.open())
                .param("kind", filter.kind().map(CaseKind::name).orElse(null))
                .param("owner", filter.owner().map(UserId::value).orElse(null))
                .param("most", MOST)
                .query(JdbcPaymentCases::row)
                .list();
    }

    @Override
    public Map<CaseKind, Long> openByKind() {
        Map<CaseKind, Long> counts = new EnumMap<>(CaseKind.class);
        jdbc.sql("select kind, count(*) from payment_exception where resolved_at is null group by kind")
                .query(row -> {
                    counts.put(CaseKind.valueOf(row.getString(1)), row.getLong(2));
                });
        return counts;
    }

    @Override
    public Optional<PaymentCase> find(CaseId id) {
        return jdbc.sql(SELECT + "where c.id = :id")
                .param("id", id.value())
                .query(JdbcPaymentCases::row)
                .optional();
    }

    @Override
    public List<PaymentCase> about(
            PaymentEnvironment environment, Optional<SessionId> session, Optional<String> receipt) {
        return jdbc.sql(SELECT + "where c.environment = :environment and (c.session_id = :session"
                        + " or c.receipt = :receipt) order by c.resolved_at is not null, c.opened_at, c.id limit :most")
                .param("environment", environment.name())
                .param("session", session.map(SessionId::value).orElse(null))
                .param("receipt", receipt.orElse(null))
                .param("most", MOST)
                .query(JdbcPaymentCases::row)
                .list();
    }

    @Override
    @Transactional
    public void take(CaseId id, UserId by) {
        int taken = jdbc.sql("update payment_exception set owner_id = :by where id = :id and resolved_at is null")
                .param("by", by.value())
                .param("id", id.value())
                .update();
        if (taken != 1) {
            throw new CaseRefusedException(Reason.MOVED_ON, "case " + id + " is not open any more");
        }
        note(id, CaseStep.Action.TAKEN, by, "");
    }

    @Override
    @Transactional
    public void resolve(CaseId id, UserId by, String why) {
        String text = required(why);
        Instant now = clock.instant();
        CaseResolved resolved = jdbc.sql("""
                        update payment_exception
                        set resolved_at = :now, resolved_by = :by, resolution = :why, owner_id = coalesce(owner_id, :by)
                        where id = :id and resolved_at is null
                        returning environment, kind""")
                .param("now", Sql.at(now))
                .param("by", by.value())
                .param("why", text)
                .param("id", id.value())
                .query((row, number) -> new CaseResolved(
                        id,
                        PaymentEnvironment.valueOf(row.getString("environment")),
                        CaseKind.valueOf(row.getString("kind")),
                        now))
                .optional()
                .orElseThrow(() -> new CaseRefusedException(Reason.MOVED_ON, "case " + id + " is not open any more"));
        events.publishEvent(resolved);
        note(id, CaseStep.Action.RESOLVED, by, text);
    }

    @Override
    @Transactional
    public void note(CaseId id, CaseStep.Action action, UserId by, String why) {
        jdbc.sql("""
                        insert into payment_case_step (case_id, action, person_id, reason, at)
                        values (:case, :action, :person, :reason, :at)""")
                .param("case", id.value())
                .param("action", action.name())
                .param("person", by.value())
                .param("reason", why)
                .param("at", Sql.at(clock.instant()))
                .update();
        live.changed(TOPIC);
    }

    /** @throws CaseRefusedException when it is blank */
    static String required(String why) {
        String text = why.strip();
        if (text.isEmpty()) {
            throw new CaseRefusedException(Reason.REASON_MISSING, "a reason is needed for the record");
        }
        return text.substring(0, Math.min(LONGEST_REASON, text.length()));
    }

    @Override
    public List<CaseStep> history(CaseId id) {
        return jdbc.sql("select * from payment_case_step where case_id = :id order by id")
                .param("id", id.value())
                .query((row, number) -> new CaseStep(
                        CaseStep.Action.valueOf(row.getString("action")),
                        new UserId(Sql.uuid(row, "person_id")),
                        row.getString("reason"),
                        Sql.instant(row, "at")))
                .list();
    }

    private static PaymentCase row(ResultSet row, int number) throws SQLException {
        return new PaymentCase(
                new CaseId(Sql.uuid(row, "id")),
                PaymentEnvironment.valueOf(row.getString("environment")),
                CaseKind.valueOf(row.getString("kind")),
                Optional.ofNullable(row.getObject("session_id", UUID.class)).map(SessionId::new),
                Optional.ofNullable(row.getObject("attempt_id", UUID.class)).map(AttemptId::new),
                Optional.ofNullable(row.getString("receipt")),
                Optional.ofNullable(row.getObject("evidence_id", UUID.class)),
                Optional.ofNullable(Sql.longOrNull(row, "amount_kes")).map(Money::kes),
                Sql.instant(row, "opened_at"),
                Optional.ofNullable(row.getObject("owner_id", UUID.class)).map(UserId::new),
                Optional.ofNullable(Sql.instantOrNull(row, "resolved_at")),
                Optional.ofNullable(row.getObject("resolved_by", UUID.class)).map(UserId::new),
                Optional.ofNullable(row.getString("resolution")));
    }
}
