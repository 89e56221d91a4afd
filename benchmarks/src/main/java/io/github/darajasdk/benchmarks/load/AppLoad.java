package io.github.darajasdk.benchmarks.load;

import io.github.darajasdk.ShortCode;
import io.github.darajasdk.benchmarks.load.OpenLoop.Figures;
import io.github.darajasdk.callback.CallbackKey;
import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DarajaSimulator;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * What the reference application carries: callbacks stored and settled before they are answered, against pgbench in the
 * same run; payments begun; payment pages kept open.
 *
 * <p>Arguments: the application's jar, then which parts to measure ({@code callbacks}, {@code initiation}, {@code pages},
 * {@code instances}), each some two minutes; none for all. {@code callbacks} needs {@code pgbench} on the path.
 */
public final class AppLoad {

    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration PHASE = Duration.ofSeconds(12);
    private static final int CONNECTIONS = 16;
    private static final List<String> PARTS = List.of("callbacks", "initiation", "pages", "instances");
    /** More than any phase can use up. */
    private static final long SHARE = 2_500;

    private static final String BODY = """
            {"Body":{"stkCallback":{"MerchantRequestID":"load-%1$d","CheckoutRequestID":"ws_CO_load_%1$d","ResultCode":0,\
            "ResultDesc":"The service request is processed successfully.","CallbackMetadata":{"Item":[\
            {"Name":"Amount","Value":1500.00},{"Name":"MpesaReceiptNumber","Value":"L%1$09d"},\
            {"Name":"TransactionDate","Value":20261120101549},{"Name":"PhoneNumber","Value":254708374149}]}}}}""";

    private final AppInstances apps;
    private final LoadDatabase database;
    private final CallbackUrls urls = CallbackUrls.builder()
            .baseUrl(URI.create("http://127.0.0.1"))
            .allowLoopback(true)
            .environment("custom")
            .shortCode(ShortCode.of(DarajaSimulator.PAYBILL))
            .key(CallbackKey.of("k1", AppInstances.CALLBACK_KEY))
            .build();
    private long used;

    private AppLoad(AppInstances apps, LoadDatabase database) {
        this.apps = apps;
        this.database = database;
    }

    public static void main(String[] args) throws IOException, InterruptedException, SQLException {
        Path folder = Files.createTempDirectory("app-load");
        System.out.println("data and logs in " + folder);
        try (DarajaSimulator simulator = DarajaSimulator.builder()
                        .customers(CustomerScript.ignores())
                        .start();
                AppInstances apps = new AppInstances(Path.of(args[0]), folder, simulator)) {
            apps.startOne();
            try (LoadDatabase database = new LoadDatabase(apps.databasePort())) {
                AppLoad load = new AppLoad(apps, database);
                for (String part : args.length == 1 ? PARTS : List.of(args).subList(1, args.length)) {
                    load.measure(part);
                }
            }
        }
    }

    private void measure(String part) throws IOException, SQLException, InterruptedException {
        switch (part) {
            case "callbacks" -> callbacksAgainstPgbench();
            case "initiation" -> new Initiation(apps.ports().get(0), database).measure();
            case "pages" -> new OpenPages(apps.ports().get(0), database, this::settle).measure();
            case "instances" -> moreInstances();
            default -> throw new IllegalArgumentException("no part " + part + ", only " + PARTS);
        }
    }

    private void callbacksAgainstPgbench() throws SQLException, IOException, InterruptedException {
        System.out.println("warming up: " + callbacks(0, WARM_UP));
        double pgbench = 0;
        double application = 0;
        for (String turn : List.of("pgbench", "app", "app", "pgbench")) {
            if (turn.equals("app")) {
                Figures figures = callbacks(0, PHASE);
                System.out.println("callbacks, as many as it takes: " + figures);
                application += figures.perSecond() / 2;
            } else {
                double perSecond = database.pgbench(open(CONNECTIONS * SHARE), SHARE, CONNECTIONS, PHASE);
                System.out.printf("pgbench: %.0f/s%n", perSecond);
                pgbench += perSecond / 2;
            }
        }
        System.out.printf(
                "application %.0f/s, pgbench %.0f/s: %.0f %%%n", application, pgbench, 100 * application / pgbench);
        System.out.println("callbacks, half of that: " + callbacks((int) (application / 2), Duration.ofSeconds(20)));
        check();
    }

    private void moreInstances() throws IOException, SQLException, InterruptedException {
        for (int instances = 1; instances <= 3; instances++) {
            if (apps.ports().size() < instances) {
                apps.startOne();
            }
            callbacks(0, WARM_UP);
            System.out.printf("callbacks, %d instances: %s%n", instances, callbacks(0, PHASE));
        }
        check();
    }

    /** Callbacks of open payments, spread over all instances; 0 for as many as they take. */
    private Figures callbacks(int perSecond, Duration duration) throws SQLException, InterruptedException {
        long most = perSecond == 0 ? CONNECTIONS * SHARE / 2 : perSecond * (duration.toSeconds() + 1);
        long first = open(most);
        return new OpenLoop(apps.ports(), CONNECTIONS, 200)
                .run(perSecond, duration, number -> number < most ? callback(first + number) : null);
    }

    private long open(long count) throws SQLException {
        long first = used + 1;
        used += count;
        database.openPayments(first, used);
        return first;
    }

    private byte[] callback(long payment) {
        return Connection.post(
                urls.create(CallbackPurpose.STK, md5("a" + payment)).getRawPath(),
                BODY.formatted(payment).getBytes(StandardCharsets.UTF_8),
                "");
    }

    /** The callback of one payment, to the first instance. */
    private void settle(long payment) {
        try (Connection connection = new Connection(apps.ports().get(0))) {
            int status = connection.exchange(callback(payment)).status();
            if (status != 200) {
                throw new IllegalStateException("a callback was answered " + status);
            }
        } catch (IOException e) {
            throw new IllegalStateException("a callback was not answered", e);
        }
    }

    /** What was answered is booked: as many receipts as attempts that are paid, and sessions that are confirmed. */
    private void check() throws SQLException {
        System.out.printf(
                "booked: %d attempts paid, %d receipts applied, %d cases for people%n",
                database.number("select count(*) from payment_attempt where state = 'PAID'"),
                database.number("select count(*) from mpesa_receipt where disposition = 'APPLIED'"),
                database.number("select count(*) from payment_exception"));
    }

    static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return String.format("%032x", new BigInteger(1, digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has MD5", e);
        }
    }
}
