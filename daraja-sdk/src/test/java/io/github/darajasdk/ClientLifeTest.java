package io.github.darajasdk;

import static io.github.darajasdk.TestDaraja.CHECKOUT_ID;
import static io.github.darajasdk.TestDaraja.aPush;
import static io.github.darajasdk.TestDaraja.accepted;
import static io.github.darajasdk.TestDaraja.client;
import static io.github.darajasdk.TestDaraja.fixture;
import static io.github.darajasdk.TestDaraja.json;
import static io.github.darajasdk.TestDaraja.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.darajasdk.error.DarajaException;
import io.github.darajasdk.error.DarajaThrottledException;
import io.github.darajasdk.error.Delivery;
import io.github.darajasdk.spi.DarajaEventListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Opening, watching, limiting and closing a client. */
class ClientLifeTest {

    @StartStop
    private final MockWebServer server = new MockWebServer();

    @Test
    void aClosedClientRefusesEveryCall() {
        DarajaClient client = client(server).build();
        client.close();
        client.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> client.stk().push(aPush()))
                .withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(() -> client.stk().query(CHECKOUT_ID));
        assertThatIllegalStateException().isThrownBy(() -> client.stk().pushAsync(aPush()));
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void closingEndsItsThreadsAndLeavesNoFutureWithoutAnEnd() throws Exception {
        server.enqueue(token());
        for (int i = 0; i < 40; i++) {
            server.enqueue(accepted()
                    .newBuilder()
                    .headersDelay(200, TimeUnit.MILLISECONDS)
                    .build());
        }
        DarajaClient client = client(server).build();
        List<CompletableFuture<?>> futures = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            futures.add(client.stk().pushAsync(aPush()));
        }
        server.takeRequest();
        server.takeRequest();
        client.close();

        int finished = 0;
        int refused = 0;
        for (CompletableFuture<?> future : futures) {
            try {
                future.get(10, TimeUnit.SECONDS);
                finished++;
            } catch (ExecutionException e) {
                assertThat(e.getCause()).isInstanceOf(IllegalStateException.class);
                refused++;
            }
        }
        assertThat(finished).as("calls under way run to their end").isPositive();
        assertThat(refused).as("queued calls find the client closed").isPositive();
        eventually(() -> threads("daraja-async-").isEmpty());
    }

    @Test
    @EnabledIfSystemProperty(
            named = "tests.long",
            matches = "true",
            disabledReason = "waits a minute: ./mvnw -Plong verify")
    void theHttpClientsSharedThreadsEndByThemselvesWhenIdle() {
        server.enqueue(token());
        server.enqueue(accepted());
        try (DarajaClient client = client(server).build()) {
            client.stk().push(aPush());
            assertThat(threads("Ok"))
                    .as("OkHttp's and Okio's threads while there is work")
                    .isNotEmpty();
        }
        server.close(); // it has such threads, too
        eventually(Duration.ofMinutes(3), () -> threads("Ok").isEmpty());
    }

    private static List<String> threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    private static void eventually(BooleanSupplier condition) {
        eventually(Duration.ofSeconds(10), condition);
    }

    private static void eventually(Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void aHangingDarajaTakesNoMoreThreadsThanAllowed() throws Exception {
        server.enqueue(token());
        server.enqueue(accepted().newBuilder().headersDelay(2, TimeUnit.SECONDS).build());
        server.enqueue(accepted().newBuilder().headersDelay(2, TimeUnit.SECONDS).build());
        server.enqueue(fixture(200, "stkquery-response-0-paid.json"));
        try (DarajaClient client = client(server).maxConcurrentCalls(2).build()) {
            CompletableFuture<?> first = client.stk().pushAsync(aPush());
            CompletableFuture<?> second = client.stk().pushAsync(aPush());
            server.takeRequest();
            server.takeRequest();
            server.takeRequest();

            DarajaException third = catchThrowableOfType(
                    DarajaException.class, () -> client.stk().push(aPush()));
            assertThat(third).isInstanceOf(DarajaThrottledException.class).hasMessageContaining("(2)");
            assertThat(third.delivery()).isEqualTo(Delivery.NOT_SENT);
            assertThat(client.stk().query(CHECKOUT_ID))
                    .as("reads have permits of their own")
                    .isNotNull();
            first.get(10, TimeUnit.SECONDS);
            second.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void theListenerHearsEverythingAndCannotDoHarm() {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        DarajaEventListener listener = new DarajaEventListener() {
            @Override
            public void callStarted(String operation) {
                heard.add("started " + operation);
                throw new IllegalStateException("listener");
            }

            @Override
            public void callFinished(FinishedCall call) {
                assertThat(call.duration()).isPositive();
                heard.add("finished " + call.operation() + " " + call.outcome()
                        + call.code().map(c -> " " + c).orElse(""));
                throw new IllegalStateException("listener");
            }

            @Override
            public void tokenRefreshed(Duration lifetime) {
                heard.add("token " + lifetime.toSeconds());
                throw new IllegalStateException("listener");
            }

            @Override
            public void breakerChanged(String operationClass, BreakerState state) {
                heard.add("breaker " + operationClass + " " + state);
                throw new IllegalStateException("listener");
            }
        };
        server.enqueue(token());
        server.enqueue(accepted());
        server.enqueue(fixture(400, "stk-error-400.002.02-invalid-amount.json"));
        server.enqueue(json(500, "{}"));
        try (DarajaClient client = client(server)
                .eventListener(listener)
                .breakerFailures(1)
                .breakerPause(Duration.ofMinutes(1))
                .build()) {
            client.stk().push(aPush());
            for (int i = 0; i < 3; i++) {
                catchThrowableOfType(DarajaException.class, () -> client.stk().push(aPush()));
            }
        }

        assertThat(heard)
                .containsExactly(
                        "started stk.push",
                        "token 3599",
                        "finished stk.push OK",
                        "started stk.push",
                        "finished stk.push REJECTED 400.002.02",
                        "started stk.push",
                        "breaker money OPEN",
                        "finished stk.push UNKNOWN",
                        "started stk.push",
                        "finished stk.push NOT_SENT");
    }

    @Test
    void settingsThatMakeNoSenseAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DarajaClient.builder().build())
                .withMessageContaining("environment, credentials and merchant");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DarajaClient.builder().callTimeout(Duration.ZERO))
                .withMessageContaining("call timeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DarajaClient.builder().maxConcurrentCalls(0))
                .withMessageContaining("concurrent calls");
    }

    @Test
    void aClientPrintsNoSecret() {
        try (DarajaClient client = client(server).build()) {
            assertThat(client.toString()).contains("custom", "174379").doesNotContain(TestDaraja.PASSKEY);
            assertThat(client.environment().name()).isEqualTo("custom");
            assertThat(client.merchant().shortCode()).isEqualTo(ShortCode.of("174379"));
            assertThat(Optional.of(client.stk())).containsSame(client.stk());
        }
    }
}
