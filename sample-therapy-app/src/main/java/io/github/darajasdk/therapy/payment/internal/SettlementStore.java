package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Evidence;
import io.github.darajasdk.therapy.payment.review.CaseEvent.CaseResolved;
import io.github.darajasdk.therapy.payment.review.CaseId;
import io.github.darajasdk.therapy.payment.review.CaseKind;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * One session's money, read in one round trip and written in another: a callback is answered only when it is settled, so
 * every trip is waited for. What is said to each table stands with its store.
 */
@Repository
class SettlementStore {

    /** The receipts that what is heard names, and those that stored evidence names while it is not decided. */
    private static final String NAMED = """
            any (:named::text[] || array(
                select receipt from payment_evidence
                where (attempt_id = any (array(select id from payment_attempt where session_id = :session))
                       or session_id = :session)
                  and disposition = 'PENDING' and receipt is not null))""";

    private static final String BOOKED_ELSEWHERE = """
            select receipt from mpesa_receipt
            where environment = :environment and receipt = %s
              and (session_id <> :session or session_id is null and disposition <> 'ORPHAN')""".formatted(NAMED);

    private static final String UNOWNED = """
            select distinct receipt from payment_evidence
            where environment = :environment and merchant = :merchant and receipt = %s
              and attempt_id is null and session_id is null and source <> 'CALLBACK'
              and disposition in ('PENDING', 'APPLIED')""".formatted(NAMED);

    /** Several queries that travel together. Each sees all that was committed before the session was locked. */
    private static final String READ = String.join(
            ";\n",
            AttemptStore.OF_SESSION,
            EvidenceStore.OF_SESSION,
            ReceiptStore.OF_SESSION,
            BOOKED_ELSEWHERE,
            UNOWNED);

    private static final String WRITE = """
            with heard as (%s),
            decided as (%s),
            moved as (%s returning 1),
            walked as (%s),
            booked as (%s returning receipt, xmax <> 0 as taken_over),
            answered as (%s)
            select (select count(*) from moved) as moved,
                   (select count(*) from booked) as booked,
                   array(select receipt from booked where taken_over) as taken_over,
                   array(select id || ' ' || environment || ' ' || kind from answered) as answered""".formatted(
                    EvidenceStore.STORE,
                    EvidenceStore.DECIDE,
                    AttemptStore.MOVE,
                    AttemptStore.WALK,
                    ReceiptStore.BOOK,
                    CaseStore.ANSWER);

    private final NamedParameterJdbcOperations statements;
    private final JdbcClient jdbc;

    SettlementStore(NamedParameterJdbcOperations statements, JdbcClient jdbc) {
        this.statements = statements;
        this.jdbc = jdbc;
    }

    /**
     * Reads all that is stored.
     *
     * @param session its row is held by this transaction
     * @param heard what is not stored yet
     */
    SessionMoney read(TherapySession session, List<Heard> heard) {
        MapSqlParameterSource about = new MapSqlParameterSource()
                .addValue("session", session.id().value())
                .addValue("environment", session.environment().name())
                .addValue("merchant", session.merchant())
                .addValue(
                        "named",
                        heard.stream()
                                .map(piece -> piece.evidence().receipt())
                                .filter(Objects::nonNull)
                                .toArray(String[]::new));
        return Objects.requireNonNull(statements.execute(READ, about, SettlementStore::money));
    }

    private static SessionMoney money(PreparedStatement statement) throws SQLException {
        statement.execute();
        List<AttemptRow> attempts = rows(statement, AttemptStore::row);
        statement.getMoreResults();
        List<Evidence> evidence = rows(statement, EvidenceStore::piece);
        statement.getMoreResults();
        Map<String, ReceiptDisposition> receipts = new HashMap<>();
        rows(statement, ReceiptStore::disposition).forEach(receipts::putAll);
        statement.getMoreResults();
        Set<String> bookedElsewhere = new HashSet<>(rows(statement, (row, number) -> row.getString(1)));
        statement.getMoreResults();
        Set<String> unowned = new HashSet<>(rows(statement, (row, number) -> row.getString(1)));
        return new SessionMoney(attempts, evidence, receipts, bookedElsewhere, unowned);
    }

    private static <T> List<T> rows(PreparedStatement statement, RowMapper<T> mapper) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (ResultSet result = Objects.requireNonNull(statement.getResultSet())) {
            while (result.next()) {
                rows.add(mapper.mapRow(result, rows.size()));
            }
        }
        return rows;
    }

    /**
     * Writes all of it, or nothing.
     *
     * @throws IllegalStateException when an attempt is not where it is believed to be, or a receipt is booked to somebody
     *     already
     */
    Written write(SettlementChanges changes, Instant now) {
        return jdbc.sql(WRITE)
                .param("heard", Sql.rows(changes.heard()))
                .param("decided", Sql.rows(changes.decided()))
                .param("moved", Sql.rows(changes.moved()))
                .param("walked", Sql.rows(changes.walked()))
                .param("booked", Sql.rows(changes.booked()))
                .param("answered", Sql.rows(changes.answered()))
                .query((row, number) -> {
                    if (row.getLong("moved") != changes.moved().size()) {
                        throw new IllegalStateException(
                                "one has moved on, though its session is locked: " + changes.moved());
                    }
                    if (row.getLong("booked") != changes.booked().size()) {
                        throw new IllegalStateException("one is booked to somebody already: " + changes.booked());
                    }
                    return new Written(
                            List.of((String[]) row.getArray("taken_over").getArray()),
                            Stream.of((String[]) row.getArray("answered").getArray())
                                    .map(answered -> resolved(answered.split(" "), now))
                                    .toList());
                })
                .single();
    }

    private static CaseResolved resolved(String[] of, Instant now) {
        return new CaseResolved(
                new CaseId(UUID.fromString(of[0])), PaymentEnvironment.valueOf(of[1]), CaseKind.valueOf(of[2]), now);
    }

    /**
     * What came of it.
     *
     * @param takenOver receipts that were orphans until now
     * @param resolved cases about attempts that are answered by it
     */
    record Written(List<String> takenOver, List<CaseResolved> resolved) {

        static final Written NOTHING = new Written(List.of(), List.of());
    }
}
