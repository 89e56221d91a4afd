package io.github.darajasdk.benchmarks;

import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.error.DarajaException;
import io.github.darajasdk.error.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A cold client, a thousand threads at once: how many tokens are asked for? */
public final class TokenStampede {

    private static final int THREADS = 1_000;

    private TokenStampede() {}

    public static void main(String[] args) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (FixedServer server = new FixedServer();
                DarajaClient client =
                        Clients.of(server.uri()).maxConcurrentCalls(THREADS).build()) {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Boolean>> pushes = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                pushes.add(threads.submit(() -> {
                    start.await();
                    return accepted(client);
                }));
            }
            start.countDown();
            int accepted = 0;
            for (Future<Boolean> push : pushes) {
                accepted += push.get() ? 1 : 0;
            }
            System.out.printf(
                    "%d threads at once: %d pushes accepted, %d not sent, %d token(s) asked for%n",
                    THREADS, accepted, THREADS - accepted, server.tokensGiven());
        } finally {
            threads.shutdown();
        }
    }

    private static boolean accepted(DarajaClient client) {
        try {
            client.stk().push(Clients.aPush());
            return true;
        } catch (DarajaException e) {
            if (e.delivery() == Delivery.NOT_SENT) {
                return false;
            }
            throw e;
        }
    }
}
