package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.payment.internal.SettlementChanges.Moved;
import io.github.darajasdk.therapy.payment.internal.SettlementChanges.Walked;
import io.github.darajasdk.therapy.platform.Money;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of attempts. Every change of state is guarded by the state it comes from and leaves a transition. */
@Repository
class AttemptStore {

    /** Moves attempts that are where they are believed to be: rows of {@link Moved}. */
    static final String MOVE = """
            update payment_attempt a
            set state = m.to_state, provisional = m.provisional, checkout_request_id = m.checkout_request_id,
                merchant_request_id = m.merchant_request_id, receipt = m.receipt, result_code = m.result_code,
                next_try_at = m.next_try_at, settled_at = m.settled_at,
                last_query_at = coalesce(m.asked_at, a.last_query_at)
            from json_to_recordset(:moved::json) as m
                (id uuid, from_state text, to_state text, provisional boolean, checkout_request_id text,
                 merchant_request_id text, receipt text, result_code text, next_try_at timestamptz,
                 settled_at timestamptz, asked_at timestamptz)
            where a.id = m.id and a.state = m.from_state""";

    /** Adds to the history of attempts, in the order given: rows of {@link Walked}. */
    static final String WALK = """
            insert into payment_transition (attempt_id, from_state, to_state, evidence_id, reason, at)
            select attempt_id, from_state, to_state, evidence_id, reason, at
            from rows from (json_to_recordset(:walked::json) as
                (attempt_id uuid, from_state text, to_state text, evidence_id uuid, reason text, at timestamptz))
                with ordinality as w (attempt_id, from_state, to_state, evidence_id, reason, at, step)
            order by step""";

    static final String OF_SESSION = "select * from payment_attempt where session_id = :session order by number";

    private final JdbcClient jdbc;

    AttemptStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(AttemptRow attempt) {
        jdbc.sql("""
                        insert into payment_attempt
                            (id, session_id, environment, merchant, number, payer_id, phone, amount_kes,
                             account_reference, idempotency_key, request_digest, state, created_at, expires_at)
                        values (:id, :session, :environment, :merchant, :number, :payer, :phone, :amount,
                                :reference, :key, :digest, :state, :createdAt, :expiresAt)""")
                .param("id", attempt.id().value())
                .param("session", attempt.sessionId().value())
                .param("environment", attempt.environment().name())
                .param("merchant", attempt.merchant())
                .param("number", attempt.number())
                .param("payer", attempt.payer().value())
                .param("phone", attempt.phone())
                .param("amount", attempt.amount().shillings())
                .param("reference", attempt.accountReference())
                .param("key", attempt.idempotencyKey())
                .param("digest", attempt.requestDigest())
                .param("state", attempt.state().name())
                .param("createdAt", Sql.at(attempt.createdAt()))
                .param("expiresAt", Sql.at(attempt.expiresAt()))
                .update();
        addTransition(attempt.id(), null, attempt.state(), null, "asked for by the payer", attempt.createdAt());
    }

    Optional<AttemptRow> find(AttemptId id) {
        return jdbc.sql("select * from payment_attempt where id = :id")
                .param("id", id.value())
                .query(AttemptStore::row)
                .optional();
    }

    Optional<SessionId> sessionOf(AttemptId id) {
        return jdbc.sql("select session_id from payment_attempt where id = :id")
                .param("id", id.value())
                .query((row, number) -> new SessionId(Sql.uuid(row, "session_id")))
                .optional();
    }

    AttemptState state(AttemptId id) {
        return jdbc.sql("select state from payment_attempt where id = :id")
                .param("id", id.value())
                .query((row, number) -> AttemptState.valueOf(row.getString(1)))
                .single();
    }

    Optional<AttemptRow> findByIdempotencyKey(UserId payer, String key) {
        return jdbc.sql("select * from payment_attempt where payer_id = :payer and idempotency_key = :key")
                .param("payer", payer.value())
                .param("key", key)
                .query(AttemptStore::row)
                .optional();
    }

    Optional<AttemptRow> findByCheckoutRequest(PaymentEnvironment environment, String checkoutRequestId) {
        return jdbc.sql("""
                        select * from payment_attempt
                        where environment = :environment and checkout_request_id = :checkout""")
                .param("environment", environment.name())
                .param("checkout", checkoutRequestId)
                .query(AttemptStore::row)
                .optional();
    }

    /** Its key may be used anew. */
    void forgetKey(AttemptId id) {
        jdbc.sql("update payment_attempt set idempotency_key = null where id = :id")
                .param("id", id.value())
                .update();
    }

    /** Forgets the keys of attempts made before a moment, a limited number at a time; returns how many those were. */
    int forgetKeysFromBefore(Instant moment, int atMost) {
        return jdbc.sql("""
                        update payment_attempt set idempotency_key = null
                        where id = any (array(select id from payment_attempt
                                              where idempotency_key is not null and created_at < :moment
                                              order by created_at limit :atMost for update skip locked))""")
                .param("moment", Sql.at(moment))
                .param("atMost", atMost)
                .update();
    }

    int madeForSessionSince(SessionId session, Instant since) {
        return jdbc.sql("select count(*) from payment_attempt where session_id = :session and created_at > :since")
                .param("session", session.value())
                .param("since", Sql.at(since))
                .query(Integer.class)
                .single();
    }

    List<AttemptRow> ofSession(SessionId session) {
        return jdbc.sql(OF_SESSION)
                .param("session", session.value())
                .query(AttemptStore::row)
                .list();
    }

    List<AttemptRow> ofSessions(Collection<SessionId> sessions) {
        return jdbc.sql("select * from payment_attempt where session_id = any (:sessions) order by session_id, number")
                .param("sessions", sessions.stream().map(SessionId::value).toArray(UUID[]::new))
                .query(AttemptStore::row)
                .list();
    }

    /**
     * Attempts that somebody must go on looking after: open ones, paid ones whose receipt is not known, and any with
     * evidence that is not decided.
     */
    List<AttemptRow> watched(int atMost) {
        return jdbc.sql("""
                        select * from payment_attempt
                        where state in ('CREATED', 'QUEUED', 'SENDING', 'UNCLEAR', 'PROMPTED', 'TIMED_OUT') or provisional
                        union
                        select a.* from payment_attempt a join payment_evidence e on e.attempt_id = a.id
                        where e.disposition = 'PENDING'
                        order by created_at
                        limit :atMost""").param("atMost", atMost).query(AttemptStore::row).list();
    }

    /** Attempts that were paid, and whose receipt is not known. */
    List<AttemptId> withoutReceipt(PaymentEnvironment environment, String merchant) {
        return jdbc.sql("""
                        select id from payment_attempt
                        where provisional and environment = :environment and merchant = :merchant""")
                .param("environment", environment.name())
                .param("merchant", merchant)
                .query((row, number) -> new AttemptId(Sql.uuid(row, "id")))
                .list();
    }

    /** Attempts made before then of which this database does not know that they were sent. */
    List<AttemptRow> perhapsUnsent(Instant madeBefore) {
        return jdbc.sql("""
                        select * from payment_attempt
                        where state in ('CREATED', 'QUEUED', 'SENDING') and created_at < :madeBefore
                        order by created_at""")
                .param("madeBefore", Sql.at(madeBefore))
                .query(AttemptStore::row)
                .list();
    }

    /**
     * Counts one sending that this database may have forgotten. The caller holds the session's row.
     *
     * @param evidence what says so
     */
    void takeForSent(AttemptRow attempt, UUID evidence, Instant now) {
        jdbc.sql("""
                        update payment_attempt
                        set state = 'UNCLEAR', sends = sends + 1, sent_at = coalesce(sent_at, created_at), next_try_at = null
                        where id = :id and state = :from""")
                .param("id", attempt.id().value())
                .param("from", attempt.state().name())
                .update();
        addTransition(
                attempt.id(),
                attempt.state(),
                AttemptState.UNCLEAR,
                evidence,
                "it may have been sent before the restore",
                now);
    }

    int sentToPhoneSince(String phone, Instant since) {
        return jdbc.sql("select count(*) from payment_attempt where phone = :phone and created_at > :since")
                .param("phone", phone)
                .param("since", Sql.at(since))
                .query(Integer.class)
                .single();
    }

    int madeByUserSince(UserId payer, Instant since) {
        return jdbc.sql("select count(*) from payment_attempt where payer_id = :payer and created_at > :since")
                .param("payer", payer.value())
                .param("since", Sql.at(since))
                .query(Integer.class)
                .single();
    }

    /**
     * Marks the attempt as being sent, before the first byte leaves. The caller holds the session's row.
     *
     * @return false when somebody else has it, or it has moved on; then nothing may be sent
     */
    boolean beginSending(AttemptRow attempt, UUID claim, Instant now) {
        int updated = jdbc.sql("""
                        update payment_attempt
                        set state = 'SENDING', claim = :claim, sends = sends + 1, sent_at = :now, next_try_at = null
                        where id = :id and state in ('CREATED', 'QUEUED') and expires_at > :now""")
                .param("claim", claim)
                .param("now", Sql.at(now))
                .param("id", attempt.id().value())
                .update();
        if (updated == 1) {
            addTransition(attempt.id(), attempt.state(), AttemptState.SENDING, null, "sending begins", now);
        }
        return updated == 1;
    }

    /** Gives up what was not sent. Returns whether it was given up; an attempt that is further along is left alone. */
    boolean giveUpUnsent(AttemptRow attempt, String reason, Instant now) {
        int updated = jdbc.sql("""
                        update payment_attempt set state = 'NOT_SENT', settled_at = :now, next_try_at = null
                        where id = :id and state in ('CREATED', 'QUEUED')""")
                .param("now", Sql.at(now))
                .param("id", attempt.id().value())
                .update();
        if (updated == 1) {
            addTransition(attempt.id(), attempt.state(), AttemptState.NOT_SENT, null, reason, now);
        }
        return updated == 1;
    }

    /** Takes one arrow of several: rows of the same attempt cannot be written twice in one statement. */
    void pass(Moved through) {
        if (jdbc.sql(MOVE).param("moved", Sql.rows(List.of(through))).update() != 1) {
            throw new IllegalStateException("attempt " + through.id() + " is not " + through.fromState()
                    + " any more, though its session is locked");
        }
    }

    /** The payer no longer waits for it; it stays open and asked for. Returns whether it was released just now. */
    boolean release(AttemptId id, UserId by, Instant now) {
        return jdbc.sql("""
                                update payment_attempt set released_at = :now, released_by = :by
                                where id = :id and state = 'TIMED_OUT' and released_at is null""")
                        .param("now", Sql.at(now))
                        .param("by", by.value())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    private void addTransition(
            AttemptId id,
            @Nullable AttemptState from,
            AttemptState to,
            @Nullable UUID evidence,
            String reason,
            Instant now) {
        jdbc.sql(WALK)
                .param("walked", Sql.rows(List.of(new Walked(id.value(), from, to, evidence, reason, now))))
                .update();
    }

    static AttemptRow row(ResultSet row, int number) throws SQLException {
        return new AttemptRow(
                new AttemptId(Sql.uuid(row, "id")),
                new SessionId(Sql.uuid(row, "session_id")),
                PaymentEnvironment.valueOf(row.getString("environment")),
                row.getString("merchant"),
                row.getInt("number"),
                new UserId(Sql.uuid(row, "payer_id")),
                row.getString("phone"),
                Money.kes(row.getLong("amount_kes")),
                row.getString("account_reference"),
                row.getString("idempotency_key"),
                row.getString("request_digest"),
                AttemptState.valueOf(row.getString("state")),
                row.getBoolean("provisional"),
                row.getInt("sends"),
                row.getObject("claim", UUID.class),
                row.getString("checkout_request_id"),
                row.getString("merchant_request_id"),
                row.getString("receipt"),
                row.getString("result_code"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "expires_at"),
                Sql.instantOrNull(row, "next_try_at"),
                Sql.instantOrNull(row, "sent_at"),
                Sql.instantOrNull(row, "last_query_at"),
                Sql.instantOrNull(row, "settled_at"),
                Sql.instantOrNull(row, "released_at"));
    }
}
