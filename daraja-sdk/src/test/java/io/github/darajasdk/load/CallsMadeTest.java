package io.github.darajasdk.load;

import static io.github.darajasdk.TestDaraja.CHECKOUT_ID;
import static io.github.darajasdk.TestDaraja.aPush;
import static io.github.darajasdk.TestDaraja.accepted;
import static io.github.darajasdk.TestDaraja.client;
import static io.github.darajasdk.TestDaraja.fixture;
import static io.github.darajasdk.TestDaraja.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.error.DarajaException;
import io.github.darajasdk.error.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;

/**
 * What a Daraja in trouble is asked, counted at its end. The table in {@code docs/errors-and-retries.md} has these figures.
 */
class CallsMadeTest {

    private static final int THREADS = 200;

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private final AtomicInteger tokens = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();

    /** Counts, and answers with what the two functions say. */
    private void answering(Function<Integer, MockResponse> toToken, Function<RecordedRequest, MockResponse> toCall) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (request.getTarget().startsWith("/oauth/")) {
                    return toToken.apply(tokens.incrementAndGet());
                }
                calls.incrementAndGet();
                return toCall.apply(request);
            }
        });
    }

    private static MockResponse never() {
        return accepted().newBuilder().headersDelay(5, TimeUnit.MINUTES).build();
    }

    private DarajaClient.Builder patientFor(Duration time) {
        return client(server).callTimeout(time).breakerPause(Duration.ofMinutes(5));
    }

    @Test
    void aHungServerGetsAsManyPushesAsThereArePermitsAndThenNoMore() throws Exception {
        answering(n -> token(), request -> never());
        try (DarajaClient client = patientFor(Duration.ofSeconds(2)).build()) {
            Map<Delivery, Integer> first = together(() -> client.stk().push(aPush()));
            Map<Delivery, Integer> then = together(() -> client.stk().push(aPush()));

            assertThat(calls).as("POSTs for 400 pushes: the 20 permits").hasValue(20);
            assertThat(first).isEqualTo(Map.of(Delivery.UNKNOWN, 20, Delivery.NOT_SENT, 180));
            assertThat(then).as("the breaker is open").isEqualTo(Map.of(Delivery.NOT_SENT, THREADS));
        }
    }

    @Test
    void aFloodOf503StopsPushesAfterTenAndQueriesAfterTen() {
        answering(n -> token(), request -> fixture(503, "oauth-error-503-incapsula.html"));
        try (DarajaClient client = patientFor(Duration.ofSeconds(5)).build()) {
            List<Delivery> pushes = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                pushes.add(delivery(() -> client.stk().push(aPush())));
            }
            assertThat(calls)
                    .as("POSTs for 100 pushes: until the breaker opens")
                    .hasValue(10);
            assertThat(pushes.subList(0, 10)).containsOnly(Delivery.UNKNOWN);
            assertThat(pushes.subList(10, 100)).containsOnly(Delivery.NOT_SENT);

            calls.set(0);
            for (int i = 0; i < 100; i++) {
                delivery(() -> client.stk().query(CHECKOUT_ID));
            }
            assertThat(calls)
                    .as("POSTs for 100 queries, three tries each: until their breaker opens")
                    .hasValue(10);
        }
    }

    @Test
    void aTokenThatExpiredUnderTwoHundredThreadsIsReplacedOnce() throws Exception {
        AtomicInteger taken = new AtomicInteger();
        answering(n -> token(n == 1 ? "expired" : "fresh"), request -> {
            if ("Bearer fresh".equals(request.getHeaders().get("Authorization"))) {
                taken.incrementAndGet();
                return accepted();
            }
            return fixture(404, "common-error-404.001.03-invalid-access-token.json");
        });
        try (DarajaClient client =
                patientFor(Duration.ofSeconds(30)).maxConcurrentCalls(THREADS).build()) {
            Map<Delivery, Integer> deliveries = together(() -> client.stk().push(aPush()));

            assertThat(deliveries).as("pushes that failed").isEmpty();
            assertThat(tokens).as("the one that expired, and one for all").hasValue(2);
            assertThat(taken).as("each push was taken once").hasValue(THREADS);
            assertThat(calls).as("refused at most once each").hasValueLessThanOrEqualTo(2 * THREADS);
        }
    }

    @Test
    void aTokenEndpointThatHangsIsAskedOnceForAllAndNobodyWaitsLongerThanTheirTime() throws Exception {
        answering(n -> never(), request -> accepted());
        Duration patience = Duration.ofSeconds(3);
        try (DarajaClient client =
                patientFor(patience).maxConcurrentCalls(THREADS).build()) {
            long start = System.nanoTime();
            Map<Delivery, Integer> first = together(() -> client.stk().push(aPush()));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            Map<Delivery, Integer> then = together(() -> client.stk().push(aPush()));

            assertThat(first).isEqualTo(Map.of(Delivery.NOT_SENT, THREADS));
            assertThat(then).isEqualTo(Map.of(Delivery.NOT_SENT, THREADS));
            assertThat(took).as("far from the five minutes of the endpoint").isLessThan(patience.multipliedBy(4));
            assertThat(tokens).as("token requests for 400 pushes").hasValue(1);
            assertThat(calls).as("pushes sent without a token").hasValue(0);
        }
    }

    /** What became of the calls that failed, by what may have happened. */
    private static Map<Delivery, Integer> together(Runnable call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Future<Delivery>> futures = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                futures.add(threads.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    return delivery(call);
                }));
            }
            Map<Delivery, Integer> counts = new TreeMap<>();
            for (Future<Delivery> future : futures) {
                Delivery delivery = future.get(60, TimeUnit.SECONDS);
                if (delivery != null) {
                    counts.merge(delivery, 1, Integer::sum);
                }
            }
            return counts;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Null if the call succeeded. */
    private static Delivery delivery(Runnable call) {
        try {
            call.run();
            return null;
        } catch (DarajaException e) {
            return e.delivery();
        }
    }
}
