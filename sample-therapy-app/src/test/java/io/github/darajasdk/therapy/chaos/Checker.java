package io.github.darajasdk.therapy.chaos;

import io.github.darajasdk.therapy.chaos.Rule.When;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Compares the application's database with the truth. It only reads: the truth is loaded into temporary tables of one
 * transaction, which is rolled back.
 */
final class Checker {

    private static final String TABLES_OF_THE_TRUTH = """
            create temporary table sim_debits (
                receipt text primary key, checkout_id text, account text not null,
                amount bigint not null, told bigint not null) on commit drop;
            create temporary table sim_pushes (
                account text not null, accepted boolean not null, at timestamptz not null) on commit drop;
            create temporary table sim_acknowledged (reference text not null, digest text not null) on commit drop;
            create temporary table sim_reversals (original text not null, amount bigint not null) on commit drop;
            create temporary table sim_reversal_requests (original text not null) on commit drop;
            """;

    private static final String VIEWS = """
            create temporary view app_receipts as
                select r.receipt, a.checkout_request_id checkout_id, a.account_reference account, r.session_id,
                       r.amount_kes::bigint amount, r.disposition
                from mpesa_receipt r left join payment_attempt a on a.id = r.attempt_id;
            create temporary view app_sessions as
                select s.id, s.status, s.price::bigint amount,
                       exists (select from payment_attempt a where a.session_id = s.id and a.provisional) provisional,
                       exists (select from refund f where f.session_id = s.id) has_refund
                from therapy_session s;
            create temporary view app_transitions as
                select attempt_id, from_state, to_state, evidence_id, reason, at from payment_transition;
            """;

    private final DataSource database;

    Checker(DataSource database) {
        this.database = database;
    }

    /**
     * Looks for violations of everything that must hold at this moment.
     *
     * @param acknowledged callbacks acknowledged before the call; their evidence must be found
     * @param truth asked for after the application's state was fixed, so that it can only know more
     */
    List<Violation> check(When moment, List<Truth.Acknowledged> acknowledged, Supplier<Truth> truth) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return check(connection, moment, acknowledged, truth);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the checker could not look into the database", e);
        }
    }

    /** The same within a transaction of the caller's, who is to roll it back. */
    static List<Violation> check(
            Connection connection, When moment, List<Truth.Acknowledged> acknowledged, Supplier<Truth> truth)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // The first query fixes what this transaction sees of the application.
            List<String> tables = texts(statement, """
                    select table_name from information_schema.columns
                    where table_schema = 'public' and column_name = 'environment' order by 1""");
            // Compiling these queries would take far longer than running them.
            statement.execute("set local jit = off");
            statement.execute(TABLES_OF_THE_TRUTH);
            load(connection, truth.get(), acknowledged);
            statement.execute(VIEWS);
            List<Rule> rules = new ArrayList<>(Rules.ALL);
            tables.stream().map(Rules::oneEnvironment).forEach(rules::add);
            List<Violation> found = new ArrayList<>();
            for (Rule rule : rules) {
                if (rule.holdsAt(moment)) {
                    find(statement, rule, found);
                }
            }
            return found;
        }
    }

    private static void find(Statement statement, Rule rule, List<Violation> found) throws SQLException {
        try (ResultSet rows = statement.executeQuery(rule.query())) {
            while (rows.next()) {
                found.add(new Violation(rule.id(), rule.name(), rows.getString(1), rows.getString(2)));
            }
        }
    }

    private static List<String> texts(Statement statement, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static void load(Connection connection, Truth truth, List<Truth.Acknowledged> acknowledged)
            throws SQLException {
        insert(connection, "insert into sim_debits values (?, ?, ?, ?, ?)", truth.debits(), (row, debit) -> {
            row.setString(1, debit.receipt());
            row.setString(2, debit.checkoutRequestId());
            row.setString(3, debit.account());
            row.setLong(4, debit.amount());
            row.setLong(5, debit.told());
        });
        insert(connection, "insert into sim_pushes values (?, ?, ?)", truth.pushes(), (row, push) -> {
            row.setString(1, push.account());
            row.setBoolean(2, push.accepted());
            row.setObject(3, push.at().atOffset(ZoneOffset.UTC));
        });
        insert(connection, "insert into sim_acknowledged values (?, ?)", acknowledged, (row, callback) -> {
            row.setString(1, callback.reference());
            row.setString(2, callback.digest());
        });
        insert(connection, "insert into sim_reversals values (?, ?)", truth.reversals(), (row, reversal) -> {
            row.setString(1, reversal.originalReceipt());
            row.setLong(2, reversal.amount());
        });
        insert(
                connection,
                "insert into sim_reversal_requests values (?)",
                truth.reversalRequests(),
                (row, request) -> row.setString(1, request.originalReceipt()));
        try (Statement statement = connection.createStatement()) {
            statement.execute("analyze sim_debits; analyze sim_pushes; analyze sim_acknowledged");
        }
    }

    private static <T> void insert(Connection connection, String sql, List<T> items, Binder<T> binder)
            throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(sql)) {
            for (T item : items) {
                binder.bind(row, item);
                row.addBatch();
            }
            row.executeBatch();
        }
    }

    private interface Binder<T> {
        void bind(PreparedStatement row, T item) throws SQLException;
    }
}
