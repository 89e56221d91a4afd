package io.github.darajasdk.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** A thousand payment pages that wait: what they cost the database while nothing happens, and when something does. */
final class OpenPages {

    private static final int PAGES = 1_000;
    private static final int CHANGES = 200;
    private static final Duration PHASE = Duration.ofSeconds(15);
    private static final long FIRST = 8_000_000;

    private final int port;
    private final LoadDatabase database;
    private final LongConsumer settle;
    private final AtomicInteger told = new AtomicInteger();

    /** @param settle has M-PESA say that a payment is paid */
    OpenPages(int port, LoadDatabase database, LongConsumer settle) {
        this.port = port;
        this.database = database;
        this.settle = settle;
    }

    void measure() throws IOException, SQLException {
        database.openPaymentsOfPayers(FIRST, FIRST + PAGES);
        List<Visitor> payers = LoadDatabase.payers(port);
        double without = transactionsPerSecond();
        List<Socket> pages = new ArrayList<>();
        for (int i = 0; i < PAGES; i++) {
            pages.add(open(payers.get((int) ((FIRST + i) % payers.size())), FIRST + i));
        }
        double idle = transactionsPerSecond();
        long before = transactions();
        for (int i = 0; i < CHANGES; i++) {
            settle.accept(FIRST + i);
        }
        long giveUp = System.nanoTime() + PHASE.toNanos();
        while (told.get() < CHANGES && System.nanoTime() < giveUp) {
            LockSupport.parkNanos(50_000_000);
        }
        LockSupport.parkNanos(2_000_000_000L);
        long during = transactions() - before;
        System.out.printf(
                "database transactions: %.1f/s with no page open, %.1f/s with %d pages open and nothing changing;"
                        + " %d changes cost %d, and %d pages were told%n",
                without, idle, PAGES, CHANGES, during, told.get());
        for (Socket page : pages) {
            page.close();
        }
    }

    /** Opens the stream of a page and, as the page does, asks for its new state when it is told of a change. */
    private Socket open(Visitor client, long session) throws IOException {
        String path = "/client/sessions/" + Initiation.uuid(AppLoad.md5("s" + session));
        Socket stream = new Socket(InetAddress.getLoopbackAddress(), port);
        stream.getOutputStream().write(client.get(path + "/live"));
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8));
        String status = lines.readLine();
        if (status == null || !status.contains(" 200")) {
            throw new IOException("a page's stream was answered " + status);
        }
        Thread reader = new Thread(null, () -> listen(client, path, lines), "page", 64 * 1024);
        reader.setDaemon(true);
        reader.start();
        return stream;
    }

    private void listen(Visitor client, String path, BufferedReader lines) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event:") || line.startsWith("data:")) {
                    while (line != null && !line.isEmpty()) {
                        line = lines.readLine();
                    }
                    try (Connection connection = new Connection(port)) {
                        if (connection
                                        .exchange(client.get(path + "/pay/status"))
                                        .status()
                                == 200) {
                            told.incrementAndGet();
                        }
                    }
                }
            }
        } catch (IOException closed) {
            // the page was closed
        }
    }

    private double transactionsPerSecond() throws SQLException {
        // Statistics are written a little later than what they count.
        LockSupport.parkNanos(2_000_000_000L);
        long before = transactions();
        LockSupport.parkNanos(PHASE.toNanos());
        return (transactions() - before) / (double) PHASE.toSeconds();
    }

    private long transactions() throws SQLException {
        return database.number("select xact_commit from pg_stat_database where datname = current_database()");
    }
}
