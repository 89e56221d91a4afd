package io.github.darajasdk.therapy.notification.internal;

import io.github.darajasdk.therapy.account.Accounts;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.notification.Notification;
import io.github.darajasdk.therapy.notification.Notification.Kind;
import io.github.darajasdk.therapy.notification.Notification.Subject;
import io.github.darajasdk.therapy.notification.Notifications;
import io.github.darajasdk.therapy.payment.review.CaseId;
import io.github.darajasdk.therapy.platform.Ids;
import io.github.darajasdk.therapy.platform.LiveUpdates;
import io.github.darajasdk.therapy.reconciliation.RunId;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Notifications in their table. Each is kept once; carriers take it on from here. */
@Repository
class JdbcNotifications implements Notifications {

    private static final int SHOWN = 50;

    private final JdbcClient jdbc;
    private final Subjects subjects;
    private final Accounts accounts;
    private final CarrierJobs carriers;
    private final LiveUpdates live;
    private final Ids ids;
    private final Clock clock;

    JdbcNotifications(
            JdbcClient jdbc,
            Subjects subjects,
            Accounts accounts,
            CarrierJobs carriers,
            LiveUpdates live,
            Ids ids,
            Clock clock) {
        this.jdbc = jdbc;
        this.subjects = subjects;
        this.accounts = accounts;
        this.carriers = carriers;
        this.live = live;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public List<Notification> of(UserId user) {
        List<Row> rows = jdbc.sql(
                        "select * from notification where recipient = :user order by created_at desc, id desc limit :shown")
                .param("user", user.value())
                .param("shown", SHOWN)
                .query(JdbcNotifications::row)
                .list();
        Map<About, Subject> about =
                subjects.of(rows.stream().map(Row::about).distinct().toList(), user);
        return rows.stream().flatMap(row -> complete(row, about)).toList();
    }

    private static Stream<Notification> complete(Row row, Map<About, Subject> about) {
        return Stream.ofNullable(about.get(row.about()))
                .map(subject -> new Notification(row.id(), row.kind(), subject, row.detail(), row.at(), row.read()));
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

    /** Somebody, and what they are told. */
    record Addressed(User recipient, Notification notification) {}

    /** Empty when it is not known, or what it was about was taken back. */
    Optional<Addressed> find(UUID id) {
        return jdbc.sql("select * from notification where id = :id")
                .param("id", id)
                .query(JdbcNotifications::row)
                .optional()
                .flatMap(row -> complete(row, subjects.of(List.of(row.about()), row.recipient()))
                        .findFirst()
                        .flatMap(notification -> accounts.find(row.recipient())
                                .map(recipient -> new Addressed(recipient, notification))));
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

    /** Tells people of a session, in the current transaction, here and by every open carrier. */
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
                returning id, recipient
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
                .query((row, number) ->
                        new Told(row.getObject("id", UUID.class), new UserId(row.getObject("recipient", UUID.class))))
                .list()
                .forEach(this::passOn);
    }

    /** The same for one user, about whatever it is. */
    void add(UserId recipient, String eventKey, Kind kind, About about) {
        UUID id = ids.next();
        int added = jdbc.sql("""
                insert into notification (id, recipient, event_key, kind, session_id, case_id, run_id, created_at)
                values (:id, :recipient, :eventKey, :kind, :session, :case, :run, :now)
                on conflict (recipient, event_key) do nothing
                """)
                .param("id", id)
                .param("recipient", recipient.value())
                .param("eventKey", eventKey)
                .param("kind", kind.name())
                .param(
                        "session",
                        about.session() == null ? null : about.session().value())
                .param("case", about.ofCase() == null ? null : about.ofCase().value())
                .param("run", about.run() == null ? null : about.run().value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (added > 0) {
            passOn(new Told(id, recipient));
        }
    }

    /** Who was told, by which notification. */
    private record Told(UUID id, UserId recipient) {}

    private void passOn(Told told) {
        carriers.carry(told.id());
        announce(told.recipient());
    }

    private void announce(UserId user) {
        live.changed("user:" + user);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        UUID session = row.getObject("session_id", UUID.class);
        UUID ofCase = row.getObject("case_id", UUID.class);
        Long run = row.getObject("run_id", Long.class);
        return new Row(
                row.getObject("id", UUID.class),
                new UserId(row.getObject("recipient", UUID.class)),
                Kind.valueOf(row.getString("kind")),
                new About(
                        session == null ? null : new SessionId(session),
                        ofCase == null ? null : new CaseId(ofCase),
                        run == null ? null : new RunId(run)),
                Optional.ofNullable(row.getString("detail")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("read_at") != null);
    }

    private record Row(
            UUID id, UserId recipient, Kind kind, About about, Optional<String> detail, Instant at, boolean read) {}
}
