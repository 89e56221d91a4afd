package io.github.darajasdk.therapy.chaos;

import io.github.darajasdk.ShortCode;
import io.github.darajasdk.callback.CallbackKey;
import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.simulator.GatewayFault;
import io.github.darajasdk.simulator.ReceivedPush;
import io.github.darajasdk.simulator.Weather;
import io.github.darajasdk.therapy.testing.PostedCallbacks;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What goes wrong for everybody, at moments fixed by the seed. Used by one thread. */
final class Storm {

    /** The kinds of trouble. */
    enum Kind {
        DATABASE_FROZEN,
        DATABASE_KILLED,
        BACKUP_TAKEN,
        BACKUP_PUT_BACK,
        TOKENS_EXPIRED,
        TOKENS_DOWN,
        CLOCK_JUMPED,
        PUSHES_HANG,
        QUERIES_DOWN,
        FORGED_CALLBACK,
        MONEY_GIVEN_BACK,
        CALLBACK_OF_ANOTHER_ENVIRONMENT
    }

    /** How old the database is when it is put back; short runs are over before that. */
    private static final Duration BACKUP_AGE = Duration.ofMinutes(30);

    private record Event(Instant at, Kind kind, Duration lasts) {}

    private final Deque<Event> schedule;
    private final List<Event> under = new ArrayList<>();
    private final Map<Kind, Integer> happened = new EnumMap<>(Kind.class);
    private final Mpesa mpesa;
    private final DatabaseServer database;
    private final Backup backup;
    private final RunClock clock;
    private final SplittableRandom random;
    private final CallbackUrls otherEnvironment;
    private int wronglyAccepted;

    Storm(
            ChaosSettings settings,
            Instant start,
            Mpesa mpesa,
            DatabaseServer database,
            Backup backup,
            RunClock clock,
            URI front) {
        this.mpesa = mpesa;
        this.database = database;
        this.backup = backup;
        this.clock = clock;
        this.random = new SplittableRandom(settings.seed() + 99);
        this.otherEnvironment = CallbackUrls.builder()
                .baseUrl(front)
                .allowLoopback(true)
                .environment("PRODUCTION")
                .shortCode(ShortCode.of(Mpesa.PAYBILL))
                .key(CallbackKey.of("k1", ChaosRun.CALLBACK_KEY))
                .build();
        this.schedule = new ArrayDeque<>(drawn(settings, start));
    }

    private List<Event> drawn(ChaosSettings settings, Instant start) {
        List<Event> events = new ArrayList<>();
        int hundreds = Math.max(1, settings.payments() / 100);
        add(events, settings, start, Kind.DATABASE_FROZEN, Math.max(1, hundreds / 12), 5, 100);
        add(events, settings, start, Kind.DATABASE_KILLED, Math.max(1, hundreds / 20), 1, 60);
        add(events, settings, start, Kind.TOKENS_EXPIRED, hundreds, 0, 1);
        add(events, settings, start, Kind.TOKENS_DOWN, Math.max(1, hundreds / 25), 30, 120);
        add(events, settings, start, Kind.CLOCK_JUMPED, Math.max(1, hundreds / 4), 20, 400);
        add(events, settings, start, Kind.PUSHES_HANG, Math.max(1, hundreds / 16), 10, 40);
        add(events, settings, start, Kind.QUERIES_DOWN, Math.max(1, hundreds / 25), 30, 120);
        add(events, settings, start, Kind.FORGED_CALLBACK, hundreds * 4, 0, 1);
        add(events, settings, start, Kind.MONEY_GIVEN_BACK, hundreds, 0, 1);
        add(events, settings, start, Kind.CALLBACK_OF_ANOTHER_ENVIRONMENT, hundreds, 0, 1);
        if (settings.window().compareTo(BACKUP_AGE.multipliedBy(2)) > 0) {
            Instant taken = start.plus(settings.window().dividedBy(4));
            events.add(new Event(taken, Kind.BACKUP_TAKEN, Duration.ZERO));
            events.add(new Event(taken.plus(BACKUP_AGE), Kind.BACKUP_PUT_BACK, Duration.ZERO));
        }
        events.sort(Comparator.comparing(Event::at));
        return events;
    }

    private void add(
            List<Event> events,
            ChaosSettings settings,
            Instant start,
            Kind kind,
            int times,
            int shortest,
            int longest) {
        long window = settings.window().toMillis();
        for (int i = 0; i < times; i++) {
            events.add(new Event(
                    start.plusMillis(random.nextLong(window / 10, window)),
                    kind,
                    Duration.ofSeconds(random.nextInt(shortest, longest))));
        }
    }

    /** Lets happen what is due, and end what has lasted long enough. */
    void tick() {
        Instant now = clock.instant();
        for (Event event : List.copyOf(under)) {
            if (!now.isBefore(event.at().plus(event.lasts()))) {
                under.remove(event);
                end(event.kind());
            }
        }
        while (!schedule.isEmpty() && !schedule.peek().at().isAfter(now)) {
            Event event = schedule.poll();
            boolean databaseIsAway = under.stream().anyMatch(other -> isAboutTheDatabase(other.kind()));
            if (isAboutTheDatabase(event.kind()) && databaseIsAway) {
                schedule.addFirst(new Event(now.plusSeconds(60), event.kind(), event.lasts()));
                break;
            }
            Event present = new Event(now, event.kind(), event.lasts());
            happened.merge(event.kind(), 1, Integer::sum);
            begin(present);
            if (lasts(event.kind())) {
                under.add(present);
            }
        }
    }

    private static boolean isAboutTheDatabase(Kind kind) {
        return switch (kind) {
            case DATABASE_FROZEN, DATABASE_KILLED, BACKUP_TAKEN, BACKUP_PUT_BACK -> true;
            default -> false;
        };
    }

    private static boolean lasts(Kind kind) {
        return switch (kind) {
            case DATABASE_FROZEN, DATABASE_KILLED, TOKENS_DOWN, PUSHES_HANG, QUERIES_DOWN -> true;
            case BACKUP_TAKEN,
                    BACKUP_PUT_BACK,
                    TOKENS_EXPIRED,
                    CLOCK_JUMPED,
                    FORGED_CALLBACK,
                    MONEY_GIVEN_BACK,
                    CALLBACK_OF_ANOTHER_ENVIRONMENT -> false;
        };
    }

    private void begin(Event event) {
        switch (event.kind()) {
            case DATABASE_FROZEN -> database.freeze();
            case DATABASE_KILLED -> database.kill();
            case BACKUP_TAKEN -> backup.take();
            case BACKUP_PUT_BACK -> backup.putBack();
            case TOKENS_EXPIRED -> mpesa.simulator().expireTokens();
            case TOKENS_DOWN -> {
                mpesa.simulator().expireTokens();
                mpesa.simulator().weather().fault(Weather.Area.TOKEN, GatewayFault.UNAVAILABLE);
            }
            case CLOCK_JUMPED -> clock.advance(event.lasts());
            case PUSHES_HANG -> mpesa.simulator().weather().slow(Weather.Area.PUSH, Duration.ofSeconds(30));
            case QUERIES_DOWN -> mpesa.simulator().weather().fault(Weather.Area.QUERY, GatewayFault.HTML_503);
            case FORGED_CALLBACK -> forge();
            case MONEY_GIVEN_BACK -> mpesa.giveBackOne(random);
            case CALLBACK_OF_ANOTHER_ENVIRONMENT ->
                post(
                        otherEnvironment
                                .create(CallbackPurpose.STK, "%032x".formatted(random.nextLong(1, 1L << 60)))
                                .toString(),
                        404);
        }
    }

    private void end(Kind kind) {
        switch (kind) {
            case DATABASE_FROZEN -> database.thaw();
            case DATABASE_KILLED -> database.start();
            case TOKENS_DOWN -> mpesa.simulator().weather().fine(Weather.Area.TOKEN);
            case PUSHES_HANG -> mpesa.simulator().weather().fine(Weather.Area.PUSH);
            case QUERIES_DOWN -> mpesa.simulator().weather().fine(Weather.Area.QUERY);
            case BACKUP_TAKEN,
                    BACKUP_PUT_BACK,
                    TOKENS_EXPIRED,
                    CLOCK_JUMPED,
                    FORGED_CALLBACK,
                    MONEY_GIVEN_BACK,
                    CALLBACK_OF_ANOTHER_ENVIRONMENT -> {
                // these do not last
            }
        }
    }

    /** A success that M-PESA never told: with a made-up secret, or with a real one and ids that are not its own. */
    private void forge() {
        List<ReceivedPush> pushes = mpesa.simulator().pushes();
        List<ReceivedPush> accepted = pushes.subList(Math.max(0, pushes.size() - 200), pushes.size()).stream()
                .filter(ReceivedPush::accepted)
                .toList();
        if (accepted.isEmpty()) {
            return;
        }
        ReceivedPush victim = accepted.get(random.nextInt(accepted.size()));
        ReceivedPush other = accepted.get(random.nextInt(accepted.size()));
        String receipt = "UK" + "F%07d".formatted(random.nextInt(10_000_000));
        switch (random.nextInt(3)) {
            case 0 -> {
                String url = victim.callbackUrl();
                String secret = "%016x%016x".formatted(random.nextLong(), random.nextLong());
                post(url.substring(0, url.length() - secret.length()) + secret, body(victim, receipt), 404);
            }
            case 1 -> {
                if (!victim.equals(other)) {
                    post(victim.callbackUrl(), body(other, receipt), 200);
                }
            }
            default ->
                post(
                        victim.callbackUrl(),
                        PostedCallbacks.paid(
                                "ws_CO_20112026120000" + random.nextInt(100_000, 999_999) + "700000000",
                                "29115-34620561-1",
                                victim.amount(),
                                receipt),
                        200);
        }
    }

    private static String body(ReceivedPush of, String receipt) {
        return PostedCallbacks.paid(
                of.checkoutRequestId().orElseThrow(), of.merchantRequestId().orElseThrow(), of.amount(), receipt);
    }

    private void post(String url, int expected) {
        post(url, PostedCallbacks.paid("ws_CO_1", "1-1-1", 1_500, "UKFOREIGN1"), expected);
    }

    private void post(String url, String body, int expected) {
        mpesa.simulator().forgeCallback(url, body).thenAccept(status -> {
            if (status == 200 && expected == 404) {
                synchronized (this) {
                    wronglyAccepted++;
                }
            }
        });
    }

    /** Ends everything that still goes wrong. */
    void calm() {
        List<Event> left = List.copyOf(under);
        under.clear();
        left.forEach(event -> end(event.kind()));
        schedule.clear();
        mpesa.simulator().weather().fine();
    }

    int happened(Kind kind) {
        return happened.getOrDefault(kind, 0);
    }

    Map<Kind, Integer> happened() {
        return happened;
    }

    /** Callbacks with a wrong secret that were taken all the same. */
    synchronized int wronglyAccepted() {
        return wronglyAccepted;
    }
}
