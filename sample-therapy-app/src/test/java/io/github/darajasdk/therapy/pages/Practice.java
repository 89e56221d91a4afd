package io.github.darajasdk.therapy.pages;

import io.github.darajasdk.therapy.account.Role;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.PaymentStatus;
import io.github.darajasdk.therapy.booking.PaymentSummary;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.booking.SessionRequest;
import io.github.darajasdk.therapy.booking.SessionStateException;
import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.notification.Notification;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.InitiatePayment;
import io.github.darajasdk.therapy.payment.PaymentRefusedException;
import io.github.darajasdk.therapy.payment.PaymentView;
import io.github.darajasdk.therapy.platform.Money;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** A small practice in memory, which the tests of the pages arrange as they need it, and whose calls they read back. */
final class Practice {

    static final PaymentEnvironment ENVIRONMENT = PaymentEnvironment.SIMULATOR;
    static final String MERCHANT = "174379";
    /** Fri 20 Nov 2026, 10:00 in Nairobi. */
    static final Instant NOW = Instant.parse("2026-11-20T07:00:00Z");

    static final Money PRICE = Money.kes(1_500);
    static final User CLIENT = user(1, "Wanjiru Kamau", Role.CLIENT);
    static final User OTHER_CLIENT = user(2, "Peter Otieno", Role.CLIENT);
    static final User THERAPIST = user(3, "Amina Yusuf", Role.THERAPIST);
    static final User OTHER_THERAPIST = user(4, "Daniel Mutua", Role.THERAPIST);
    static final User ADMIN = user(5, "Grace Njeri", Role.ADMIN);

    volatile Optional<User> signedIn = Optional.empty();
    final Map<SessionId, TherapySession> sessions = new LinkedHashMap<>();
    final Map<SessionId, PaymentView> views = new LinkedHashMap<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    volatile Optional<PaymentRefusedException.Reason> refusal = Optional.empty();
    volatile boolean sessionsHaveMovedOn;
    volatile boolean streamsAreRefused;
    final List<Notification> notifications = new CopyOnWriteArrayList<>();
    final List<SseEmitter> streams = new CopyOnWriteArrayList<>();
    final AdminDesk desk = new AdminDesk();
    final ReconciliationDesk books = new ReconciliationDesk();
    final OutgoingMail outgoing = new OutgoingMail();

    void clear() {
        signedIn = Optional.empty();
        sessions.clear();
        views.clear();
        calls.clear();
        refusal = Optional.empty();
        sessionsHaveMovedOn = false;
        streamsAreRefused = false;
        notifications.clear();
        streams.clear();
        desk.clear();
        books.clear();
        outgoing.clear();
    }

    Optional<User> signedIn() {
        return signedIn;
    }

    TherapySession session(int number, SessionStatus status, Instant startsAt) {
        TherapySession session = new TherapySession(
                new SessionId(new UUID(7, number)),
                "BK2041" + number,
                CLIENT.id(),
                THERAPIST.id(),
                startsAt,
                Duration.ofMinutes(60),
                PRICE,
                status,
                ENVIRONMENT,
                MERCHANT,
                NOW.minus(Duration.ofDays(2)));
        sessions.put(session.id(), session);
        return session;
    }

    /** Tells every open page that something changed. */
    void changed() {
        for (SseEmitter stream : streams) {
            try {
                stream.send(SseEmitter.event().name("changed").data(""));
            } catch (IOException | IllegalStateException closed) {
                streams.remove(stream);
            }
        }
    }

    void tell(Notification.Kind kind, TherapySession session, String detail, boolean read) {
        notifications.add(new Notification(
                new UUID(11, notifications.size()),
                kind,
                new Notification.OfSession(session, THERAPIST),
                Optional.ofNullable(detail),
                NOW.minusSeconds(60L * notifications.size()),
                read));
    }

    void pay(SessionId session, PaymentView view) {
        views.put(session, view);
    }

    PaymentView view(SessionId session) {
        return views.getOrDefault(session, Views.untouched(session));
    }

    Map<SessionId, PaymentSummary> summaries(Collection<SessionId> ids) {
        return ids.stream().collect(Collectors.toMap(Function.identity(), id -> view(id).summary()));
    }

    Object accounts() {
        return new FakeAccounts();
    }

    Object prices() {
        return new FakePrices();
    }

    Object bookings() {
        return new FakeBookings();
    }

    Object payments() {
        return new FakePayments();
    }

    Object notifications() {
        return new FakeNotifications();
    }

    Object live() {
        return new FakeLive();
    }

    private static User user(int number, String name, Role role) {
        return new User(new UserId(new UUID(3, number)), "user" + number + "@example.com", name, role);
    }

    static PaymentSummary summary(PaymentStatus status) {
        return new PaymentSummary(status, false, Optional.empty());
    }

    public final class FakeAccounts {

        private final List<User> all = List.of(CLIENT, OTHER_CLIENT, THERAPIST, OTHER_THERAPIST, ADMIN);

        public Optional<User> find(UserId id) {
            return all.stream().filter(user -> user.id().equals(id)).findFirst();
        }

        public Map<UserId, User> findAll(Collection<UserId> ids) {
            return all.stream()
                    .filter(user -> ids.contains(user.id()))
                    .collect(Collectors.toMap(User::id, Function.identity()));
        }

        public List<User> therapists() {
            return List.of(THERAPIST, OTHER_THERAPIST);
        }
    }

    public final class FakePrices {

        public Money price(UserId therapist, Duration length) {
            return therapist.equals(THERAPIST.id()) ? PRICE : Money.kes(2_000);
        }
    }

    public final class FakeBookings {

        public Optional<TherapySession> find(SessionId id) {
            return Optional.ofNullable(sessions.get(id));
        }

        public Map<SessionId, TherapySession> findAll(Collection<SessionId> ids) {
            return ids.stream()
                    .flatMap(id -> find(id).stream())
                    .collect(Collectors.toMap(TherapySession::id, Function.identity(), (first, same) -> first));
        }

        public Optional<TherapySession> findByBookingNumber(String bookingNumber) {
            return sessions.values().stream()
                    .filter(session -> session.bookingNumber().equals(bookingNumber))
                    .findFirst();
        }

        public List<TherapySession> ofClient(UserId client) {
            return filtered(session -> session.clientId().equals(client));
        }

        public List<TherapySession> ofTherapist(UserId therapist) {
            return filtered(session -> session.therapistId().equals(therapist));
        }

        private List<TherapySession> filtered(Predicate<TherapySession> wanted) {
            return new ArrayList<>(sessions.values()).stream().filter(wanted).toList();
        }

        public TherapySession request(SessionRequest request) {
            refuseIfMovedOn();
            calls.add("request " + request.therapist() + " " + request.startsAt());
            return session(9, SessionStatus.PENDING_APPROVAL, request.startsAt());
        }

        public void approve(SessionId id, UserId by) {
            refuseIfMovedOn();
            calls.add("approve " + id + " by " + by);
        }

        public void decline(SessionId id, UserId by, String reason) {
            refuseIfMovedOn();
            calls.add("decline " + id + " by " + by + ": " + reason);
        }

        public void cancel(SessionId id, UserId by) {
            refuseIfMovedOn();
            calls.add("cancel " + id + " by " + by);
        }

        private void refuseIfMovedOn() {
            if (sessionsHaveMovedOn) {
                throw new SessionStateException("the session has moved on");
            }
        }
    }

    public final class FakePayments {

        public PaymentView initiate(InitiatePayment request) {
            refusal.ifPresent(reason -> {
                throw new PaymentRefusedException(reason, "refused by the test");
            });
            calls.add("initiate " + request.sessionId() + " by " + request.payer() + " phone " + request.phone()
                    + " key " + request.idempotencyKey());
            return view(request.sessionId());
        }

        public PaymentView view(SessionId session) {
            return Practice.this.view(session);
        }

        public PaymentView cancelUnsent(AttemptId attempt, UserId by) {
            calls.add("cancelUnsent " + attempt + " by " + by);
            return anyView();
        }

        public PaymentView release(AttemptId attempt, UserId by) {
            refusal.ifPresent(reason -> {
                throw new PaymentRefusedException(reason, "refused by the test");
            });
            calls.add("release " + attempt + " by " + by);
            return anyView();
        }

        private PaymentView anyView() {
            return views.values().iterator().next();
        }
    }

    public final class FakeNotifications {

        public List<Notification> of(UserId user) {
            return List.copyOf(notifications);
        }

        public int unread(UserId user) {
            return (int) notifications.stream().filter(one -> !one.read()).count();
        }

        public void markRead(UserId user) {
            calls.add("markRead " + user);
        }
    }

    public final class FakeLive {

        public SseEmitter stream(String... topics) {
            if (streamsAreRefused) {
                throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
            }
            SseEmitter emitter = new SseEmitter(60_000L);
            streams.add(emitter);
            calls.add("stream " + Stream.of(topics).collect(Collectors.joining(" ")));
            return emitter;
        }
    }
}
