package io.github.darajasdk;

import io.github.darajasdk.stk.StkPushRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** Clients and answers for tests against a real HTTP server on this machine. */
public final class TestDaraja {

    public static final String PASSKEY = "bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919";
    public static final String TOKEN = "q8ZrT2mVxN4LwK7cJ1sHdY9bGfPe";
    public static final String CONSUMER_SECRET = "test-consumer-secret";
    public static final CheckoutRequestId CHECKOUT_ID = CheckoutRequestId.of("ws_CO_141020261015303708374149");

    /** The moment of the request fixtures: 14 October 2026, 10:15:30 in Nairobi. */
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-10-14T07:15:30Z"), ZoneOffset.UTC);

    private TestDaraja() {}

    public static DarajaClient.Builder client(MockWebServer server) {
        return client(server.url("/").uri());
    }

    public static DarajaClient.Builder client(URI base) {
        return DarajaClient.builder()
                .environment(DarajaEnvironment.custom(base))
                .credentials(Credentials.of("test-consumer-key", CONSUMER_SECRET))
                .merchant(Merchant.paybill(ShortCode.of("174379"), Passkey.of(PASSKEY)))
                .clock(CLOCK)
                .callTimeout(Duration.ofSeconds(5))
                .readCallTimeout(Duration.ofSeconds(5))
                .connectTimeout(Duration.ofSeconds(2));
    }

    /** Exactly the request of {@code stk-request-paybill.json}. */
    public static StkPushRequest aPush() {
        return StkPushRequest.builder()
                .phoneNumber(Msisdn.of("254708374149"))
                .amount(Amount.kes(1))
                .accountReference(AccountReference.of("INV-20418"))
                .description("Order 20418")
                .callbackUrl(URI.create("https://pay.example.co.ke/hooks/stk/9f2c6d1e8b7a4350"))
                .build();
    }

    public static MockResponse token() {
        return token(TOKEN);
    }

    public static MockResponse token(String value) {
        return json(200, "{\"access_token\":\"" + value + "\",\"expires_in\":\"3599\"}");
    }

    public static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json;charset=UTF-8")
                .body(body)
                .build();
    }

    public static MockResponse fixture(int status, String name) {
        String type = name.endsWith(".html") ? "text/html" : "application/json";
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", type)
                .body(WireFixtures.text(name))
                .build();
    }

    public static MockResponse accepted() {
        return fixture(200, "stk-response-accepted.json");
    }

    /** How many requests of this method the server has taken so far; takes them off its record. */
    public static long requests(MockWebServer server, String method) throws InterruptedException {
        long count = 0;
        for (int left = server.getRequestCount(); left > 0; left--) {
            RecordedRequest request = server.takeRequest(1, TimeUnit.SECONDS);
            if (request != null && method.equals(request.getMethod())) {
                count++;
            }
        }
        return count;
    }
}
