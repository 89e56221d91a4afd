package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.ExceptionCase;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.NewReceipt;
import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Evidence;
import io.github.darajasdk.therapy.platform.Ids;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What M-PESA told us, the receipts among it, and the cases that a person has to look at. */
@Repository
class EvidenceStore {

    private final JdbcClient jdbc;
    private final Ids ids;

    EvidenceStore(JdbcClient jdbc, Ids ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    /**
     * Stores a piece of evidence, not yet decided.
     *
     * @param attempt the payment it is about; null when no row of ours is known for it
     */
    UUID add(
            @Nullable AttemptId attempt,
            PaymentEnvironment environment,
            String merchant,
            NewEvidence evidence,
            Instant receivedAt) {
        UUID id = ids.next();
        insert(id, attempt, environment, merchant, evidence, receivedAt);
        return id;
    }

    /**
     * Stores the answer to a push, unless it is stored already.
     *
     * @param sending names the one sending that this answers
     */
    void addAnswer(
            UUID sending,
            AttemptId attempt,
            PaymentEnvironment environment,
            String merchant,
            NewEvidence answer,
            Instant receivedAt) {
        insert(sending, attempt, environment, merchant, answer, receivedAt);
    }

    private void insert(
            UUID id,
            @Nullable AttemptId attempt,
            PaymentEnvironment environment,
            String merchant,
            NewEvidence evidence,
            Instant receivedAt) {
        jdbc.sql("""
                        insert into payment_evidence
                            (id, environment, merchant, attempt_id, source, authenticity, meaning, checkout_request_id,
                             merchant_request_id, result_code, result_description, receipt, amount_kes, phone,
                             transaction_time, raw_body, body_digest, received_at, disposition)
                        values (:id, :environment, :merchant, :attempt, :source, :authenticity, :meaning, :checkout,
                                :merchantRequest, :resultCode, :description, :receipt, :amount, :phone,
                                :transactionTime, :raw, :digest, :receivedAt, 'PENDING')
                        on conflict (id) do nothing""")
                .param("id", id)
                .param("environment", environment.name())
                .param("merchant", merchant)
                .param("attempt", attempt == null ? null : attempt.value())
                .param("source", evidence.source().name())
                .param("authenticity", evidence.authenticity())
                .param("meaning", evidence.meaning().name())
                .param("checkout", evidence.checkoutRequestId())
                .param("merchantRequest", evidence.merchantRequestId())
                .param("resultCode", evidence.resultCode())
                .param("description", Sql.text(evidence.resultDescription()))
                .param("receipt", evidence.receipt())
                .param("amount", evidence.amount())
                .param("phone", Sql.text(evidence.phone()))
                .param("transactionTime", Sql.at(evidence.transactionTime()))
                .param("raw", evidence.rawBody())
                .param("digest", evidence.digest())
                .param("receivedAt", Sql.at(receivedAt))
                .update();
    }

    List<Evidence> ofSession(SessionId session) {
        return jdbc.sql("""
                        select e.* from payment_evidence e join payment_attempt a on a.id = e.attempt_id
                        where a.session_id = :session
                        order by e.received_at, e.id""")
                .param("session", session.value())
                .query(EvidenceStore::evidence)
                .list();
    }

    /** Whether M-PESA has posted anything to the attempt's own URL, whatever became of it. */
    boolean hasCallback(AttemptId attempt) {
        return jdbc.sql(
                        "select exists (select from payment_evidence where attempt_id = :attempt and source = 'CALLBACK')")
                .param("attempt", attempt.value())
                .query(Boolean.class)
                .single();
    }

    /** Whether a callback says that the session was paid, and M-PESA has not yet confirmed the prompt it names. */
    boolean isSaidToBePaid(SessionId session) {
        return jdbc.sql("""
                        select exists (
                            select from payment_evidence e join payment_attempt a on a.id = e.attempt_id
                            where a.session_id = :session and e.source = 'CALLBACK' and e.meaning = 'PAID'
                              and e.disposition = 'PENDING')""")
                .param("session", session.value())
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

    /** Notes that handling a piece went wrong once more, and how often that makes. */
    int failedToHandle(UUID evidence, String what) {
        return jdbc.sql("update payment_evidence set tries = tries + 1, note = :what where id = :id returning tries")
                .param("what", what)
                .param("id", evidence)
                .query(Integer.class)
                .single();
    }

    /** The attempt of a piece that still waits to be decided. */
    Optional<AttemptId> attemptOfPending(UUID evidence) {
        return jdbc.sql("select attempt_id from payment_evidence where id = :id and disposition = 'PENDING'")
                .param("id", evidence)
                .query((row, number) ->
                        Optional.ofNullable(row.getObject(1, UUID.class)).map(AttemptId::new))
                .optional()
                .flatMap(found -> found);
    }

    Map<String, ReceiptDisposition> receiptsOf(SessionId session) {
        Map<String, ReceiptDisposition> receipts = new HashMap<>();
        jdbc.sql("select receipt, disposition from mpesa_receipt where session_id = :session")
                .param("session", session.value())
                .query(row -> {
                    receipts.put(row.getString(1), ReceiptDisposition.valueOf(row.getString(2)));
                });
        return receipts;
    }

    /** New pieces on a session's attempts that name a receipt which is booked, but not to this session. */
    List<UUID> namingReceiptsOfOthers(SessionId session) {
        return jdbc.sql("""
                        select e.id from payment_evidence e
                            join payment_attempt a on a.id = e.attempt_id
                            join mpesa_receipt r on r.environment = e.environment and r.receipt = e.receipt
                        where a.session_id = :session and e.disposition = 'PENDING'
                          and r.session_id is distinct from a.session_id""").param("session", session.value()).query(UUID.class).list();
    }

    /** The primary key refuses a receipt that is on record already, whichever payment it was booked to. */
    void addReceipt(AttemptRow attempt, NewReceipt receipt, Instant now) {
        jdbc.sql("""
                        insert into mpesa_receipt (environment, receipt, merchant, amount_kes, attempt_id, session_id,
                                                   disposition, evidence_id, transaction_time, recorded_at)
                        values (:environment, :receipt, :merchant, :amount, :attempt, :session,
                                :disposition, :evidence, :transactionTime, :now)""")
                .param("environment", attempt.environment().name())
                .param("receipt", receipt.receipt())
                .param("merchant", attempt.merchant())
                .param("amount", receipt.amount())
                .param("attempt", attempt.id().value())
                .param("session", attempt.sessionId().value())
                .param("disposition", receipt.disposition().name())
                .param("evidence", receipt.evidenceId())
                .param("transactionTime", Sql.at(receipt.transactionTime()))
                .param("now", Sql.at(now))
                .update();
    }

    /** Books money that no payment of ours explains, and opens a case for it. Known receipts are left as they are. */
    void addOrphan(PaymentEnvironment environment, String merchant, UUID evidence, NewEvidence proof, Instant now) {
        int added = jdbc.sql("""
                        insert into mpesa_receipt (environment, receipt, merchant, amount_kes, disposition, evidence_id,
                                                   transaction_time, recorded_at)
                        values (:environment, :receipt, :merchant, :amount, 'ORPHAN', :evidence, :transactionTime, :now)
                        on conflict do nothing""")
                .param("environment", environment.name())
                .param("receipt", proof.receipt())
                .param("merchant", merchant)
                .param("amount", proof.amount())
                .param("evidence", evidence)
                .param("transactionTime", Sql.at(proof.transactionTime()))
                .param("now", Sql.at(now))
                .update();
        if (added == 1) {
            open(environment, ExceptionKind.ORPHAN, null, null, proof.receipt(), now);
        }
    }

    /** Opens a case; returns false when it is known already, open or resolved. */
    boolean open(AttemptRow attempt, ExceptionCase found, Instant now) {
        return open(attempt.environment(), found.kind(), attempt.sessionId(), attempt.id(), found.receipt(), now);
    }

    private boolean open(
            PaymentEnvironment environment,
            ExceptionKind kind,
            @Nullable SessionId session,
            @Nullable AttemptId attempt,
            @Nullable String receipt,
            Instant now) {
        return jdbc.sql("""
                                insert into payment_exception
                                    (id, environment, kind, session_id, attempt_id, receipt, opened_at)
                                values (:id, :environment, :kind, :session, :attempt, :receipt, :now)
                                on conflict do nothing""")
                        .param("id", ids.next())
                        .param("environment", environment.name())
                        .param("kind", kind.name())
                        .param("session", session == null ? null : session.value())
                        .param("attempt", attempt == null ? null : attempt.value())
                        .param("receipt", receipt)
                        .param("now", Sql.at(now))
                        .update()
                == 1;
    }

    /** Closes a case that the evidence itself has answered. */
    void answered(AttemptId attempt, ExceptionKind kind, String how, Instant now) {
        jdbc.sql("""
                        update payment_exception set resolved_at = :now, resolution = :how
                        where attempt_id = :attempt and kind = :kind and resolved_at is null""")
                .param("now", Sql.at(now))
                .param("how", how)
                .param("attempt", attempt.value())
                .param("kind", kind.name())
                .update();
    }

    private static Evidence evidence(ResultSet row, int number) throws SQLException {
        return new Evidence(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "attempt_id"),
                EvidenceSource.valueOf(row.getString("source")),
                EvidenceMeaning.valueOf(row.getString("meaning")),
                row.getString("checkout_request_id"),
                row.getString("merchant_request_id"),
                row.getString("result_code"),
                row.getString("receipt"),
                Sql.longOrNull(row, "amount_kes"),
                Sql.instantOrNull(row, "transaction_time"),
                row.getString("body_digest"),
                Sql.instant(row, "received_at"),
                EvidenceDisposition.valueOf(row.getString("disposition")));
    }
}
