package io.github.darajasdk.therapy.chaos;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The sessions that are paid for in a run: made before it, and looked at while it goes on. */
final class Sessions {

    private static final UUID THERAPIST = new UUID(5, 5);

    private final DataSource database;
    private volatile Map<UUID, Attempt> latest = Map.of();

    /** The newest attempt of a session. */
    record Attempt(UUID id, String state, boolean released) {

        boolean isOver() {
            return state.equals("FAILED") || state.equals("NOT_SENT") || state.equals("ABANDONED");
        }
    }

    Sessions(DataSource database) {
        this.database = database;
    }

    /** Approved sessions, one after the other, for the clients of the plans. */
    void create(List<Plan> plans, Instant now) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement user = connection.prepareStatement(
                            "insert into app_user (id, email, display_name, role, password_hash, created_at)"
                                    + " values (?, ?, 'Somebody', ?, 'x', ?) on conflict do nothing");
                    PreparedStatement session = connection.prepareStatement("""
                        insert into therapy_session (id, booking_number, client_id, therapist_id, starts_at, ends_at,
                            price, status, environment, merchant, created_at, changed_at)
                        values (?, ?, ?, ?, ?, ?, ?, 'APPROVED', 'SIMULATOR', ?, ?, ?)\
                        """)) {
                addUser(user, THERAPIST, "THERAPIST", now);
                addUser(user, Staff.ADMIN, "ADMIN", now);
                for (Plan plan : plans) {
                    addUser(user, plan.client(), "CLIENT", now);
                    Instant starts = now.plus(Duration.ofDays(7)).plus(Duration.ofHours(plan.number()));
                    session.setObject(1, plan.session());
                    session.setString(2, plan.bookingNumber());
                    session.setObject(3, plan.client());
                    session.setObject(4, THERAPIST);
                    session.setObject(5, starts.atOffset(ZoneOffset.UTC));
                    session.setObject(6, starts.plus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC));
                    session.setLong(7, plan.amount());
                    session.setString(8, Mpesa.PAYBILL);
                    session.setObject(9, now.atOffset(ZoneOffset.UTC));
                    session.setObject(10, now.atOffset(ZoneOffset.UTC));
                    session.addBatch();
                }
                user.executeBatch();
                session.executeBatch();
            }
            connection.commit();
        }
    }

    private static void addUser(PreparedStatement user, UUID id, String role, Instant now) throws SQLException {
        user.setObject(1, id);
        user.setString(2, id + "@example.com");
        user.setString(3, role);
        user.setObject(4, now.atOffset(ZoneOffset.UTC));
        user.addBatch();
    }

    /** Looks at the newest attempts of these sessions. */
    void look(Collection<UUID> sessions) throws SQLException {
        Map<UUID, Attempt> found = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                    select distinct on (session_id) session_id, id, state, released_at is not null
                    from payment_attempt where session_id = any (?) order by session_id, number desc\
                    """)) {
            Array ids = connection.createArrayOf("uuid", sessions.toArray());
            query.setArray(1, ids);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.put(
                            rows.getObject(1, UUID.class),
                            new Attempt(rows.getObject(2, UUID.class), rows.getString(3), rows.getBoolean(4)));
                }
            }
        }
        latest = found;
    }

    /** The newest attempt as it was seen last. */
    Optional<Attempt> latest(UUID session) {
        return Optional.ofNullable(latest.get(session));
    }
}
