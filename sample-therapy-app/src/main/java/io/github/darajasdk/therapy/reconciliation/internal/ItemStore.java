package io.github.darajasdk.therapy.reconciliation.internal;

import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.reconciliation.Item;
import io.github.darajasdk.therapy.reconciliation.ItemFilter;
import io.github.darajasdk.therapy.reconciliation.MatchRule;
import io.github.darajasdk.therapy.reconciliation.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Reads the items of runs. */
@Repository
class ItemStore {

    /** Rows that the database hands over at a time while a report is streamed. */
    private static final int AT_A_TIME = 2_000;

    private static final String SELECT = """
        select i.run_id, i.number, i.at, i.attempt_id, i.session_id, i.mpesa_cents, i.our_cents, i.rule,
               i.mpesa_receipt, i.reference, i.our_receipt, i.our_state, s.booking_number
        from reconciliation_item i left join therapy_session s on s.id = i.session_id
        """;

    private final JdbcClient jdbc;
    private final JdbcTemplate streaming;

    ItemStore(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.streaming = new JdbcTemplate(Objects.requireNonNull(template.getDataSource()));
        this.streaming.setFetchSize(AT_A_TIME);
    }

    List<Item> page(RunId run, ItemFilter filter, long after, int limit) {
        return jdbc.sql(SELECT
                        + "where run_id = :run and number > :after and rule = any(:rules) order by number limit :limit")
                .param("run", run.value())
                .param("after", after)
                .param("rules", names(filter))
                .param("limit", limit)
                .query(ItemStore::item)
                .list();
    }

    Optional<Item> find(RunId run, long number) {
        return jdbc.sql(SELECT + "where run_id = :run and number = :number")
                .param("run", run.value())
                .param("number", number)
                .query(ItemStore::item)
                .optional();
    }

    /** An index knows them: all but what matched exactly. */
    List<Item> ofSession(SessionId session, int limit) {
        return jdbc.sql(SELECT + """
            join reconciliation_run u on u.id = i.run_id and u.state = 'FINISHED'
            where session_id = :session and rule not in ('EXACT', 'RECEIPT_AND_AMOUNT')
            order by run_id desc, number limit :limit\
            """)
                .param("session", session.value())
                .param("limit", limit)
                .query(ItemStore::item)
                .list();
    }

    /** PostgreSQL hands rows over in portions only inside a transaction. */
    @Transactional(readOnly = true)
    public void stream(RunId run, ItemFilter filter, Consumer<Item> to) {
        streaming.query(
                SELECT + "where run_id = ? and rule = any(?) order by number",
                row -> {
                    to.accept(item(row, 0));
                },
                run.value(),
                names(filter));
    }

    private static String[] names(ItemFilter filter) {
        return filter.rules().stream().map(MatchRule::name).toArray(String[]::new);
    }

    /** By place, not by name: a report has a million rows. */
    private static Item item(ResultSet row, int number) throws SQLException {
        return new Item(
                new RunId(row.getLong(1)),
                row.getLong(2),
                MatchRule.valueOf(row.getString(8)),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                mpesa(row),
                ours(row));
    }

    private static Optional<Item.MpesaSide> mpesa(ResultSet row) throws SQLException {
        String receipt = row.getString(9);
        return receipt == null
                ? Optional.empty()
                : Optional.of(new Item.MpesaSide(receipt, row.getLong(6), Optional.ofNullable(row.getString(10))));
    }

    private static Optional<Item.OurSide> ours(ResultSet row) throws SQLException {
        String state = row.getString(12);
        if (state == null) {
            return Optional.empty();
        }
        @Nullable UUID attempt = row.getObject(4, UUID.class);
        @Nullable UUID session = row.getObject(5, UUID.class);
        return Optional.of(new Item.OurSide(
                Optional.ofNullable(attempt).map(AttemptId::new),
                Optional.ofNullable(session).map(SessionId::new),
                Optional.ofNullable(row.getString(13)),
                Optional.ofNullable(row.getString(11)),
                row.getLong(7),
                state));
    }
}
