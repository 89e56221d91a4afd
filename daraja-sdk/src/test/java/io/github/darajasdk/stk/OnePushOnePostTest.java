package io.github.darajasdk.stk;

import static io.github.darajasdk.TestDaraja.CHECKOUT_ID;
import static io.github.darajasdk.TestDaraja.aPush;
import static io.github.darajasdk.TestDaraja.accepted;
import static io.github.darajasdk.TestDaraja.client;
import static io.github.darajasdk.TestDaraja.fixture;
import static io.github.darajasdk.TestDaraja.json;
import static io.github.darajasdk.TestDaraja.requests;
import static io.github.darajasdk.TestDaraja.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.darajasdk.CheckoutRequestId;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.TestDaraja;
import io.github.darajasdk.error.DarajaAuthenticationException;
import io.github.darajasdk.error.DarajaException;
import io.github.darajasdk.error.DarajaFirewallException;
import io.github.darajasdk.error.DarajaThrottledException;
import io.github.darajasdk.error.DarajaTransportException;
import io.github.darajasdk.error.Delivery;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An unclear push is never sent again. Behind every fault the server has an acceptance ready: whoever repeats the push gets
 * it, and the test fails.
 */
class OnePushOnePostTest {

    @StartStop
    private final MockWebServer server = new MockWebServer();

    static Stream<Arguments> unclear() {
        MockResponse.Builder plain = new MockResponse.Builder().body("{}");
        return Stream.of(
                Arguments.of(
                        "reset after the request",
                        plain.clone()
                                .onResponseStart(new SocketEffect.CloseSocket())
                                .build()),
                Arguments.of(
                        "reset while the request is sent",
                        plain.clone()
                                .onRequestBody(new SocketEffect.CloseSocket())
                                .build()),
                Arguments.of(
                        "half an answer",
                        accepted()
                                .newBuilder()
                                .onResponseBody(new SocketEffect.CloseSocket())
                                .build()),
                Arguments.of(
                        "no answer in time",
                        accepted()
                                .newBuilder()
                                .headersDelay(20, TimeUnit.SECONDS)
                                .build()),
                Arguments.of(
                        "an answer that stops",
                        accepted()
                                .newBuilder()
                                .onResponseBody(SocketEffect.Stall.INSTANCE)
                                .build()),
                Arguments.of(
                        "500 internal server error",
                        fixture(500, "common-error-500.001.1001-internal-server-error.json")),
                Arguments.of("500 without a message", fixture(500, "stk-error-500.001.1001-empty-message.json")),
                Arguments.of("the same with status 200", fixture(200, "stk-error-500.001.1001-empty-message.json")),
                Arguments.of(
                        "500 system internal error",
                        fixture(500, "common-error-500.002.1001-system-internal-error.json")),
                Arguments.of("500 maintenance", fixture(500, "common-error-500.002.1001-maintenance.json")),
                Arguments.of("500 system busy", fixture(500, "common-error-500.003.02-system-busy.json")),
                Arguments.of("500 unknown code", fixture(500, "common-error-unknown-code.json")),
                Arguments.of("503 fault", fixture(503, "common-error-503-service-unavailable-fault.json")),
                Arguments.of("504 fault", fixture(504, "common-error-504-gateway-timeout-fault.json")),
                Arguments.of(
                        "503 with Retry-After: 0",
                        json(503, "{}")
                                .newBuilder()
                                .setHeader("Retry-After", "0")
                                .build()),
                Arguments.of("408", json(408, "{}")),
                Arguments.of(
                        "408 with Retry-After: 0",
                        json(408, "{}")
                                .newBuilder()
                                .setHeader("Retry-After", "0")
                                .build()),
                Arguments.of(
                        "429 without the text", json(429, "{\"errorCode\":\"429\",\"errorMessage\":\"Slow down\"}")),
                Arguments.of("421", json(421, "{}")),
                Arguments.of(
                        "307",
                        json(307, "{}")
                                .newBuilder()
                                .setHeader("Location", "/elsewhere")
                                .build()),
                Arguments.of(
                        "308 to itself",
                        json(308, "{}")
                                .newBuilder()
                                .setHeader("Location", "/mpesa/stkpush/v1/processrequest")
                                .build()),
                Arguments.of("firewall 503", fixture(503, "oauth-error-503-incapsula.html")),
                Arguments.of("firewall 403", fixture(403, "common-error-403-edge-block.html")),
                Arguments.of("a web page with status 200", fixture(200, "common-error-403-edge-block.html")),
                Arguments.of("a web page with status 400", fixture(400, "common-error-403-edge-block.html")),
                Arguments.of("empty 200", json(200, "")),
                Arguments.of("empty 400", json(400, "")),
                Arguments.of("empty 404", json(404, "")),
                Arguments.of("empty 500", json(500, "")),
                Arguments.of("200 without ids", json(200, "{\"ResponseCode\":\"0\"}")),
                Arguments.of(
                        "200 without a code",
                        json(200, "{\"CheckoutRequestID\":\"ws_CO_1\",\"MerchantRequestID\":\"1\"}")),
                Arguments.of("200 that is a list", json(200, "[]")),
                Arguments.of("200 that is cut", json(200, "{\"ResponseCode\":\"0\",\"Checkout")),
                Arguments.of(
                        "a refusal's code with status 500",
                        json(500, "{\"errorCode\":\"400.002.02\",\"errorMessage\":\"?\"}")),
                Arguments.of("403 not authorised", fixture(403, "b2c-error-403.002.1001-not-authorised.json")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unclear")
    void isReportedAsUnknownAndNeverSentAgain(String fault, MockResponse answer) throws InterruptedException {
        server.enqueue(token());
        server.enqueue(answer);
        server.enqueue(accepted());

        try (DarajaClient client =
                client(server).callTimeout(Duration.ofMillis(1500)).build()) {
            DarajaException thrown = catchThrowableOfType(
                    DarajaException.class, () -> client.stk().push(aPush()));

            assertThat(thrown).as("a repeated push would have been accepted").isNotNull();
            assertThat(thrown.delivery()).isEqualTo(Delivery.UNKNOWN);
            assertThat(thrown.operation()).isEqualTo("stk.push");
            assertThat(thrown)
                    .hasMessageContaining("do not send it again")
                    .satisfies(OnePushOnePostTest::tellsNoSecret);
        }
        assertThat(requests(server, "POST")).as("one push, one POST").isLessThanOrEqualTo(1);
        assertThat(server.getRequestCount()).isLessThanOrEqualTo(2);
    }

    private static void tellsNoSecret(Throwable thrown) {
        assertThat(thrown.toString())
                .doesNotContain(TestDaraja.TOKEN)
                .doesNotContain(TestDaraja.PASSKEY)
                .doesNotContain(TestDaraja.CONSUMER_SECRET)
                .doesNotContain("708374149");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(400, "stk-error-400.002.02-invalid-callbackurl.json"),
                Arguments.of(400, "stk-error-400.002.02-invalid-phonenumber.json"),
                Arguments.of(400, "stk-error-400.002.02-invalid-amount.json"),
                Arguments.of(400, "stk-error-400.002.02-invalid-transactiontype.json"),
                Arguments.of(400, "stk-error-400.002.02-invalid-timestamp.json"),
                Arguments.of(400, "stk-error-400.002.02-invalid-accountreference.json"),
                Arguments.of(400, "common-error-400.002.02-bad-request.json"),
                Arguments.of(400, "common-error-400.002.05-invalid-payload.json"),
                Arguments.of(400, "common-error-400.003.02-bad-request.json"),
                Arguments.of(404, "common-error-404.001.01-resource-not-found.json"),
                Arguments.of(404, "common-error-404.001.04-invalid-authentication-header.json"),
                Arguments.of(404, "common-error-404.003.01-resource-not-found.json"),
                Arguments.of(405, "common-error-405.001-method-not-allowed.json"),
                Arguments.of(400, "ratiba-error-400-shortcode.json"),
                Arguments.of(500, "stk-error-500.001.1001-merchant-does-not-exist.json"),
                Arguments.of(500, "stk-error-500.001.1001-wrong-credentials.json"),
                Arguments.of(500, "stk-error-500.001.1001-wrong-credentials-merchantvalidate.json"),
                Arguments.of(500, "stk-error-500.001.1001-unable-to-lock-subscriber.json"),
                Arguments.of(200, "stk-response-not-accepted-code-1.json"));
    }

    @ParameterizedTest(name = "HTTP {0} {1}")
    @MethodSource("refused")
    void aDefiniteNoIsRejectedAndNotRepeated(int status, String name) throws InterruptedException {
        server.enqueue(token());
        server.enqueue(fixture(status, name));
        server.enqueue(accepted());

        try (DarajaClient client = client(server).build()) {
            DarajaException thrown = catchThrowableOfType(
                    DarajaException.class, () -> client.stk().push(aPush()));

            assertThat(thrown.delivery()).isEqualTo(Delivery.REJECTED);
            assertThat(thrown.apiError()).isPresent();
            assertThat(thrown.responseBody())
                    .contains(new String(
                            io.github.darajasdk.WireFixtures.bytes(name), java.nio.charset.StandardCharsets.UTF_8));
            tellsNoSecret(thrown);
        }
        assertThat(requests(server, "POST")).isEqualTo(1);
    }

    static Stream<Arguments> pooledDrops() {
        return Stream.of(
                Arguments.of(
                        "after the request",
                        accepted()
                                .newBuilder()
                                .onResponseStart(new SocketEffect.CloseSocket())
                                .build()),
                Arguments.of(
                        "within the request",
                        accepted()
                                .newBuilder()
                                .onRequestBody(new SocketEffect.CloseSocket())
                                .build()),
                Arguments.of(
                        "within the answer",
                        accepted()
                                .newBuilder()
                                .onResponseBody(new SocketEffect.CloseSocket())
                                .build()));
    }

    @ParameterizedTest(name = "dropped {0}")
    @MethodSource("pooledDrops")
    void aPooledConnectionThatDropsUnderThePushIsNotTriedAgain(String when, MockResponse drop) throws Exception {
        server.enqueue(token());
        server.enqueue(accepted());
        server.enqueue(drop);
        server.enqueue(accepted());

        try (DarajaClient client = client(server).build()) {
            client.stk().push(aPush());
            DarajaException thrown = catchThrowableOfType(
                    DarajaException.class, () -> client.stk().push(aPush()));

            assertThat(thrown).as("a repeated push would have been accepted").isNotNull();
            assertThat(thrown.delivery()).isEqualTo(Delivery.UNKNOWN);
        }
        server.takeRequest();
        assertThat(server.takeRequest().getConnectionIndex()).isZero();
        assertThat(server.takeRequest(1, TimeUnit.SECONDS).getConnectionIndex())
                .as("the push went out on the pooled connection")
                .isZero();
        assertThat(server.getRequestCount())
                .as("token, first push, second push")
                .isEqualTo(3);
    }

    @Test
    void nobodyListeningIsNotSent() throws InterruptedException {
        server.enqueue(token());
        server.enqueue(accepted().newBuilder().setHeader("Connection", "close").build());
        try (DarajaClient client =
                client(server).callTimeout(Duration.ofSeconds(2)).build()) {
            client.stk().push(aPush());
            server.close();

            DarajaException thrown = catchThrowableOfType(
                    DarajaException.class, () -> client.stk().push(aPush()));

            assertThat(thrown).isInstanceOf(DarajaTransportException.class);
            assertThat(thrown.delivery()).isEqualTo(Delivery.NOT_SENT);
        }
        assertThat(requests(server, "POST")).as("the first push only").isEqualTo(1);
    }

    @Test
    void aServerThatNeverFinishesTheHandshakeIsNotSent() throws Exception {
        // A listener whose backlog accepts the connection but speaks no TLS.
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                DarajaClient client = client(URI.create("https://127.0.0.1:" + silent.getLocalPort()))
                        .callTimeout(Duration.ofMillis(700))
                        .build()) {
            DarajaException thrown = catchThrowableOfType(
                    DarajaException.class, () -> client.stk().push(aPush()));

            assertThat(thrown.delivery()).isEqualTo(Delivery.NOT_SENT);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tokenErrors")
    void aStaleTokenIsReplacedOnceAndThePushSentOnceMore(String name) throws InterruptedException {
        server.enqueue(token("stale-token-0000000000000000"));
        server.enqueue(fixture(Integer.parseInt(name.split("-")[2].substring(0, 3)), name));
        server.enqueue(token("fresh-token-0000000000000000"));
        server.enqueue(accepted());

        try (DarajaClient client = client(server).build()) {
            assertThat(client.stk().push(aPush()).checkoutRequestId()).isEqualTo(CHECKOUT_ID);
        }
        server.takeRequest();
        assertThat(server.takeRequest().getHeaders().get("Authorization"))
                .isEqualTo("Bearer stale-token-0000000000000000");
        server.takeRequest();
        assertThat(server.takeRequest().getHeaders().get("Authorization"))
                .isEqualTo("Bearer fresh-token-0000000000000000");
        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    static List<String> tokenErrors() {
        return List.of(
                "common-error-404.001.03-invalid-access-token.json",
                "common-error-401.002.01-invalid-access-token.json",
                "common-error-401.003.01-no-apiproduct.json",
                "common-error-401-unauthorized-short-code.json",
                "common-error-400.003.01-invalid-access-token.json");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tokenErrors")
    void theSameAnswerToAFreshTokenMeansThatTheProductIsMissing(String name) throws InterruptedException {
        int status = Integer.parseInt(name.split("-")[2].substring(0, 3));
        server.enqueue(token());
        server.enqueue(fixture(status, name));
        server.enqueue(token());
        server.enqueue(fixture(status, name));
        server.enqueue(token());
        server.enqueue(accepted());

        try (DarajaClient client = client(server).build()) {
            DarajaException thrown = catchThrowableOfType(
                    DarajaException.class, () -> client.stk().push(aPush()));

            assertThat(thrown)
                    .isInstanceOf(DarajaAuthenticationException.class)
                    .hasMessageContaining("lacks the product")
                    .satisfies(OnePushOnePostTest::tellsNoSecret);
            assertThat(thrown.delivery()).isEqualTo(Delivery.NOT_SENT);
            assertThat(thrown.responseBody().orElseThrow()).doesNotContain(TestDaraja.TOKEN);
        }
        assertThat(requests(server, "POST")).isEqualTo(2);
    }

    @Test
    void aFreshTokenThatIsRefusedForAMissingProductGoesOnServingTheOthers() throws InterruptedException {
        server.enqueue(token());
        server.enqueue(fixture(401, "common-error-401.003.01-no-apiproduct.json"));
        server.enqueue(token());
        server.enqueue(fixture(401, "common-error-401.003.01-no-apiproduct.json"));
        server.enqueue(fixture(200, "stkquery-response-0-paid.json"));

        try (DarajaClient client = client(server).build()) {
            catchThrowableOfType(DarajaException.class, () -> client.stk().push(aPush()));
            client.stk().query(CheckoutRequestId.of("ws_CO_141020261015303708374149"));
        }
        assertThat(requests(server, "GET")).as("tokens").isEqualTo(2);
    }

    @Test
    void aSpikeArrestIsRepeatedOnceAfterAWhile() throws InterruptedException {
        server.enqueue(token());
        server.enqueue(fixture(500, "common-error-500.003.02-spike-arrest.json"));
        server.enqueue(accepted());

        try (DarajaClient client = client(server).build()) {
            assertThat(client.stk().push(aPush()).checkoutRequestId()).isEqualTo(CHECKOUT_ID);
        }
        assertThat(requests(server, "POST")).isEqualTo(2);
    }

    @Test
    void aSecondSpikeArrestIsToldToTheCaller() throws InterruptedException {
        server.enqueue(token());
        server.enqueue(fixture(429, "common-error-429-spike-arrest-fault.json"));
        server.enqueue(fixture(500, "common-error-500.003.02-spike-arrest.json"));
        server.enqueue(accepted());

        try (DarajaClient client = client(server).build()) {
            DarajaException thrown = catchThrowableOfType(
                    DarajaException.class, () -> client.stk().push(aPush()));

            assertThat(thrown).isInstanceOf(DarajaThrottledException.class);
            assertThat(thrown.delivery()).isEqualTo(Delivery.NOT_SENT);
        }
        assertThat(requests(server, "POST")).isEqualTo(2);
    }

    @Test
    void aUsedUpQuotaIsNotSentAndNotRepeated() throws InterruptedException {
        server.enqueue(token());
        server.enqueue(fixture(500, "common-error-500.003.03-quota-violation.json"));
        server.enqueue(accepted());

        try (DarajaClient client = client(server).build()) {
            DarajaException thrown = catchThrowableOfType(
                    DarajaException.class, () -> client.stk().push(aPush()));

            assertThat(thrown).isInstanceOf(DarajaThrottledException.class);
            assertThat(thrown.delivery()).isEqualTo(Delivery.NOT_SENT);
        }
        assertThat(requests(server, "POST")).isEqualTo(1);
    }

    @Test
    void theFirewallIsToldApartAndNamesItsIncident() {
        server.enqueue(token());
        server.enqueue(fixture(503, "oauth-error-503-incapsula.html"));

        try (DarajaClient client = client(server).build()) {
            DarajaFirewallException thrown = catchThrowableOfType(
                    DarajaFirewallException.class, () -> client.stk().push(aPush()));

            assertThat(thrown.incidentId()).contains("1730002406245115-81994402713");
        }
    }
}
