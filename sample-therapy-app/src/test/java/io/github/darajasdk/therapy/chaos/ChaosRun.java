package io.github.darajasdk.therapy.chaos;

import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.therapy.chaos.Rule.When;
import io.github.darajasdk.therapy.testing.AppProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run: payments through all kinds of trouble, then quiet, then two days more, and the {@link Checker} throughout.
 */
final class ChaosRun implements AutoCloseable {

    static final String CALLBACK_KEY = "6d7920746573742063616c6c6261636b206b6579206f66203332206279746573";

    private static final Logger LOG = LoggerFactory.getLogger(ChaosRun.class);
    private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");
    private static final Duration START_WITHIN = Duration.ofMinutes(3);
    private static final int CLIENT_THREADS = 40;
    private static final String OPEN_RECOVERIES = "select count(*) from recovery where ended_at is null";

    /** Payments of a run that starts instances so often that it pays to make their start cheap. */
    private static final int MANY = 1_000;

    /** How wrong the clocks of the instances' machines are. */
    private static final List<Duration> SKEWS = List.of(Duration.ofMinutes(10), Duration.ofMinutes(-10), Duration.ZERO);

    private final ChaosSettings settings;
    private final long begun = System.nanoTime();
    private final Board board;
    private final RunClock clock;
    private final DatabaseServer database;
    private final Mpesa mpesa;
    private final Backup backup;
    private final Front front;
    private final Fleet fleet;
    private final Sessions sessions;
    private final Requests requests;
    private final Staff staff;
    private final Checker checker;
    private final List<Plan> plans;
    private final Set<Violation> violations = Collections.synchronizedSet(new LinkedHashSet<>());
    private final ScheduledExecutorService clients = Executors.newScheduledThreadPool(CLIENT_THREADS);
    private final ScheduledExecutorService background = Executors.newScheduledThreadPool(4);
    private final Map<UUID, Client> active = new ConcurrentHashMap<>();
    private final AtomicInteger finished = new AtomicInteger();
    private int checks;

    /** @param folder for the database and the logs; empty */
    ChaosRun(ChaosSettings settings, Path folder) {
        this.settings = settings;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path page = folder.resolve("board");
        board = Board.at(page);
        clock = new RunClock(board, START, 1);
        database = new DatabaseServer(folder.resolve("postgres"));
        mpesa = new Mpesa(settings.seed(), clock);
        List<Integer> ports = IntStream.range(0, settings.instances())
                .mapToObj(i -> AppProcess.freePort())
                .toList();
        front = new Front(ports);
        List<String> classes = settings.payments() < MANY
                ? ClassArchive.none()
                : ClassArchive.make(folder, Instance.application(0, properties(page, 0)));
        fleet = new Fleet(
                IntStream.range(0, settings.instances())
                        .mapToObj(i -> new Instance(i + 1, ports.get(i), folder, classes, properties(page, i)))
                        .toList(),
                board,
                settings.seed());
        backup = new Backup(database, fleet, mpesa, folder);
        sessions = new Sessions(database.dataSource());
        requests = new Requests(front.uri());
        staff = new Staff(settings, requests, mpesa, database.dataSource(), clock);
        checker = new Checker(database.dataSource());
        plans = Plan.all(settings);
    }

    private Map<String, String> properties(Path page, int instance) {
        Map<String, String> properties = new HashMap<>(database.properties());
        properties.put("spring.profiles.active", "test");
        properties.put("spring.datasource.hikari.connection-timeout", "2000");
        properties.put("spring.datasource.hikari.maximum-pool-size", "20");
        properties.put("server.tomcat.max-keep-alive-requests", "10");
        properties.put("daraja.base-url", mpesa.simulator().baseUri().toString());
        properties.put("daraja.credentials.consumer-key", "simulator-key");
        properties.put("daraja.credentials.consumer-secret", "simulator-secret");
        properties.put("daraja.callback.base-url", front.uri().toString());
        properties.put("daraja.callback.key", CALLBACK_KEY);
        properties.put("app.payment.channels.pull.enabled", "true");
        properties.put("app.payment.channels.pull.nominated-number", "254700000001");
        properties.put("app.payment.channels.c2b.register", "true");
        properties.put("app.payment.channels.status", "true");
        properties.put("app.refund.daily-ceiling", "100000000");
        properties.put("daraja.merchant.initiator.name", DarajaSimulator.INITIATOR);
        properties.put("daraja.merchant.initiator.password", DarajaSimulator.INITIATOR_PASSWORD);
        properties.put(
                "daraja.initiator-certificate", "classpath:io/github/darajasdk/simulator/security/initiator.cer");
        // Seconds of real time that are seconds of the run elsewhere: how long a call may take, how long a job may be
        // silent.
        properties.put("daraja.call-timeout", 20_000 / settings.speed() + "ms");
        properties.put("daraja.read-call-timeout", 10_000 / settings.speed() + "ms");
        properties.put("db-scheduler.polling-interval", "250ms");
        properties.put("db-scheduler.heartbeat-interval", "1s");
        properties.put("db-scheduler.missed-heartbeats-limit", Integer.toString(4 * settings.speed()));
        properties.put(ChaosApp.BOARD, page.toString());
        properties.put(ChaosApp.SKEW, SKEWS.get(instance % SKEWS.size()).toString());
        if (settings.mutant() != Mutant.NONE) {
            properties.put(ChaosApp.MUTANT, settings.mutant().name());
        }
        return properties;
    }

    /** Runs it from beginning to end. */
    ChaosResult run() throws SQLException {
        LOG.info("chaos with {}", settings);
        settings.mutant().spoil(database.dataSource());
        sessions.create(plans, START);
        fleet.start(START_WITHIN);
        LOG.info("{} instances are ready, a start takes {}", settings.instances(), fleet.averageStart());
        clock.setSpeed(settings.speed());
        Instant start = clock.instant();
        Storm storm = new Storm(settings, start, mpesa, database, backup, clock, front.uri());
        background.scheduleWithFixedDelay(guarded(mpesa::listen), 200, 200, TimeUnit.MILLISECONDS);
        background.scheduleWithFixedDelay(guarded(this::look), 200, 200, TimeUnit.MILLISECONDS);
        background.scheduleWithFixedDelay(guarded(staff::work), 1_000, 500, TimeUnit.MILLISECONDS);
        background.scheduleWithFixedDelay(
                guarded(() -> check(When.ALWAYS)), 3, Math.max(3, settings.payments() / 500), TimeUnit.SECONDS);
        beginPayments();
        Duration tookClients = weather(storm, start);
        storm.calm();
        fleet.holdFire();
        fleet.awaitReady(START_WITHIN);
        if (mpesa.restores() > 0) {
            // Only M-PESA's own list of payments over the whole gap ends it; nobody of the staff does.
            await("the recovery after a restore is over", () -> count(OPEN_RECOVERIES) == 0);
        }
        clock.setSpeed(1);
        LOG.info("the last fault is over; {} of {} clients are done", finished.get(), plans.size());
        if (!isCaught()) {
            twoDaysMore();
        }
        return new ChaosFigures(settings, database.dataSource(), mpesa, fleet, storm)
                .result(List.copyOf(violations), checks, tookClients, Duration.ofNanos(System.nanoTime() - begun));
    }

    /** Of a mutant one violation is enough. Waits for no check: one may itself wait for a database that is frozen here. */
    private boolean isCaught() {
        return settings.mutant() != Mutant.NONE && !violations.isEmpty();
    }

    private void twoDaysMore() throws SQLException {
        forward(Duration.ofSeconds(15), 8);
        forward(Duration.ofMinutes(1), 18);
        check(When.SOON);
        forward(Duration.ofMinutes(10), 6);
        forward(Duration.ofHours(1), 5);
        forward(Duration.ofHours(6), 8);
        closeTheBooks();
        check(When.END);
    }

    /** The last statement is imported, what it brings is settled, and the books are compared twice. */
    private void closeTheBooks() throws SQLException {
        await("the last statement is imported", () -> staff.importStatement(START));
        forward(Duration.ofMinutes(1), 3);
        forward(Duration.ofMinutes(20), 3);
        for (int i = 0; i < 2; i++) {
            await("a comparison is begun", () -> staff.compareBooks(START));
            forward(Duration.ofSeconds(5), 3);
        }
    }

    private static void await(String what, BooleanSupplier done) {
        long giveUp = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("within a minute it did not happen that " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    private void beginPayments() {
        Client.Surroundings around = new Client.Surroundings(requests, mpesa, sessions, clock, clients);
        for (Plan plan : plans) {
            Client client = new Client(plan, around);
            later(plan.starts(), () -> {
                active.put(plan.session(), client);
                step(client);
            });
        }
    }

    private void step(Client client) {
        if (clients.isShutdown()) {
            return;
        }
        Duration wait = client.step();
        if (client.isDone()) {
            active.remove(client.plan().session());
            finished.incrementAndGet();
        } else {
            later(wait, () -> step(client));
        }
    }

    /** In the run's time, at the speed of the busy part. */
    private void later(Duration wait, Runnable action) {
        long unused = clients.schedule(
                        guarded(action), Math.max(50, wait.toMillis() / settings.speed()), TimeUnit.MILLISECONDS)
                .getDelay(TimeUnit.MILLISECONDS);
    }

    /** Lets things go wrong until every client has what it wanted or has given up. */
    private Duration weather(Storm storm, Instant start) {
        long from = System.nanoTime();
        long giveUp = from
                + Duration.between(start, start.plus(settings.window())).toNanos() / settings.speed()
                + TimeUnit.MINUTES.toNanos(5);
        var hunting = background.scheduleWithFixedDelay(
                guarded(() -> {
                    boolean ready = fleet.tend();
                    if (finished.get() < plans.size() * 19 / 20) {
                        fleet.hunt(ready);
                    }
                }),
                100,
                100,
                TimeUnit.MILLISECONDS);
        while (finished.get() < plans.size() && System.nanoTime() < giveUp && !isCaught()) {
            storm.tick();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        hunting.cancel(false);
        awaitEnd(hunting);
        return Duration.ofNanos(System.nanoTime() - from);
    }

    private static void awaitEnd(Future<?> task) {
        while (!task.isDone()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private void look() {
        try {
            sessions.look(active.keySet());
        } catch (SQLException away) {
            LOG.debug("the database is away: {}", away.getMessage());
        }
    }

    private synchronized void check(When moment) {
        int restores = mpesa.restores();
        List<Truth.Acknowledged> acknowledged = mpesa.acknowledged();
        List<Violation> found;
        try {
            found = checker.check(moment, acknowledged, mpesa::truth);
        } catch (IllegalStateException away) {
            if (moment == When.ALWAYS) {
                LOG.debug("not checked: {}", away.getMessage());
                return;
            }
            throw away;
        }
        if (restores != mpesa.restores()) {
            // The database was replaced by an older one meanwhile.
            return;
        }
        checks++;
        for (Violation violation : found) {
            if (violations.add(violation)) {
                LOG.error("at {}: {}", clock.instant(), CaseFile.read(database.dataSource(), violation));
            }
        }
    }

    /** Lets time pass in steps; after each one what is due by then is done before time goes on. */
    private void forward(Duration step, int times) throws SQLException {
        for (int i = 0; i < times; i++) {
            clock.advance(step);
            long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            int quiet = 0;
            while (quiet < 2 && System.nanoTime() < giveUp) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(60));
                quiet = dueJobs() == 0 ? quiet + 1 : 0;
            }
        }
    }

    private long dueJobs() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select count(*) from scheduled_tasks where execution_time <= ?")) {
            query.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** As many as can be, while the database cannot be asked. */
    private long count(String query) {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException away) {
            return Long.MAX_VALUE;
        }
    }

    private static void shutDown(ScheduledExecutorService threads) {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
                LOG.warn("a thread of the harness goes on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What goes wrong in the harness must not pass for a quiet run. */
    private Runnable guarded(Runnable action) {
        return () -> {
            try {
                action.run();
            } catch (RejectedExecutionException ended) {
                // the run is over
            } catch (RuntimeException | Error e) {
                LOG.error("the harness itself failed", e);
                violations.add(new Violation("harness", e.getClass().getSimpleName(), "", e.getMessage()));
            }
        };
    }

    @Override
    public void close() {
        shutDown(clients);
        shutDown(background);
        fleet.close();
        front.close();
        mpesa.close();
        database.close();
    }
}
