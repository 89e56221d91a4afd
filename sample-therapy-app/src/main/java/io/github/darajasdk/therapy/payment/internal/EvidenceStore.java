package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Evidence;
import io.github.darajasdk.therapy.platform.Ids;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Everything that M-PESA told us, as it came. */
@Repository
class EvidenceStore {

    /** Stores what has been heard: rows of {@link EvidenceRow}. */
    static final String STORE = """
            insert into payment_evidence
                (id, environment, merchant, attempt_id, session_id, source, authenticity, meaning, checkout_request_id,
                 merchant_request_id, result_code, result_description, receipt, reversal_receipt, amount_kes, phone,
                 bill_reference, transaction_time, raw_body, body_digest, received_at, disposition, note)
            select id, environment, merchant, attempt_id, session_id, source, authenticity, meaning, checkout_request_id,
                   merchant_request_id, result_code, result_description, receipt, reversal_receipt, amount_kes, phone,
                   bill_reference, transaction_time, decode(raw_body, 'base64'), body_digest, received_at, disposition, note
            from json_to_recordset(:heard::json) as heard
                (id uuid, environment text, merchant text, attempt_id uuid, session_id uuid, source text, authenticity text,
                 meaning text, checkout_request_id text, merchant_request_id text, result_code text,
                 result_description text, receipt text, reversal_receipt text, amount_kes numeric, phone text,
                 bill_reference text, transaction_time timestamptz, raw_body text, body_digest text,
                 received_at timestamptz, disposition text, note text)""";

    /** Decides on stored evidence: rows of {@link SettlementChanges.Decided}. */
    static final String DECIDE = """
            update payment_evidence e set disposition = d.disposition, note = coalesce(d.note, e.note)
            from json_to_recordset(:decided::json) as d (id uuid, disposition text, note text)
            where e.id = d.id""";

    /** All about a session and its attempts, oldest first. */
    static final String OF_SESSION = """
            select id, attempt_id, source, meaning, checkout_request_id, merchant_request_id, result_code, receipt,
                   reversal_receipt, amount_kes, transaction_time, body_digest, received_at, disposition
            from payment_evidence
            where attempt_id = any (array(select id from payment_attempt where session_id = :session))
               or session_id = :session
            order by received_at, id""";

    private final JdbcClient jdbc;
    private final Ids ids;

    EvidenceStore(JdbcClient jdbc, Ids ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    /** Stores a piece of evidence, not yet decided. */
    UUID add(EvidenceSubject about, NewEvidence evidence, Instant receivedAt) {
        UUID id = ids.next();
        insert(id, about, evidence, receivedAt);
        return id;
    }

    /** Stores what a channel reports, unless it reported the same before; then nothing is stored. */
    Optional<UUID> addOnce(EvidenceSubject about, NewEvidence evidence, Instant receivedAt) {
        UUID id = ids.next();
        return insert(id, about, evidence, receivedAt) ? Optional.of(id) : Optional.empty();
    }

    private boolean insert(UUID id, EvidenceSubject about, NewEvidence evidence, Instant receivedAt) {
        Heard heard = new Heard(id, about, evidence, receivedAt);
        return jdbc.sql(STORE + " on conflict do nothing")
                        .param("heard", Sql.rows(List.of(EvidenceRow.of(heard, EvidenceDisposition.PENDING, null))))
                        .update()
                == 1;
    }

    /** Whether M-PESA has posted anything to the attempt's own URL, whatever became of it. */
    boolean hasCallback(AttemptId attempt) {
        return jdbc.sql(
                        "select exists (select from payment_evidence where attempt_id = :attempt and source = 'CALLBACK')")
                .param("attempt", attempt.value())
                .query(Boolean.class)
                .single();
    }

    /**
     * Whether somebody says that the session was paid, and that is not confirmed yet: a callback whose prompt M-PESA is
     * asked about, or a claim that is being checked.
     */
    boolean isSaidToBePaid(SessionId session) {
        return jdbc.sql("""
                        select exists (
                            select from payment_evidence
                            where (attempt_id = any (array(select id from payment_attempt where session_id = :session))
                                   or session_id = :session)
                              and meaning = 'PAID' and disposition = 'PENDING')""")
                .param("session", session.value())
                .query(Boolean.class)
                .single();
    }

    /** Whether M-PESA, asked about the attempt, has said how it ended. */
    boolean isConcludedByQuery(AttemptId attempt) {
        return jdbc.sql("""
                        select exists (
                            select from payment_evidence
                            where attempt_id = :attempt and source = 'QUERY'
                              and meaning in ('PAID', 'NOT_PAID', 'NOT_PAID_SOFT'))""")
                .param("attempt", attempt.value())
                .query(Boolean.class)
                .single();
    }

    /** Prompts that callbacks on an attempt's own URL have named, while the attempt's own is not known. */
    List<String> checkoutRequestsToAskFor(AttemptId attempt) {
        return jdbc.sql("""
                        select distinct checkout_request_id from payment_evidence
                        where attempt_id = :attempt and source = 'CALLBACK' and disposition = 'PENDING'
                          and checkout_request_id is not null""")
                .param("attempt", attempt.value())
                .query(String.class)
                .list();
    }

    /** The attempt or session that something else has named with this receipt. */
    Optional<EvidenceSubject> subjectOf(PaymentEnvironment environment, String receipt) {
        return jdbc.sql("""
                        select * from payment_evidence
                        where environment = :environment and receipt = :receipt and meaning = 'PAID'
                          and (attempt_id is not null or session_id is not null)
                          and disposition not in ('QUARANTINED', 'REJECTED')
                        order by case when source = 'CALLBACK' then 0 else 1 end, received_at, id
                        limit 1""")
                .param("environment", environment.name())
                .param("receipt", receipt)
                .query((row, number) -> new EvidenceSubject(
                        environment,
                        row.getString("merchant"),
                        Optional.ofNullable(row.getObject("attempt_id", UUID.class))
                                .map(AttemptId::new)
                                .orElse(null),
                        Optional.ofNullable(row.getObject("session_id", UUID.class))
                                .map(SessionId::new)
                                .orElse(null)))
                .optional();
    }

    void dispose(UUID evidence, EvidenceDisposition disposition) {
        jdbc.sql("update payment_evidence set disposition = :disposition where id = :id")
                .param("disposition", disposition.name())
                .param("id", evidence)
                .update();
    }

    void setAside(UUID evidence, String why) {
        jdbc.sql("update payment_evidence set disposition = 'QUARANTINED', note = :why where id = :id")
                .param("why", why)
                .param("id", evidence)
                .update();
    }

    /** Has what was set aside decided once more. Returns false when it is not set aside. */
    boolean reopen(UUID evidence) {
        return jdbc.sql("update payment_evidence set disposition = 'PENDING', note = null, tries = 0"
                                + " where id = :id and disposition = 'QUARANTINED'")
                        .param("id", evidence)
                        .update()
                == 1;
    }

    boolean isPending(UUID evidence) {
        return jdbc.sql("select disposition = 'PENDING' from payment_evidence where id = :id")
                .param("id", evidence)
                .query(Boolean.class)
                .single();
    }

    /** Those of the receipts that a pull has told of before. */
    Set<String> reportedByPull(PaymentEnvironment environment, Collection<String> receipts) {
        return new HashSet<>(jdbc.sql("""
                        select receipt from payment_evidence
                        where environment = :environment and source = 'PULL' and receipt = any (:receipts)""")
                .param("environment", environment.name())
                .param("receipts", receipts.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** Notes that handling a piece went wrong once more, and how often that makes. */
    int failedToHandle(UUID evidence, String what) {
        return jdbc.sql("update payment_evidence set tries = tries + 1, note = :what where id = :id returning tries")
                .param("what", what)
                .param("id", evidence)
                .query(Integer.class)
                .single();
    }

    /** The attempt of a piece, if it has one and the piece stands so. */
    Optional<AttemptId> attemptOf(UUID evidence, EvidenceDisposition disposition) {
        return jdbc.sql("select attempt_id from payment_evidence where id = :id and disposition = :disposition")
                .param("id", evidence)
                .param("disposition", disposition.name())
                .query((row, number) ->
                        Optional.ofNullable(row.getObject(1, UUID.class)).map(AttemptId::new))
                .optional()
                .flatMap(found -> found);
    }

    static Evidence piece(ResultSet row, int number) throws SQLException {
        return new Evidence(
                Sql.uuid(row, "id"),
                row.getObject("attempt_id", UUID.class),
                EvidenceSource.valueOf(row.getString("source")),
                EvidenceMeaning.valueOf(row.getString("meaning")),
                row.getString("checkout_request_id"),
                row.getString("merchant_request_id"),
                row.getString("result_code"),
                row.getString("receipt"),
                row.getString("reversal_receipt"),
                Sql.longOrNull(row, "amount_kes"),
                Sql.instantOrNull(row, "transaction_time"),
                row.getString("body_digest"),
                Sql.instant(row, "received_at"),
                EvidenceDisposition.valueOf(row.getString("disposition")));
    }
}
