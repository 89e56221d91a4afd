package io.github.darajasdk.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.callback.StkCallback;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** What an attacker, or a broken proxy, writes onto the wire. Nothing becomes a payment, and nothing becomes a 5xx. */
@SpringBootTest(
        classes = CallbackTestApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "daraja.callback.body-timeout=500ms")
@ActiveProfiles("callbacks")
class HostileRequestTests {

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

    static Stream<Arguments> badBodies() throws IOException {
        return BadBodies.all().entrySet().stream().map(body -> Arguments.of(body.getKey(), body.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badBodies")
    void genuineAddressWithABadBodyIsKeptButNeverPaid(String name, byte[] body) throws Exception {
        String answer = exchange(post(path(), "Content-Length: " + body.length + "\r\n"), body);

        assertThat(RawHttp.statuses(answer)).containsExactly(200);
        assertThat(handler.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.rawBody()).isEqualTo(body);
            assertThat(delivery.parsed().filter(StkCallback.Paid.class::isInstance))
                    .as("paid?")
                    .isEmpty();
        });
    }

    static Stream<Arguments> pathTricks() {
        return Map.<String, UnaryOperator<String>>of(
                        "slash at the end", path -> path + "/",
                        "mac twice", path -> path + path.substring(path.lastIndexOf('/')),
                        "path parameter", path -> path + ";jsessionid=1",
                        "encoded letter", path -> path.replace("/stk/", "/%73tk/"),
                        "encoded dot segment", path -> path.replace("/stk/", "/%2e/stk/"),
                        "doubled slash", path -> path.replace("/cb/", "/cb//"),
                        "capitals", path -> path.replace("/stk/", "/STK/"),
                        "dot segment before", path -> path.replace("/hooks/", "/hooks/./"),
                        "parent segment before", path -> "/x/.." + path)
                .entrySet()
                .stream()
                .map(trick -> Arguments.of(trick.getKey(), trick.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pathTricks")
    void anythingButThePlainAddressIsNotFound(String name, UnaryOperator<String> trick) throws Exception {
        String answer = exchange(post(trick.apply(path()), "Content-Length: 2\r\n"), "{}".getBytes());

        assertThat(RawHttp.statuses(answer)).containsExactly(404);
        assertThat(answer).endsWith("{\"error\":\"Not Found\"}");
        assertThat(handler.deliveries()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/hooks/cb/..;/admin",
                "/hooks/cb/../admin",
                "/hooks/cb/%2e%2e/admin",
                "/hooks/cb/%2e%2e%2fadmin",
                "/hooks/cb/stk%00",
                "/hooks/cb\\stk",
                "//hooks/cb/stk/k1/a/b"
            })
    void wanderingPathsLeadNowhere(String path) throws Exception {
        int[] statuses = RawHttp.statuses(exchange(post(path, "Content-Length: 2\r\n"), "{}".getBytes()));

        assertThat(statuses).hasSize(1);
        assertThat(statuses[0])
                .as("refused by the container, the login or the endpoint")
                .isIn(400, 401, 403, 404);
        assertThat(handler.deliveries()).isEmpty();
    }

    @Test
    void lengthAndChunksTogetherAreOneRequestWithOneAnswer() throws Exception {
        String smuggled = post("/hooks/cb/stk/k1/smuggled/" + "0".repeat(32), "Content-Length: 0\r\n");
        String body = "0\r\n\r\n" + smuggled;
        String answer = exchange(
                post(path(), "Content-Length: " + body.length() + "\r\nTransfer-Encoding: chunked\r\n"),
                body.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(RawHttp.statuses(answer)).hasSize(1);
        assertThat(handler.deliveries()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void twoLengthsAreABadRequest() throws Exception {
        String answer = exchange(post(path(), "Content-Length: 2\r\nContent-Length: 40\r\n"), "{}".getBytes());

        assertThat(RawHttp.statuses(answer)).containsExactly(400);
        assertThat(handler.deliveries()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Transfer-Encoding: xchunked", "Transfer-Encoding: chunked, identity", "Content-Length: -1"})
    void unknownFramingIsRefusedByTheContainer(String header) throws Exception {
        int[] statuses = RawHttp.statuses(exchange(post(path(), header + "\r\n"), "{}".getBytes()));

        assertThat(statuses).hasSize(1);
        assertThat(statuses[0]).as("the container itself may answer 501").isIn(400, 413, 501);
        assertThat(handler.deliveries()).isEmpty();
    }

    @Test
    void bareLineFeedsAreOneRequestWithAtMostOneAnswer() throws Exception {
        String request = post(path(), "Content-Length: 2\r\n").replace("\r\n", "\n");
        String answer = exchange(request, "{}".getBytes());

        assertThat(RawHttp.statuses(answer)).hasSize(1).doesNotContain(500, 503);
        assertThat(handler.deliveries()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void twoGenuineRequestsInARowAreTwoDeliveries() throws Exception {
        String keepAlive = "POST " + path() + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}";
        String answer = exchange(keepAlive + post(path(), "Content-Length: 2\r\n"), "{}".getBytes());

        assertThat(RawHttp.statuses(answer)).containsExactly(200, 200);
        assertThat(handler.deliveries()).hasSize(2);
    }

    @Test
    void endlessChunksAreCutOff() throws Exception {
        byte[] chunk = ("1000\r\n" + " ".repeat(0x1000) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        long sent = 0;
        long longest = 64L * 1024 * 1024;
        try (RawHttp http = new RawHttp(port)) {
            http.send(post(path(), "Transfer-Encoding: chunked\r\n"));
            while (sent < longest) {
                http.send(chunk);
                sent += chunk.length;
            }
        } catch (IOException cutOff) {
            assertThat(sent).as("bytes until the server hung up").isPositive();
        }
        assertThat(sent).isLessThan(longest);
        assertThat(handler.deliveries()).isEmpty();
    }

    @Test
    void tooLongABodyIsRefusedBeforeItIsSent() throws Exception {
        try (RawHttp http = new RawHttp(port)) {
            http.send(post(path(), "Content-Length: 10485760\r\n"));
            http.send(new byte[70_000]);
            byte[] answer = http.in().readNBytes("HTTP/1.1 413".length());
            assertThat(new String(answer, StandardCharsets.ISO_8859_1)).isEqualTo("HTTP/1.1 413");
        }
        assertThat(handler.deliveries()).isEmpty();
    }

    @Test
    void dribbledBodyIsCutOff() throws Exception {
        try (RawHttp http = new RawHttp(port)) {
            http.send(post(path(), "Content-Length: 60000\r\n"));
            // Waiting 50 ms for an answer that is not there yet is what paces the dribble.
            http.socket().setSoTimeout(50);
            int first = -1;
            for (int sent = 0; first < 0 && sent < 600; sent++) {
                try {
                    http.send(" ");
                    first = http.in().read();
                } catch (SocketTimeoutException notYet) {
                    assertThat(sent).isLessThan(600);
                }
            }
            assertThat((char) first).isEqualTo('H');
            assertThat(new String(http.in().readNBytes(11), StandardCharsets.ISO_8859_1))
                    .isEqualTo("TTP/1.1 408");
        }
        assertThat(handler.deliveries()).isEmpty();
    }

    @Test
    void bodyThatBreaksOffIsNotDelivered() throws Exception {
        try (RawHttp http = new RawHttp(port)) {
            http.send(post(path(), "Content-Length: 1000\r\n"))
                    .send("{\"Body\":")
                    .end();
            assertThat(RawHttp.statuses(http.readAll())).doesNotContain(200);
        }
        assertThat(handler.deliveries()).isEmpty();
    }

    @Test
    void forgedAddressIsAnsweredWithoutWaitingForItsBody() throws Exception {
        try (RawHttp http = new RawHttp(port)) {
            http.send(post("/hooks/cb/stk/k1/a/" + "0".repeat(32), "Content-Length: 60000\r\n"));
            byte[] answer = http.in().readNBytes("HTTP/1.1 404".length());
            assertThat(new String(answer, StandardCharsets.ISO_8859_1)).isEqualTo("HTTP/1.1 404");
        }
    }

    private String path() {
        return urls.create(CallbackPurpose.STK, "order-1").getRawPath();
    }

    private static String post(String path, String headers) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n";
    }

    private String exchange(String head, byte[] body) throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            return http.send(head).send(body).readAll();
        }
    }
}
