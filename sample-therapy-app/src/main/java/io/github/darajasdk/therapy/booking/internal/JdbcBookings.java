package io.github.darajasdk.therapy.booking.internal;

import io.github.darajasdk.therapy.account.Accounts;
import io.github.darajasdk.therapy.account.Role;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.PriceList;
import io.github.darajasdk.therapy.booking.SessionEvent;
import io.github.darajasdk.therapy.booking.SessionEvent.SessionApproved;
import io.github.darajasdk.therapy.booking.SessionEvent.SessionCancelled;
import io.github.darajasdk.therapy.booking.SessionEvent.SessionConfirmed;
import io.github.darajasdk.therapy.booking.SessionEvent.SessionDeclined;
import io.github.darajasdk.therapy.booking.SessionEvent.SessionRequested;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.booking.SessionNews;
import io.github.darajasdk.therapy.booking.SessionRequest;
import io.github.darajasdk.therapy.booking.SessionStateException;
import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.platform.Ids;
import io.github.darajasdk.therapy.platform.Money;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@Repository
class JdbcBookings implements Bookings {

    private static final String COLUMNS = "id, booking_number, client_id, therapist_id, starts_at, ends_at, price,"
            + " status, environment, merchant, created_at";
    private static final String SELECT = "select " + COLUMNS + " from therapy_session ";
    private static final Duration SHORTEST = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofHours(4);
    private static final int NUMBERS_TRIED = 5;

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final PriceList prices;
    private final BookingNumbers numbers;
    private final PaymentMode mode;
    private final ApplicationEventPublisher events;
    private final SessionNews news;
    private final Ids ids;
    private final Clock clock;

    JdbcBookings(
            JdbcClient jdbc,
            Accounts accounts,
            PriceList prices,
            BookingNumbers numbers,
            PaymentMode mode,
            ApplicationEventPublisher events,
            SessionNews news,
            Ids ids,
            Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.prices = prices;
        this.numbers = numbers;
        this.mode = mode;
        this.events = events;
        this.news = news;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Optional<TherapySession> find(SessionId id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id.value())
                .query(JdbcBookings::session)
                .optional();
    }

    @Override
    public Map<SessionId, TherapySession> findAll(Collection<SessionId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(SELECT + "where id in (:ids)")
                .param("ids", ids.stream().map(SessionId::value).toList())
                .query(JdbcBookings::session)
                .list()
                .stream()
                .collect(Collectors.toMap(TherapySession::id, Function.identity()));
    }

    @Override
    public Optional<TherapySession> findByBookingNumber(String bookingNumber) {
        return jdbc.sql(SELECT + "where booking_number = :number")
                .param("number", bookingNumber)
                .query(JdbcBookings::session)
                .optional();
    }

    @Override
    public List<TherapySession> ofClient(UserId client) {
        return listed("client_id", client);
    }

    @Override
    public List<TherapySession> ofTherapist(UserId therapist) {
        return listed("therapist_id", therapist);
    }

    /** First what is still to come, the next one on top; then what is over, the last one on top. */
    private List<TherapySession> listed(String column, UserId user) {
        return jdbc.sql(SELECT + "where " + column + " = :user order by ends_at < :now,"
                        + " case when ends_at >= :now then starts_at end, starts_at desc, id")
                .param("user", user.value())
                .param("now", timestamp(clock.instant()))
                .query(JdbcBookings::session)
                .list();
    }

    @Override
    @Transactional
    public TherapySession request(SessionRequest request) {
        check(request);
        Money price = prices.price(request.therapist(), request.length());
        Instant now = clock.instant();
        UUID id = ids.next();
        insert(id, request, price, now);
        TherapySession session = find(new SessionId(id)).orElseThrow();
        tell(session, new SessionRequested(session.id(), now));
        return session;
    }

    private void check(SessionRequest request) {
        boolean bookable = accounts.find(request.therapist())
                .map(User::role)
                .filter(Role.THERAPIST::equals)
                .isPresent();
        if (!bookable) {
            throw new IllegalArgumentException("user " + request.therapist() + " is no therapist");
        }
        Duration length = request.length();
        if (length.compareTo(SHORTEST) < 0
                || length.compareTo(LONGEST) > 0
                || !length.equals(Duration.ofMinutes(length.toMinutes()))) {
            throw new IllegalArgumentException(
                    "a session takes " + SHORTEST.toMinutes() + " to " + LONGEST.toMinutes() + " whole minutes");
        }
        if (!request.startsAt().isAfter(clock.instant())) {
            throw new SessionStateException("a session cannot begin in the past");
        }
        if (slotIsTaken(request)) {
            throw new SessionStateException("the therapist has another session at that time");
        }
    }

    private boolean slotIsTaken(SessionRequest request) {
        return jdbc.sql("""
                select exists (
                    select from therapy_session
                    where therapist_id = :therapist and status in ('APPROVED', 'CONFIRMED', 'IN_PROGRESS')
                        and tstzrange(starts_at, ends_at) && tstzrange(:from, :to))
                """)
                .param("therapist", request.therapist().value())
                .param("from", timestamp(request.startsAt()))
                .param("to", timestamp(request.startsAt().plus(request.length())))
                .query(Boolean.class)
                .single();
    }

    private void insert(UUID id, SessionRequest request, Money price, Instant now) {
        for (int i = 0; i < NUMBERS_TRIED; i++) {
            int inserted = jdbc.sql("""
                    insert into therapy_session (id, booking_number, client_id, therapist_id, starts_at, ends_at, price,
                        status, environment, merchant, created_at, changed_at)
                    values (:id, :number, :client, :therapist, :startsAt, :endsAt, :price,
                        'PENDING_APPROVAL', :environment, :merchant, :now, :now)
                    on conflict (booking_number) do nothing
                    """)
                    .param("id", id)
                    .param("number", numbers.next())
                    .param("client", request.client().value())
                    .param("therapist", request.therapist().value())
                    .param("startsAt", timestamp(request.startsAt()))
                    .param("endsAt", timestamp(request.startsAt().plus(request.length())))
                    .param("price", BigDecimal.valueOf(price.shillings()))
                    .param("environment", mode.environment().name())
                    .param("merchant", mode.merchant())
                    .param("now", timestamp(now))
                    .update();
            if (inserted == 1) {
                return;
            }
        }
        throw new IllegalStateException(NUMBERS_TRIED + " booking numbers in a row were taken");
    }

    @Override
    @Transactional
    public void approve(SessionId id, UserId therapist) {
        Instant now = clock.instant();
        Optional<TherapySession> approved;
        try {
            approved = jdbc.sql("update therapy_session set status = 'APPROVED', changed_at = :now"
                            + " where id = :id and therapist_id = :therapist and status = 'PENDING_APPROVAL'"
                            + " and starts_at > :now returning " + COLUMNS)
                    .param("id", id.value())
                    .param("therapist", therapist.value())
                    .param("now", timestamp(now))
                    .query(JdbcBookings::session)
                    .optional();
        } catch (DataIntegrityViolationException | PessimisticLockingFailureException e) {
            throw new SessionStateException("the therapist has another session at that time");
        }
        TherapySession session = approved.orElseThrow(() ->
                refused(id, "only its therapist can approve a session, while it waits for approval and lies ahead"));
        tell(session, new SessionApproved(id, now));
    }

    @Override
    @Transactional
    public void decline(SessionId id, UserId therapist, String reason) {
        Instant now = clock.instant();
        TherapySession session = jdbc.sql("update therapy_session set status = 'DECLINED', decline_reason = :reason,"
                        + " changed_at = :now where id = :id and therapist_id = :therapist"
                        + " and status = 'PENDING_APPROVAL' returning " + COLUMNS)
                .param("id", id.value())
                .param("therapist", therapist.value())
                .param("reason", reason)
                .param("now", timestamp(now))
                .query(JdbcBookings::session)
                .optional()
                .orElseThrow(() ->
                        refused(id, "only its therapist can decline a session, and only while it waits for approval"));
        tell(session, new SessionDeclined(id, now));
    }

    @Override
    @Transactional
    public void cancel(SessionId id, UserId by) {
        Instant now = clock.instant();
        TherapySession session = jdbc.sql("update therapy_session set status = 'CANCELLED', changed_at = :now"
                        + " where id = :id and :by in (client_id, therapist_id)"
                        + " and (status = 'PENDING_APPROVAL'"
                        + "     or status in ('APPROVED', 'CONFIRMED') and starts_at > :now)"
                        + " returning " + COLUMNS)
                .param("id", id.value())
                .param("by", by.value())
                .param("now", timestamp(now))
                .query(JdbcBookings::session)
                .optional()
                .orElseThrow(() -> refused(id, "only its client or therapist can cancel a session, before it begins"));
        tell(session, new SessionCancelled(id, now));
    }

    @Override
    public TherapySession lockForPayment(SessionId id) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a session is locked inside a transaction, else the lock ends at once");
        }
        return jdbc.sql(SELECT + "where id = :id for update")
                .param("id", id.value())
                .query(JdbcBookings::session)
                .optional()
                .orElseThrow(() -> new IllegalArgumentException("there is no session " + id));
    }

    @Override
    @Transactional
    public boolean confirmPaid(SessionId id) {
        Instant now = clock.instant();
        Optional<TherapySession> confirmed = move(id, SessionStatus.APPROVED, SessionStatus.CONFIRMED, now);
        confirmed.ifPresent(session -> tell(session, new SessionConfirmed(id, now)));
        return confirmed.isPresent();
    }

    @Override
    @Transactional
    public boolean reopenUnpaid(SessionId id) {
        Optional<TherapySession> reopened = move(id, SessionStatus.CONFIRMED, SessionStatus.APPROVED, clock.instant());
        reopened.ifPresent(news::changed);
        return reopened.isPresent();
    }

    private Optional<TherapySession> move(SessionId id, SessionStatus from, SessionStatus to, Instant now) {
        return jdbc.sql("update therapy_session set status = :to, changed_at = :now where id = :id and status = :from"
                        + " returning " + COLUMNS)
                .param("id", id.value())
                .param("from", from.name())
                .param("to", to.name())
                .param("now", timestamp(now))
                .query(JdbcBookings::session)
                .optional();
    }

    private SessionStateException refused(SessionId id, String rule) {
        return new SessionStateException(
                rule + find(id).map(session -> "; it is " + session.status()).orElse("; it does not exist"));
    }

    private void tell(TherapySession session, SessionEvent event) {
        events.publishEvent(event);
        news.changed(session);
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static TherapySession session(ResultSet row, int number) throws SQLException {
        Instant startsAt = instant(row, "starts_at");
        return new TherapySession(
                new SessionId(row.getObject("id", UUID.class)),
                row.getString("booking_number"),
                new UserId(row.getObject("client_id", UUID.class)),
                new UserId(row.getObject("therapist_id", UUID.class)),
                startsAt,
                Duration.between(startsAt, instant(row, "ends_at")),
                Money.kes(row.getBigDecimal("price").longValueExact()),
                SessionStatus.valueOf(row.getString("status")),
                PaymentEnvironment.valueOf(row.getString("environment")),
                row.getString("merchant"),
                instant(row, "created_at"));
    }
}
