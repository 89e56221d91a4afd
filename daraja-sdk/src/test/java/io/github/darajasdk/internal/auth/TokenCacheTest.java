package io.github.darajasdk.internal.auth;

import static io.github.darajasdk.TestDaraja.fixture;
import static io.github.darajasdk.TestDaraja.json;
import static io.github.darajasdk.TestDaraja.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.darajasdk.Credentials;
import io.github.darajasdk.TestDaraja;
import io.github.darajasdk.WireFixtures;
import io.github.darajasdk.error.DarajaAuthenticationException;
import io.github.darajasdk.error.DarajaException;
import io.github.darajasdk.error.DarajaFirewallException;
import io.github.darajasdk.error.DarajaThrottledException;
import io.github.darajasdk.error.DarajaTransportException;
import io.github.darajasdk.error.Delivery;
import io.github.darajasdk.internal.http.Deadline;
import io.github.darajasdk.internal.http.Operation;
import io.github.darajasdk.internal.http.Transport;
import io.github.darajasdk.spi.AccessToken;
import io.github.darajasdk.spi.TokenStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCacheTest {

    private static final Operation PUSH = Operation.money("stk.push", "STK push", "/push");

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private final MovableTime time = new MovableTime();
    private final List<Duration> refreshed = new ArrayList<>();
    private Transport transport;

    @BeforeEach
    void open() {
        transport = new Transport(server.url("").uri(), Duration.ofSeconds(2));
    }

    @AfterEach
    void close() {
        transport.close();
    }

    private TokenCache cache(TokenStore store) {
        TokenEndpoint endpoint = new TokenEndpoint(transport, Credentials.of("key", TestDaraja.CONSUMER_SECRET), time);
        return new TokenCache("credentials", endpoint, store, time, time, refreshed::add);
    }

    private static AccessToken get(TokenCache cache) {
        return cache.get(PUSH, Deadline.after(Duration.ofSeconds(10)));
    }

    private static DarajaException failure(TokenCache cache) {
        return catchThrowableOfType(DarajaException.class, () -> get(cache));
    }

    @Test
    void aThousandColdThreadsMakeOneRequest() throws Exception {
        server.enqueue(
                token().newBuilder().headersDelay(200, TimeUnit.MILLISECONDS).build());
        TokenCache cache = cache(null);

        List<AccessToken> tokens = together(1_000, () -> get(cache));

        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(Set.copyOf(tokens)).hasSize(1);
    }

    @Test
    void aThousandColdThreadsShareOneFailure() throws Exception {
        server.enqueue(fixture(400, "oauth-error-400.008.01-invalid-authentication.json")
                .newBuilder()
                .headersDelay(200, TimeUnit.MILLISECONDS)
                .build());
        TokenCache cache = cache(null);

        List<DarajaException> failures = together(1_000, () -> failure(cache));

        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(failures).allSatisfy(thrown -> assertThat(thrown).isInstanceOf(DarajaAuthenticationException.class));
        assertThat(Set.copyOf(failures))
                .as("each caller gets an exception with its own stack")
                .hasSize(1_000);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"3599\"', 3599",
        "3599, 3599",
        "'\"60\"', 60",
        "1, 1",
        "null, 3599",
        "'\"\"', 3599",
        "0, 3599",
        "-5, 3599",
        "3599.5, 3599",
        "'\"soon\"', 3599",
        "99999999, 3599",
        "'\"3599 \"', 3599",
        "[], 3599",
    })
    void theLifetimeIsReadFromTextOrNumberAndIsTheUsualOneWhenOdd(String expiresIn, long seconds) {
        server.enqueue(json(200, "{\"access_token\":\"t-1\",\"expires_in\":" + expiresIn + "}"));

        AccessToken token = get(cache(null));

        assertThat(Duration.between(token.issuedAt(), token.expiresAt())).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(refreshed).containsExactly(Duration.ofSeconds(seconds));
    }

    @Test
    void theDocumentedAnswerIsRead() {
        server.enqueue(fixture(200, "oauth-response-success-string.json"));

        assertThat(get(cache(null)).value()).isEqualTo("q8ZrT2mVxN4LwK7cJ1sHdY9bGfPe");
    }

    @Test
    void anAnswerWithoutALifetimeIsBelievedForTheUsualOne() {
        server.enqueue(json(200, "{\"access_token\":\"t-1\"}"));

        assertThat(get(cache(null)).expiresAt()).isEqualTo(time.instant().plusSeconds(3599));
    }

    @Test
    void aTokenServesUntilShortlyBeforeItsEnd() {
        server.enqueue(token("first"));
        server.enqueue(token("second"));
        TokenCache cache = cache(null);

        assertThat(get(cache).value()).isEqualTo("first");
        time.advance(Duration.ofSeconds(3599 - 121));
        assertThat(get(cache).value()).isEqualTo("first");
        time.advance(Duration.ofSeconds(2));
        assertThat(get(cache).value()).isEqualTo("second");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void theOldTokenServesWhileItCannotBeRenewed() {
        server.enqueue(token("first"));
        server.enqueue(json(500, "{}"));
        server.enqueue(json(500, "{}"));
        TokenCache cache = cache(null);
        get(cache);
        time.advance(Duration.ofSeconds(3599 - 60));

        assertThat(get(cache).value()).isEqualTo("first");
        assertThat(get(cache).value()).isEqualTo("first");
        assertThat(server.getRequestCount()).as("one early try, then a pause").isEqualTo(2);

        time.advance(Duration.ofSeconds(55));
        assertThat(failure(cache)).isInstanceOf(DarajaTransportException.class);
    }

    static Stream<Arguments> passing() {
        return Stream.of(
                Arguments.of("500", json(500, "{}")),
                Arguments.of("system busy", fixture(500, "common-error-500.003.02-system-busy.json")),
                Arguments.of("empty 503", json(503, "")),
                Arguments.of("firewall", fixture(503, "oauth-error-503-incapsula.html")),
                Arguments.of("blocked", fixture(403, "common-error-403-edge-block.html")),
                Arguments.of("429", json(429, "")),
                Arguments.of("200 without token", json(200, "{}")),
                Arguments.of("empty 200", json(200, "")),
                Arguments.of(
                        "reset",
                        new MockResponse.Builder()
                                .onResponseStart(new SocketEffect.CloseSocket())
                                .build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void passingTroubleIsTriedThreeTimes(String trouble, MockResponse answer) {
        server.enqueue(answer);
        server.enqueue(answer);
        server.enqueue(token());

        assertThat(get(cache(null)).value()).isEqualTo(TestDaraja.TOKEN);
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void afterThreeTriesTheFailureIsTold() {
        for (int i = 0; i < 4; i++) {
            server.enqueue(fixture(503, "oauth-error-503-incapsula.html"));
        }

        DarajaException thrown = failure(cache(null));

        assertThat(thrown)
                .isInstanceOfSatisfying(
                        DarajaFirewallException.class,
                        firewall -> assertThat(firewall.incidentId()).contains("1730002406245115-81994402713"));
        assertThat(thrown.delivery()).isEqualTo(Delivery.NOT_SENT);
        assertThat(thrown.operation()).isEqualTo("stk.push");
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void throttlingIsToldAsSuch() {
        for (int i = 0; i < 3; i++) {
            server.enqueue(fixture(500, "common-error-500.003.02-spike-arrest.json"));
        }

        assertThat(failure(cache(null))).isInstanceOf(DarajaThrottledException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oauth-error-400.008.01-invalid-authentication.json",
                "oauth-error-400.008.02-invalid-grant-type.json",
                "oauth-error-400-empty-body.json"
            })
    void badCredentialsAreNeverTriedAgain(String name) {
        server.enqueue(fixture(400, name));
        server.enqueue(token());

        DarajaException thrown = failure(cache(null));

        assertThat(thrown)
                .isInstanceOf(DarajaAuthenticationException.class)
                .hasMessageContaining("STK push was not sent")
                .hasMessageContaining("consumer key or secret");
        assertThat(thrown.toString()).doesNotContain(TestDaraja.CONSUMER_SECRET);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void everyOauthFixtureIsRead() {
        for (String name : WireFixtures.names("oauth-")) {
            try (Transport fresh = new Transport(server.url("").uri(), Duration.ofSeconds(2))) {
                int status = name.startsWith("oauth-error-") ? Integer.parseInt(name.substring(12, 15)) : 200;
                server.enqueue(fixture(status, name));
                TokenEndpoint endpoint = new TokenEndpoint(fresh, Credentials.of("k", "s"), time);
                try {
                    AccessToken token = endpoint.fetch(Deadline.after(Duration.ofSeconds(5)), false);
                    assertThat(name).startsWith("oauth-response");
                    assertThat(token.value()).isEqualTo(TestDaraja.TOKEN);
                } catch (TokenFailure e) {
                    assertThat(name).startsWith("oauth-error");
                }
            }
        }
    }

    @Test
    void afterAFailureOneCallerEveryFiveSecondsTriesAgainOnce() {
        TokenCache cache = cache(null);
        for (int i = 0; i < 5; i++) {
            server.enqueue(json(500, "{}"));
        }
        failure(cache);
        assertThat(server.getRequestCount())
                .as("the first failure is tried three times")
                .isEqualTo(3);

        for (int second = 0; second < 4; second++) {
            time.advance(Duration.ofSeconds(1));
            failure(cache);
            failure(cache);
        }
        assertThat(server.getRequestCount()).isEqualTo(3);

        time.advance(Duration.ofSeconds(1));
        failure(cache);
        failure(cache);
        assertThat(server.getRequestCount()).as("one probe").isEqualTo(4);

        time.advance(Duration.ofSeconds(5));
        failure(cache);
        assertThat(server.getRequestCount()).isEqualTo(5);

        time.advance(Duration.ofSeconds(5));
        server.enqueue(token());
        assertThat(get(cache).value()).isEqualTo(TestDaraja.TOKEN);
    }

    @Test
    void whileOneCallerProbesTheOthersAreToldAtOnce() throws Exception {
        TokenCache cache = cache(null);
        server.enqueue(fixture(400, "oauth-error-400.008.01-invalid-authentication.json"));
        failure(cache);
        time.advance(Duration.ofSeconds(5));
        server.enqueue(token().newBuilder().headersDelay(3, TimeUnit.SECONDS).build());
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            Future<AccessToken> probe = one.submit(() -> get(cache));
            server.takeRequest();
            server.takeRequest();
            assertThat(failure(cache)).isInstanceOf(DarajaAuthenticationException.class);
            assertThat(probe).as("the probe, when the others had their answer").isNotDone();
            assertThat(probe.get(30, TimeUnit.SECONDS).value()).isEqualTo(TestDaraja.TOKEN);
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void noWaiterOutlivesItsOwnTime() throws Exception {
        server.enqueue(token().newBuilder().headersDelay(3, TimeUnit.SECONDS).build());
        TokenCache cache = cache(null);
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            Future<AccessToken> leader = one.submit(() -> get(cache));
            server.takeRequest();
            DarajaException thrown = catchThrowableOfType(
                    DarajaException.class, () -> cache.get(PUSH, Deadline.after(Duration.ofMillis(200))));
            assertThat(leader).as("the leader, when the waiter's time was over").isNotDone();
            assertThat(thrown.delivery()).isEqualTo(Delivery.NOT_SENT);
            assertThat(leader.get(30, TimeUnit.SECONDS).value()).isEqualTo(TestDaraja.TOKEN);
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void aLeaderWithoutTimeLeavesTheOthersToChooseAnother() throws Exception {
        server.enqueue(
                token("too late").newBuilder().headersDelay(2, TimeUnit.SECONDS).build());
        server.enqueue(token("in time"));
        TokenCache cache = cache(null);
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            Future<DarajaException> hasty = one.submit(() -> catchThrowableOfType(
                    DarajaException.class, () -> cache.get(PUSH, Deadline.after(Duration.ofMillis(300)))));
            server.takeRequest();
            assertThat(get(cache).value()).isEqualTo("in time");
            assertThat(hasty.get(5, TimeUnit.SECONDS).delivery()).isEqualTo(Delivery.NOT_SENT);
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void aRefusedTokenIsReplacedOnceForAll() throws Exception {
        server.enqueue(token("stale"));
        server.enqueue(token("fresh")
                .newBuilder()
                .headersDelay(100, TimeUnit.MILLISECONDS)
                .build());
        TokenCache cache = cache(null);
        AccessToken stale = get(cache);

        List<AccessToken> tokens = together(50, () -> {
            cache.refused(stale);
            return get(cache);
        });

        assertThat(tokens).allSatisfy(token -> assertThat(token.value()).isEqualTo("fresh"));
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void twoProcessesShareOneToken() {
        server.enqueue(token("shared"));
        MapStore store = new MapStore();

        assertThat(get(cache(store)).value()).isEqualTo("shared");
        assertThat(get(cache(store)).value()).isEqualTo("shared");
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(store.exclusively.get()).isEqualTo(2);
    }

    @Test
    void aTokenThatTheOtherProcessReplacedIsTakenFromTheStore() {
        server.enqueue(token("old"));
        MapStore store = new MapStore();
        TokenCache cache = cache(store);
        AccessToken old = get(cache);
        store.save(
                "credentials",
                new AccessToken("newer", time.instant(), time.instant().plusSeconds(3599)));

        cache.refused(old);

        assertThat(get(cache).value()).isEqualTo("newer");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void theVeryTokenThatWasRefusedIsNotTakenFromTheStoreAgain() {
        server.enqueue(token("old"));
        server.enqueue(token("new"));
        MapStore store = new MapStore();
        TokenCache cache = cache(store);

        cache.refused(get(cache));

        assertThat(get(cache).value()).isEqualTo("new");
        assertThat(store.load("credentials").orElseThrow().value()).isEqualTo("new");
    }

    @Test
    void aBrokenStoreIsDoneWithout() {
        server.enqueue(token());
        TokenStore broken = new TokenStore() {
            @Override
            public Optional<AccessToken> load(String key) {
                throw new IllegalStateException("no database");
            }

            @Override
            public void save(String key, AccessToken token) {
                throw new IllegalStateException("no database");
            }
        };

        assertThat(get(cache(broken)).value()).isEqualTo(TestDaraja.TOKEN);
    }

    @Test
    void aStoreWhoseLockFailsIsDoneWithoutButDarajasFailureIsNotHidden() {
        TokenStore broken = new MapStore() {
            @Override
            public AccessToken refreshExclusively(String key, Supplier<AccessToken> refresh) {
                try {
                    refresh.get();
                } catch (RuntimeException e) {
                    throw new IllegalStateException("transaction rolled back", e);
                }
                throw new IllegalStateException("lock lost");
            }
        };
        server.enqueue(token("fetched inside the lock"));
        assertThat(get(cache(broken)).value()).isEqualTo("fetched inside the lock");

        server.enqueue(fixture(400, "oauth-error-400.008.01-invalid-authentication.json"));
        assertThat(failure(cache(broken))).isInstanceOf(DarajaAuthenticationException.class);
    }

    private static <T> List<T> together(int threads, Callable<T> task) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch ready = new CountDownLatch(threads);
            CountDownLatch go = new CountDownLatch(1);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(pool.submit(() -> {
                    ready.countDown();
                    go.await();
                    return task.call();
                }));
            }
            assertThat(ready.await(30, TimeUnit.SECONDS)).isTrue();
            go.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(30, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private static class MapStore implements TokenStore {
        private final Map<String, AccessToken> tokens = new ConcurrentHashMap<>();
        private final AtomicInteger exclusively = new AtomicInteger();

        @Override
        public Optional<AccessToken> load(String key) {
            return Optional.ofNullable(tokens.get(key));
        }

        @Override
        public void save(String key, AccessToken token) {
            tokens.put(key, token);
        }

        @Override
        public AccessToken refreshExclusively(String key, Supplier<AccessToken> refresh) {
            exclusively.incrementAndGet();
            return refresh.get();
        }
    }

    /** One time for the clock and the ticker. */
    private static final class MovableTime extends Clock implements Ticker {
        private volatile Instant now = Instant.parse("2026-10-14T07:15:30Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public long read() {
            return Duration.between(Instant.EPOCH, now).toNanos();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
