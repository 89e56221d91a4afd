package io.github.darajasdk.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackUrls;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/**
 * An enforced list of senders behind a proxy on this machine, in an application whose framework takes the leftmost
 * forwarded address, the one that anybody can write.
 */
@SpringBootTest(
        classes = CallbackTestApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "server.forward-headers-strategy=framework",
            "daraja.callback.source-mode=enforce",
            "daraja.callback.trusted-proxies=127.0.0.1"
        })
@ActiveProfiles("callbacks")
class CallbackSourceTests {

    private static final String SAFARICOM = "196.201.212.69";

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
    void callbackFromSafaricomThroughTheProxyIsTaken() throws Exception {
        assertThat(post(SAFARICOM)).isEqualTo(200);
        assertThat(handler.deliveries())
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.remoteAddress()).isEqualTo(SAFARICOM));
    }

    @Test
    void addressWrittenBySomebodyElseIsNotBelieved() throws Exception {
        assertThat(post(SAFARICOM + ", 203.0.113.9")).isEqualTo(403);
        assertThat(handler.deliveries()).isEmpty();
    }

    @Test
    void proxyThatSaysNothingIsNotSafaricom() throws Exception {
        assertThat(post("")).isEqualTo(403);
    }

    private int post(String forwardedFor) throws Exception {
        String path = urls.create(CallbackPurpose.STK, "order-1").getRawPath();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("X-Forwarded-For", forwardedFor)
                .POST(HttpRequest.BodyPublishers.ofByteArray(WireBody.of("stk-callback-success.json")))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
