package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.Reversal;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Evidence of which nobody knows yet whose it is, or whether it is true: claims, orphans and early reversals. */
@Repository
class UnownedEvidence {

    private final JdbcClient jdbc;

    UnownedEvidence(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A piece that waits to be decided, with what it says. */
    record Claim(EvidenceSubject about, NewEvidence read, Instant receivedAt) {

        boolean isOwned() {
            return about.attempt() != null || about.session() != null;
        }
    }

    /** A claim, or an early reversal, that is not decided. */
    Optional<Claim> pending(UUID piece) {
        return jdbc.sql("""
                        select * from payment_evidence
                        where id = :id and disposition = 'PENDING' and meaning in ('PAID', 'REVERSED')""").param("id", piece).query(UnownedEvidence::claim).optional();
    }

    /** C2B confirmations of a receipt that nothing has confirmed or denied, oldest first. */
    List<Claim> claims(PaymentEnvironment environment, String receipt) {
        return jdbc.sql("""
                        select * from payment_evidence
                        where environment = :environment and receipt = :receipt and source = 'C2B'
                          and disposition = 'PENDING'
                        order by received_at, id""")
                .param("environment", environment.name())
                .param("receipt", receipt)
                .query(UnownedEvidence::claim)
                .list();
    }

    /** Now it is known whose it is. */
    void give(UUID piece, EvidenceSubject owner) {
        jdbc.sql("update payment_evidence set attempt_id = :attempt, session_id = :session where id = :id")
                .param(
                        "attempt",
                        owner.attempt() == null ? null : owner.attempt().value())
                .param(
                        "session",
                        owner.session() == null ? null : owner.session().value())
                .param("id", piece)
                .update();
    }

    /** Claims of nobody's money that M-PESA does not know. Returns which. */
    List<UUID> reject(PaymentEnvironment environment, String receipt, Instant receivedBefore) {
        return jdbc.sql("""
                        update payment_evidence set disposition = 'REJECTED', note = 'M-PESA knows no such payment'
                        where environment = :environment and receipt = :receipt and source = 'C2B'
                          and disposition = 'PENDING' and attempt_id is null and session_id is null
                          and received_at <= :before
                        returning id""")
                .param("environment", environment.name())
                .param("receipt", receipt)
                .param("before", Sql.at(receivedBefore))
                .query(UUID.class)
                .list();
    }

    /**
     * Gives a session, or its attempt, what was told of a receipt before anybody knew whose it is.
     *
     * @param about the attempt or the session
     * @return whether there was anything
     */
    boolean adopt(EvidenceSubject about, String receipt) {
        return jdbc.sql("""
                                update payment_evidence
                                set attempt_id = :attempt, session_id = :session, disposition = 'PENDING'
                                where environment = :environment and merchant = :merchant and receipt = :receipt
                                  and attempt_id is null and session_id is null and source <> 'CALLBACK'
                                  and disposition in ('PENDING', 'APPLIED')""")
                        .param(
                                "attempt",
                                about.attempt() == null ? null : about.attempt().value())
                        .param(
                                "session",
                                about.session() == null ? null : about.session().value())
                        .param("environment", about.environment().name())
                        .param("merchant", about.merchant())
                        .param("receipt", receipt)
                        .update()
                > 0;
    }

    /** A reversal of a receipt, told before anybody knew whose it is. */
    Optional<Reversal> reversalOf(PaymentEnvironment environment, String receipt) {
        return jdbc.sql("""
                        select id, reversal_receipt from payment_evidence
                        where environment = :environment and receipt = :receipt and meaning = 'REVERSED'
                          and attempt_id is null and session_id is null and disposition = 'PENDING'
                        order by received_at, id
                        limit 1""")
                .param("environment", environment.name())
                .param("receipt", receipt)
                .query((row, number) -> new Reversal(receipt, row.getString("reversal_receipt"), Sql.uuid(row, "id")))
                .optional();
    }

    /** Decides everything told of a receipt that nobody explains. */
    void dispose(PaymentEnvironment environment, String receipt) {
        jdbc.sql("""
                        update payment_evidence set disposition = 'APPLIED'
                        where environment = :environment and receipt = :receipt and disposition = 'PENDING'
                          and attempt_id is null and session_id is null""")
                .param("environment", environment.name())
                .param("receipt", receipt)
                .update();
    }

    private static Claim claim(ResultSet row, int number) throws SQLException {
        UUID attempt = row.getObject("attempt_id", UUID.class);
        UUID session = row.getObject("session_id", UUID.class);
        return new Claim(
                new EvidenceSubject(
                        PaymentEnvironment.valueOf(row.getString("environment")),
                        row.getString("merchant"),
                        attempt == null ? null : new AttemptId(attempt),
                        session == null ? null : new SessionId(session)),
                new NewEvidence(
                        EvidenceSource.valueOf(row.getString("source")),
                        row.getString("authenticity"),
                        EvidenceMeaning.valueOf(row.getString("meaning")),
                        row.getString("checkout_request_id"),
                        row.getString("merchant_request_id"),
                        row.getString("result_code"),
                        row.getString("result_description"),
                        row.getString("receipt"),
                        row.getString("reversal_receipt"),
                        Sql.longOrNull(row, "amount_kes"),
                        row.getString("phone"),
                        row.getString("bill_reference"),
                        Sql.instantOrNull(row, "transaction_time"),
                        row.getBytes("raw_body")),
                Sql.instant(row, "received_at"));
    }
}
