package io.github.darajasdk.therapy.notification.internal;

import static java.util.Objects.requireNonNull;

import io.github.darajasdk.therapy.account.Accounts;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.notification.Notification;
import io.github.darajasdk.therapy.notification.Notification.Kind;
import io.github.darajasdk.therapy.notification.Notifications;
import io.github.darajasdk.therapy.platform.Ids;
import io.github.darajasdk.therapy.platform.LiveUpdates;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcNotifications implements Notifications {

    private static final int SHOWN = 50;

    private final JdbcClient jdbc;
    private final Bookings bookings;
    private final Accounts accounts;
    private final LiveUpdates live;
    private final Ids ids;
    private final Clock clock;

    JdbcNotifications(JdbcClient jdbc, Bookings bookings, Accounts accounts, LiveUpdates live, Ids ids, Clock clock) {
        this.jdbc = jdbc;
        this.bookings = bookings;
        this.accounts = accounts;
        this.live = live;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public List<Notification> of(UserId user) {
        List<Row> rows = jdbc.sql("select id, kind, session_id, detail, created_at, read_at from notification"
                        + " where recipient = :user order by created_at desc, id desc limit :shown")
                .param("user", user.value())
                .param("shown", SHOWN)
                .query(JdbcNotifications::row)
                .list();
        Map<SessionId, TherapySession> sessions =
                bookings.findAll(rows.stream().map(Row::session).distinct().toList());
        Map<UserId, User> others = accounts.findAll(sessions.values().stream()
                .map(session -> other(session, user))
                .distinct()
                .toList());
        return rows.stream().map(row -> complete(row, user, sessions, others)).toList();
    }

    /** The foreign keys see to it that session and user exist. */
    private static Notification complete(
            Row row, UserId reader, Map<SessionId, TherapySession> sessions, Map<UserId, User> others) {
        TherapySession session = requireNonNull(sessions.get(row.session()));
        User otherParty = requireNonNull(others.get(other(session, reader)));
        return new Notification(row.id(), row.kind(), session, otherParty, row.detail(), row.at(), row.read());
    }

    @Override
    public int unread(UserId user) {
        return jdbc.sql("select count(*) from notification where recipient = :user and read_at is null")
                .param("user", user.value())
                .query(Integer.class)
                .single();
    }

    @Override
    public void markRead(UserId user) {
        int marked = jdbc.sql("update notification set read_at = :now where recipient = :user and read_at is null")
                .param("user", user.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (marked > 0) {
            announce(user);
        }
    }

    /**
     * Something to tell one of the two people of a session.
     *
     * @param toTherapist else to the client
     * @param key names what happened; nobody is told of it twice
     */
    record Notice(
            boolean toTherapist,
            String key,
            Kind kind,
            @Nullable String detail) {}

    /** Tells people of a session, in the current transaction. */
    void add(SessionId session, List<Notice> notices) {
        jdbc.sql("""
                insert into notification (id, recipient, event_key, kind, session_id, detail, created_at)
                select n.id, case when n.to_therapist then s.therapist_id else s.client_id end,
                       n.key, n.kind, s.id, n.detail, :now
                from therapy_session s,
                     unnest(:ids::uuid[], :toTherapist::boolean[], :keys::text[], :kinds::text[], :details::text[])
                         as n (id, to_therapist, key, kind, detail)
                where s.id = :session
                on conflict (recipient, event_key) do nothing
                returning recipient
                """)
                .param("session", session.value())
                .param("ids", notices.stream().map(notice -> ids.next()).toArray(UUID[]::new))
                .param("toTherapist", notices.stream().map(Notice::toTherapist).toArray(Boolean[]::new))
                .param("keys", notices.stream().map(Notice::key).toArray(String[]::new))
                .param(
                        "kinds",
                        notices.stream().map(notice -> notice.kind().name()).toArray(String[]::new))
                .param("details", notices.stream().map(Notice::detail).toArray(String[]::new))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list()
                .forEach(told -> announce(new UserId(told)));
    }

    private void announce(UserId user) {
        live.changed("user:" + user);
    }

    private static UserId other(TherapySession session, UserId user) {
        return session.clientId().equals(user) ? session.therapistId() : session.clientId();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                Kind.valueOf(row.getString("kind")),
                new SessionId(row.getObject("session_id", UUID.class)),
                Optional.ofNullable(row.getString("detail")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("read_at") != null);
    }

    private record Row(UUID id, Kind kind, SessionId session, Optional<String> detail, Instant at, boolean read) {}
}
