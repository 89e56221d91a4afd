package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.payment.internal.SettlementDecision.Reversal;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The money that is known to have moved: each receipt once, whatever channel told it. */
@Repository
class ReceiptStore {

    /** Books receipts to sessions; an orphan of that number is taken over: rows of {@link SettlementChanges.Booked}. */
    static final String BOOK = """
            insert into mpesa_receipt as known
                (environment, receipt, merchant, amount_kes, attempt_id, session_id, disposition, evidence_id,
                 transaction_time, recorded_at, reversed_by, reversed_at)
            select environment, receipt, merchant, amount_kes, attempt_id, session_id, disposition, evidence_id,
                   transaction_time, recorded_at, reversed_by, reversed_at
            from json_to_recordset(:booked::json) as booked
                (environment text, receipt text, merchant text, amount_kes numeric, attempt_id uuid, session_id uuid,
                 disposition text, evidence_id uuid, transaction_time timestamptz, recorded_at timestamptz,
                 reversed_by text, reversed_at timestamptz)
            on conflict (environment, receipt) do update
                set attempt_id = excluded.attempt_id, session_id = excluded.session_id,
                    disposition = excluded.disposition, evidence_id = excluded.evidence_id,
                    reversed_by = excluded.reversed_by, reversed_at = excluded.reversed_at
                where known.disposition = 'ORPHAN' and known.session_id is null""";

    static final String OF_SESSION = "select receipt, disposition from mpesa_receipt where session_id = :session";

    private final JdbcClient jdbc;

    ReceiptStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A receipt as it is booked; without a session it is an orphan. */
    record Booked(
            String receipt,
            String merchant,
            long amount,
            @Nullable UUID attempt,
            @Nullable UUID session,
            ReceiptDisposition disposition) {}

    /** Money that paid a session by the menu of a phone, or did until it went back. */
    Map<SessionId, Booked> paidWithoutAttempt(Collection<SessionId> sessions) {
        Map<SessionId, Booked> receipts = new HashMap<>();
        jdbc.sql("""
                        select * from mpesa_receipt
                        where session_id = any (:sessions) and attempt_id is null
                          and disposition in ('APPLIED', 'REVERSED')
                        order by (disposition = 'APPLIED'), recorded_at""")
                .param("sessions", sessions.stream().map(SessionId::value).toArray(UUID[]::new))
                .query(ReceiptStore::booked)
                .list()
                .forEach(booked -> receipts.put(new SessionId(Objects.requireNonNull(booked.session())), booked));
        return receipts;
    }

    /** Whether money is booked to the session that pays for it, or that a person has to decide about first. */
    boolean hasUnsettledMoney(SessionId session) {
        return jdbc.sql("""
                        select exists (
                            select from mpesa_receipt r
                            where r.session_id = :session
                              and (r.disposition = 'APPLIED'
                                   or r.disposition = 'WRONG_AMOUNT' and exists (
                                       select from payment_exception e
                                       where e.environment = r.environment and e.receipt = r.receipt
                                         and e.kind = 'WRONG_AMOUNT' and e.resolved_at is null)))""")
                .param("session", session.value())
                .query(Boolean.class)
                .single();
    }

    Optional<Booked> find(PaymentEnvironment environment, String receipt) {
        return jdbc.sql("select * from mpesa_receipt where environment = :environment and receipt = :receipt")
                .param("environment", environment.name())
                .param("receipt", receipt)
                .query(ReceiptStore::booked)
                .optional();
    }

    /** Books money that no payment of ours explains. Returns false when the receipt is booked already. */
    boolean bookOrphan(PaymentEnvironment environment, String merchant, UUID evidence, NewEvidence proof, Instant now) {
        return jdbc.sql("""
                                insert into mpesa_receipt (environment, receipt, merchant, amount_kes, disposition,
                                                           evidence_id, transaction_time, recorded_at)
                                values (:environment, :receipt, :merchant, :amount, 'ORPHAN', :evidence,
                                        :transactionTime, :now)
                                on conflict do nothing""")
                        .param("environment", environment.name())
                        .param("receipt", proof.receipt())
                        .param("merchant", merchant)
                        .param("amount", proof.amount())
                        .param("evidence", evidence)
                        .param("transactionTime", Sql.at(proof.transactionTime()))
                        .param("now", Sql.at(now))
                        .update()
                == 1;
    }

    /** The money went back. Returns false when that is known already. */
    boolean reverse(PaymentEnvironment environment, Reversal reversal, Instant now) {
        return jdbc.sql("""
                                update mpesa_receipt
                                set disposition = 'REVERSED', reversed_by = :by, reversed_at = :now
                                where environment = :environment and receipt = :receipt and disposition <> 'REVERSED'""")
                        .param("by", reversal.reversalReceipt())
                        .param("now", Sql.at(now))
                        .param("environment", environment.name())
                        .param("receipt", reversal.receipt())
                        .update()
                == 1;
    }

    /** M-PESA's own record outranks what a callback said; what the receipt was taken for stays. */
    void correctAmount(PaymentEnvironment environment, String receipt, long amount) {
        jdbc.sql(
                        "update mpesa_receipt set amount_kes = :amount where environment = :environment and receipt = :receipt")
                .param("amount", amount)
                .param("environment", environment.name())
                .param("receipt", receipt)
                .update();
    }

    static Map<String, ReceiptDisposition> disposition(ResultSet row, int number) throws SQLException {
        return Map.of(row.getString("receipt"), ReceiptDisposition.valueOf(row.getString("disposition")));
    }

    private static Booked booked(ResultSet row, int number) throws SQLException {
        return new Booked(
                row.getString("receipt"),
                row.getString("merchant"),
                row.getLong("amount_kes"),
                row.getObject("attempt_id", UUID.class),
                row.getObject("session_id", UUID.class),
                ReceiptDisposition.valueOf(row.getString("disposition")));
    }
}
