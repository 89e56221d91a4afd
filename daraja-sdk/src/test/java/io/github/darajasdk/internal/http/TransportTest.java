package io.github.darajasdk.internal.http;

import static io.github.darajasdk.TestDaraja.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.darajasdk.internal.wire.WireObject;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;

class TransportTest {

    private static final Payload BODY = Payload.of(WireObject.create().put("a", 1));
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private Transport transport() {
        return new Transport(server.url("").uri(), Duration.ofSeconds(2));
    }

    @Test
    void closingLeavesNoConnection() throws TransportFailure {
        server.enqueue(json(200, "{}"));
        Transport transport = transport();
        transport.post("/x", "Bearer t", BODY, TIMEOUT);
        assertThat(transport.idleConnections()).isEqualTo(1);

        transport.close();

        assertThat(transport.idleConnections()).isZero();
    }

    @Test
    void aCallThatOutlivesTheCloseTakesItsConnectionAlong() throws Exception {
        server.enqueue(json(200, "{}")
                .newBuilder()
                .headersDelay(500, TimeUnit.MILLISECONDS)
                .build());
        Transport transport = transport();
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            Future<Reply> late = one.submit(() -> transport.post("/x", "Bearer t", BODY, TIMEOUT));
            server.takeRequest();
            transport.close();

            assertThat(late.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
            assertThat(transport.idleConnections()).isZero();
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void anEndlessAnswerIsCut() throws TransportFailure {
        server.enqueue(json(200, "x".repeat(Transport.LARGEST_ANSWER + 1)));
        try (Transport transport = transport()) {
            assertThat(transport.post("/x", "Bearer t", BODY, TIMEOUT).complete())
                    .isFalse();
        }
    }

    @Test
    void anInterruptedThreadDoesNotSend() {
        server.enqueue(json(200, "{}"));
        try (Transport transport = transport()) {
            Thread.currentThread().interrupt();
            TransportFailure failure =
                    catchThrowableOfType(TransportFailure.class, () -> transport.post("/x", "Bearer t", BODY, TIMEOUT));
            assertThat(Thread.interrupted()).as("the interrupt is passed on").isTrue();
            assertThat(failure).isNotNull();
            assertThat(server.getRequestCount()).isZero();
        }
    }
}
