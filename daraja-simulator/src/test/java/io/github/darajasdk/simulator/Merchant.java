package io.github.darajasdk.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;

/** The other side of the wire in our tests: a merchant with plain HTTP, who shares no code with the SDK. */
final class Merchant implements AutoCloseable {

    /** A callback as it arrived. */
    record Delivered(String path, String businessShortCode, String contentType, String body, String from) {
        JsonNode json() {
            return Merchant.json(body);
        }
    }

    /** An answer as it arrived. */
    record Answer(int status, String contentType, String body, String location) {
        JsonNode json() {
            return Merchant.json(body);
        }
    }

    static final String PHONE = "254712345678";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private final DarajaSimulator simulator;
    private final HttpServer server;
    private final BlockingQueue<Delivered> callbacks = new LinkedBlockingQueue<>();
    private final Set<InetSocketAddress> callers = ConcurrentHashMap.newKeySet();
    volatile int callbackStatus = 200;
    volatile String callbackBody = "{\"ResultCode\":0,\"ResultDesc\":\"Accepted\"}";

    /** Callbacks are answered when this completes. */
    volatile CompletableFuture<String> callbackHold = CompletableFuture.completedFuture("");

    Merchant(DarajaSimulator simulator) {
        this.simulator = simulator;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", exchange -> {
            try (exchange) {
                callers.add(exchange.getRemoteAddress());
                callbacks.add(new Delivered(
                        exchange.getRequestURI().getPath(),
                        exchange.getRequestHeaders().getFirst("Businessshortcode"),
                        exchange.getRequestHeaders().getFirst("Content-Type"),
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                        exchange.getRemoteAddress().getAddress().getHostAddress()));
                if (callbackStatus == 308) {
                    exchange.getResponseHeaders().set("Location", callbackUrl("/elsewhere"));
                }
                callbackHold.join();
                byte[] answer = callbackBody.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(callbackStatus, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
    }

    String callbackUrl(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** A push that nothing is wrong with: KES 1,500 from {@link #PHONE}. */
    ObjectNode goodPush() {
        ObjectNode push = MAPPER.createObjectNode();
        sign(push, DarajaSimulator.PAYBILL);
        push.put("TransactionType", "CustomerPayBillOnline");
        push.put("Amount", 1500);
        push.put("PartyA", Long.parseLong(PHONE));
        push.put("PartyB", Integer.parseInt(DarajaSimulator.PAYBILL));
        push.put("PhoneNumber", Long.parseLong(PHONE));
        push.put("CallBackURL", callbackUrl("/cb/stk/1"));
        push.put("AccountReference", "BK20417");
        push.put("TransactionDesc", "Session");
        return push;
    }

    void sign(ObjectNode body, String shortCode) {
        String stamp = STAMP.format(LocalDateTime.ofInstant(simulator.clock().instant(), ZoneId.of("Africa/Nairobi")));
        body.put("BusinessShortCode", Integer.parseInt(shortCode));
        body.put("Password", base64(shortCode + DarajaSimulator.PASSKEY + stamp));
        body.put("Timestamp", stamp);
    }

    Answer push() {
        return push(goodPush());
    }

    Answer push(ObjectNode body) {
        return post("/mpesa/stkpush/v1/processrequest", body);
    }

    Answer query(String checkoutRequestId) {
        ObjectNode query = MAPPER.createObjectNode();
        sign(query, DarajaSimulator.PAYBILL);
        query.put("CheckoutRequestID", checkoutRequestId);
        return post("/mpesa/stkpushquery/v1/query", query);
    }

    Answer post(String path, JsonNode body) {
        return post(path, body, token());
    }

    Answer post(String path, JsonNode body, String token) {
        return send(request(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    Answer tokenAnswer() {
        return send(request("/oauth/v1/generate?grant_type=client_credentials")
                .header(
                        "Authorization",
                        "Basic " + base64(DarajaSimulator.CONSUMER_KEY + ":" + DarajaSimulator.CONSUMER_SECRET)));
    }

    String token() {
        return tokenAnswer().json().path("access_token").asText();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(simulator.baseUri() + path)).timeout(Duration.ofSeconds(20));
    }

    static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body(),
                    response.headers().firstValue("Location").orElse(""));
        } catch (IOException e) {
            return new Answer(0, "", e.toString(), "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits for the next callback; fails after ten seconds. */
    Delivered awaitCallback() {
        try {
            Delivered next = callbacks.poll(10, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("No callback within ten seconds; sent: " + simulator.callbacks());
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns the callbacks that arrived and that nobody awaited. */
    int waitingCallbacks() {
        return callbacks.size();
    }

    /** Returns the initiator's password under M-PESA's certificate. */
    String encrypted(String password) {
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(simulator.certificate()))
                            .getPublicKey());
            return Base64.getEncoder().encodeToString(cipher.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the ends of the connections that callbacks came over. */
    Set<InetSocketAddress> callers() {
        return Set.copyOf(callers);
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("Not JSON: " + text, e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
