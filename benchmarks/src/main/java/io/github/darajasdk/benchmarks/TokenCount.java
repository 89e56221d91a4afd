package io.github.darajasdk.benchmarks;

import io.github.darajasdk.AccountReference;
import io.github.darajasdk.Amount;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.stk.StkPushRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A cold client, a thousand threads at once: how many tokens are asked for? And how long does a client take to make? */
public final class TokenCount {

    private static final int THREADS = 1_000;

    private TokenCount() {}

    public static void main(String[] args) throws InterruptedException, ExecutionException {
        startUp();
        stampede();
    }

    private static void startUp() {
        long begun = System.nanoTime();
        try (FixedServer server = new FixedServer();
                DarajaClient client = PushBenchmark.client(server.uri())) {
            System.out.printf(
                    "first client of this JVM made in %d ms, for %s%n",
                    (System.nanoTime() - begun) / 1_000_000, client.environment());
        }
    }

    private static void stampede() throws InterruptedException, ExecutionException {
        try (FixedServer server = new FixedServer();
                DarajaClient client = PushBenchmark.client(server.uri())) {
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> pushes = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                pushes.add(threads.submit(() -> {
                    start.await();
                    return client.stk()
                            .push(StkPushRequest.builder()
                                    .phoneNumber(Msisdn.of("254708374149"))
                                    .amount(Amount.kes(1))
                                    .accountReference(AccountReference.of("INV-20418"))
                                    .callbackUrl(URI.create("https://pay.example.co.ke/hooks/stk/9f2c6d1e"))
                                    .build());
                }));
            }
            start.countDown();
            int accepted = 0;
            int refused = 0;
            for (Future<?> push : pushes) {
                try {
                    push.get();
                    accepted++;
                } catch (ExecutionException e) {
                    refused++;
                }
            }
            threads.shutdown();
            System.out.printf(
                    "%d threads at once: %d pushes accepted, %d turned away by the client's own limits, %d token(s) asked for%n",
                    THREADS, accepted, refused, server.tokensGiven());
        }
    }
}
