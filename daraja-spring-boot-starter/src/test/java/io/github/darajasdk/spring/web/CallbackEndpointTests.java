package io.github.darajasdk.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.callback.CallbackParseException;
import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.callback.StkCallback;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** The table of answers, in a real servlet container, next to a Spring Security that lets nobody in. */
@SpringBootTest(classes = CallbackTestApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("callbacks")
@ExtendWith(OutputCaptureExtension.class)
class CallbackEndpointTests {

    private static final String ACKNOWLEDGED = "{\"ResultCode\":0,\"ResultDesc\":\"Accepted\"}";
    private static final String NOT_FOUND = "{\"error\":\"Not Found\"}";
    private static final int LIMIT = 64 * 1024;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Autowired
    private CallbackUrls urls;

    @Autowired
    private RecordingHandler handler;

    @LocalServerPort
    private int port;

    @BeforeEach
    void forgetEarlierDeliveries() {
        handler.reset();
    }

    @Test
    void genuineCallbackIsDeliveredAndAcknowledged() throws Exception {
        HttpResponse<String> response = post(path("order-1"), WireBody.of("stk-callback-success.json"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(ACKNOWLEDGED);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(handler.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.purpose()).isEqualTo(CallbackPurpose.STK);
            assertThat(delivery.reference()).isEqualTo("order-1");
            assertThat(delivery.shortCode().value()).isEqualTo("600123");
            assertThat(delivery.rawBody()).isEqualTo(WireBody.of("stk-callback-success.json"));
            assertThat(delivery.parsed()).containsInstanceOf(StkCallback.Paid.class);
            assertThat(delivery.parseFailure()).isEmpty();
            assertThat(delivery.remoteAddress()).isEqualTo("127.0.0.1");
        });
    }

    @Test
    void sameCallbackTwiceIsDeliveredTwiceAndAcknowledgedTwice() throws Exception {
        byte[] body = WireBody.of("stk-callback-success.json");
        assertThat(post(path("order-1"), body).statusCode()).isEqualTo(200);
        assertThat(post(path("order-1"), body).statusCode()).isEqualTo(200);
        assertThat(handler.deliveries()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stk-callback-invalid-not-json.json",
                "stk-callback-invalid-empty-body.json",
                "stk-callback-invalid-no-body.json"
            })
    void malformedButGenuineBodyIsDeliveredAndAcknowledged(String fixture) throws Exception {
        HttpResponse<String> response = post(path("order-1"), WireBody.of(fixture));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(ACKNOWLEDGED);
        assertThat(handler.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.rawBody()).isEqualTo(WireBody.of(fixture));
            assertThat(delivery.parsed()).isEmpty();
            assertThat(delivery.parseFailure()).isPresent();
        });
    }

    @Test
    void contentTypeDoesNotMatterNotEvenOneThatServersTakeApart() throws Exception {
        byte[] body = WireBody.of("stk-callback-success.json");
        for (String type : new String[] {
            "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "nonsense"
        }) {
            handler.reset();
            HttpResponse<String> response =
                    send(request(path("order-1")).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
            assertThat(response.statusCode()).as(type).isEqualTo(200);
            assertThat(handler.deliveries())
                    .as(type)
                    .singleElement()
                    .satisfies(delivery -> assertThat(delivery.rawBody()).isEqualTo(body));
        }
    }

    @Test
    void tamperedMacIsNotFoundAndNothingIsDelivered() throws Exception {
        String genuine = path("order-1");
        char last = genuine.charAt(genuine.length() - 1);
        String forged = genuine.substring(0, genuine.length() - 1) + (last == '0' ? '1' : '0');

        HttpResponse<String> response = post(forged, WireBody.of("stk-callback-success.json"));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo(NOT_FOUND);
        assertThat(handler.deliveries()).isEmpty();
    }

    @Test
    void macOfAnotherReferenceOrPurposeIsNotFound() throws Exception {
        byte[] body = WireBody.of("stk-callback-success.json");
        assertThat(post(path("order-1").replace("order-1", "order-2"), body).statusCode())
                .isEqualTo(404);
        assertThat(post(path("order-1").replace("/stk/", "/b2c-result/"), body).statusCode())
                .isEqualTo(404);
        assertThat(post(path("order-1").replace("/stk/", "/nonsense/"), body).statusCode())
                .isEqualTo(404);
        assertThat(post(path("order-1").replace("/k1/", "/k2/"), body).statusCode())
                .isEqualTo(404);
        assertThat(handler.deliveries()).isEmpty();
    }

    @Test
    void everyNotFoundLooksTheSame() throws Exception {
        HttpResponse<String> garbage = post("/hooks/cb/", new byte[0]);
        HttpResponse<String> forged = post("/hooks/cb/stk/k1/order-1/" + "0".repeat(32), new byte[0]);
        HttpResponse<String> unknown = post("/hooks/cb/a/b/c/d/e/f", new byte[0]);

        assertThat(garbage.statusCode()).isEqualTo(404);
        assertThat(garbage.body()).isEqualTo(NOT_FOUND).isEqualTo(forged.body()).isEqualTo(unknown.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void anotherMethodIsNotAllowed(String method) throws Exception {
        HttpResponse<String> response = send(request(path("order-1")).method(method, BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("POST");
        assertThat(handler.deliveries()).isEmpty();
    }

    @Test
    void zippedBodyIsAnUnsupportedMediaType() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(WireBody.of("stk-callback-success.json"));
        }
        HttpResponse<String> response = send(request(path("order-1"))
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(zipped.toByteArray())));

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(handler.deliveries()).isEmpty();
    }

    @Test
    void bodyOfExactlyTheLimitIsDelivered() throws Exception {
        assertThat(post(path("order-1"), blanks(LIMIT)).statusCode()).isEqualTo(200);
        assertThat(handler.deliveries())
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.rawBody()).hasSize(LIMIT));
    }

    @Test
    void bodyOverTheLimitIsTooLarge() throws Exception {
        assertThat(post(path("order-1"), blanks(LIMIT + 1)).statusCode()).isEqualTo(413);
        assertThat(handler.deliveries()).isEmpty();
    }

    @Test
    void chunkedBodyOverTheLimitIsTooLargeToo() throws Exception {
        InputStream tenMegabytes = new InputStream() {
            private int left = 10 * 1024 * 1024;

            @Override
            public int read() {
                return left-- > 0 ? ' ' : -1;
            }
        };
        try {
            HttpResponse<String> response =
                    send(request(path("order-1")).POST(BodyPublishers.ofInputStream(() -> tenMegabytes)));
            assertThat(response.statusCode()).isEqualTo(413);
        } catch (IOException connectionClosedWhileSending) {
            assertThat(connectionClosedWhileSending).isNotNull();
        }
        assertThat(handler.deliveries()).isEmpty();
    }

    @Test
    void deliveryThatIsNotStoredIsNotClaimed(CapturedOutput output) throws Exception {
        handler.failWith(new IllegalStateException("the database is away"));

        HttpResponse<String> response = post(path("order-1"), WireBody.of("stk-callback-success.json"));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).isEqualTo("{\"error\":\"Service Unavailable\"}");
        assertThat(output.toString()).contains("order-1", "not stored", "the database is away");
    }

    @Test
    void evenAnErrorIsAnsweredAsNotStored() throws Exception {
        handler.failWith(new StackOverflowError());
        assertThat(post(path("order-1"), WireBody.of("stk-callback-success.json"))
                        .statusCode())
                .isEqualTo(503);
    }

    @Test
    void unknownResultCodeIsUnresolvedNotAnError() throws Exception {
        assertThat(post(path("order-1"), WireBody.of("stk-callback-failure-unknown-code.json"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(handler.deliveries().get(0).parsed()).containsInstanceOf(StkCallback.Unresolved.class);
    }

    @Test
    void duplicateResultCodesAreNeverRead() throws Exception {
        String body = new String(WireBody.of("stk-callback-success.json"), StandardCharsets.UTF_8)
                .replaceFirst("\"ResultCode\"", "\"ResultCode\": 1032, \"ResultCode\"");
        assertThat(post(path("order-1"), body.getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(200);
        assertThat(handler.deliveries().get(0).parsed()).isEmpty();
        assertThat(handler.deliveries().get(0).parseFailure())
                .map(CallbackParseException::reason)
                .contains(CallbackParseException.Reason.NOT_JSON);
    }

    @Test
    void macAndPhoneNumberStayOutOfTheLog(CapturedOutput output) throws Exception {
        String path = path("order-1");
        post(path, WireBody.of("stk-callback-success.json"));
        handler.failWith(new IllegalStateException("the database is away"));
        post(path, WireBody.of("stk-callback-success.json"));

        assertThat(output.toString())
                .doesNotContain(path.substring(path.lastIndexOf('/') + 1))
                .doesNotContainPattern("2547[0-9]{8}");
    }

    @Test
    void restOfTheApplicationStaysLocked() throws Exception {
        assertThat(post("/anything", new byte[0]).statusCode()).isIn(401, 403);
    }

    private String path(String reference) {
        return urls.create(CallbackPurpose.STK, reference).getRawPath();
    }

    private static byte[] blanks(int length) {
        byte[] blanks = new byte[length];
        Arrays.fill(blanks, (byte) ' ');
        return blanks;
    }

    private HttpResponse<String> post(String path, byte[] body) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.ofByteArray(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
