package io.github.darajasdk.therapy.notification.webhook.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.therapy.notification.webhook.WebhookEvent;
import io.github.darajasdk.therapy.notification.webhook.internal.WebhookClient.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On the wire, with real receivers. */
class WebhookClientTest {

    private static final WebhookSecret OLD = WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final WebhookSecret NEW = WebhookSecret.parse("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX");
    private static final Instant AT = Instant.parse("2026-11-20T09:00:00.700Z");

    @StartStop
    public final MockWebServer receiver = new MockWebServer();

    @StartStop
    public final MockWebServer elsewhere = new MockWebServer();

    private final WebhookClient tryingOut = new WebhookClient(WebhookClient.client(true));

    @Test
    void sendsTheBodyAsItIsWithIdTimeAndASignatureForEachSecret() throws Exception {
        receiver.enqueue(new MockResponse.Builder().code(204).build());

        Answer answer = tryingOut.post(endpoint(receiver.url("/hooks?of=books").uri()), "msg_1", AT, "{\"a\":1}");

        assertThat(answer.isAccepted()).isTrue();
        RecordedRequest request = receiver.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("POST /hooks?of=books HTTP/1.1");
        assertThat(request.getBody().utf8()).isEqualTo("{\"a\":1}");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(request.getHeaders().get("webhook-id")).isEqualTo("msg_1");
        assertThat(request.getHeaders().get("webhook-timestamp")).isEqualTo("1795165200");
        assertThat(request.getHeaders().get("webhook-signature"))
                .isEqualTo(NEW.sign("msg_1", AT, "{\"a\":1}") + " " + OLD.sign("msg_1", AT, "{\"a\":1}"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) {
        elsewhere.enqueue(new MockResponse.Builder().code(200).build());
        receiver.enqueue(new MockResponse.Builder()
                .code(status)
                .setHeader("Location", elsewhere.url("/"))
                .build());

        Answer answer = tryingOut.post(endpoint(receiver.url("/").uri()), "msg_1", AT, "{}");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.isAccepted()).isFalse();
        assertThat(elsewhere.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 503})
    void sendsOnceWhateverTheAnswerInvitesTo(int status) {
        receiver.enqueue(new MockResponse.Builder()
                .code(status)
                .setHeader("Retry-After", "0")
                .build());
        receiver.enqueue(new MockResponse.Builder().code(200).build());

        Answer answer = tryingOut.post(endpoint(receiver.url("/").uri()), "msg_1", AT, "{}");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(receiver.getRequestCount()).isEqualTo(1);
    }

    @Test
    void tellsHowLongItIsAskedToWait() {
        receiver.enqueue(new MockResponse.Builder()
                .code(429)
                .setHeader("Retry-After", "120")
                .build());

        assertThat(tryingOut
                        .post(endpoint(receiver.url("/").uri()), "msg_1", AT, "{}")
                        .notBefore())
                .contains(Duration.ofSeconds(120));
    }

    @Test
    void aConnectionThatBreaksIsAnAnswerToo() {
        receiver.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());

        Answer answer = tryingOut.post(endpoint(receiver.url("/").uri()), "msg_1", AT, "{}");

        assertThat(answer.status()).isZero();
        assertThat(answer.text()).isNotBlank();
    }

    @Test
    void aReceiverThatHangsIsWaitedForOnlySoLong() {
        receiver.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        OkHttpClient impatient = WebhookClient.client(true)
                .newBuilder()
                .callTimeout(Duration.ofMillis(200))
                .build();

        Answer answer =
                new WebhookClient(impatient).post(endpoint(receiver.url("/").uri()), "msg_1", AT, "{}");

        assertThat(answer.status()).isZero();
        assertThat(WebhookClient.client(false).callTimeoutMillis()).isEqualTo(15_000);
    }

    @Test
    void keepsTheBeginningOfALongAnswerAsOneLine() {
        receiver.enqueue(new MockResponse.Builder()
                .code(500)
                .body("first\r\nsecond\u001b[2J " + "x".repeat(100_000))
                .build());

        Answer answer = tryingOut.post(endpoint(receiver.url("/").uri()), "msg_1", AT, "{}");

        assertThat(answer.text()).startsWith("first second [2J x").hasSizeLessThanOrEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433"})
    void connectsToNothingOfThisMachineHoweverItIsWritten(String host) {
        WebhookClient client = new WebhookClient(WebhookClient.client(false));

        Answer answer = client.post(
                endpoint(URI.create("https://" + host + ":" + receiver.getPort() + "/")), "msg_1", AT, "{}");

        assertThat(answer.status()).isZero();
        assertThat(answer.text()).startsWith("AddressRefusedException: the address is not public");
        assertThat(receiver.getRequestCount()).isZero();
    }

    @Test
    void aNameThatLeadsHereIsRefusedWhereItIsConnectedTo() {
        WebhookClient client = new WebhookClient(WebhookClient.client(false)
                .newBuilder()
                .dns(name -> List.of(loopback()))
                .build());

        Answer answer = client.post(
                endpoint(URI.create("https://books.example.com:" + receiver.getPort() + "/")), "msg_1", AT, "{}");

        assertThat(answer.text()).startsWith("AddressRefusedException");
        assertThat(receiver.getRequestCount()).isZero();
    }

    @Test
    void sendsNothingWithoutTls() {
        Answer answer = new WebhookClient(WebhookClient.client(false))
                .post(endpoint(URI.create("http://93.184.216.34/")), "msg_1", AT, "{}");

        assertThat(answer.status()).isZero();
        assertThat(answer.text()).containsIgnoringCase("cleartext");
    }

    @Test
    void aReceiverIsBelievedByItsCertificateAlone() throws Exception {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .duration(1, TimeUnit.DAYS)
                .build();
        receiver.close();
        try (MockWebServer secure = new MockWebServer()) {
            secure.useHttps(new HandshakeCertificates.Builder()
                    .heldCertificate(certificate)
                    .build()
                    .sslSocketFactory());
            secure.start();
            URI url = URI.create("https://127.0.0.1:" + secure.getPort() + "/");

            assertThat(tryingOut.post(endpoint(url), "msg_1", AT, "{}").status())
                    .as("nobody vouches for it")
                    .isZero();
            assertThat(secure.getRequestCount()).isZero();

            HandshakeCertificates trust = new HandshakeCertificates.Builder()
                    .addTrustedCertificate(certificate.certificate())
                    .build();
            secure.enqueue(new MockResponse.Builder().code(200).build());
            OkHttpClient trusting = WebhookClient.client(true)
                    .newBuilder()
                    .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                    .build();
            assertThat(new WebhookClient(trusting)
                            .post(endpoint(url), "msg_1", AT, "{}")
                            .isAccepted())
                    .isTrue();
        }
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress("books.example.com", new byte[] {127, 0, 0, 1});
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static WebhookEndpoint endpoint(URI url) {
        return new WebhookEndpoint("books", url, List.of(NEW, OLD), Set.of(WebhookEvent.TEST));
    }
}
