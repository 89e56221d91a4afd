package io.github.darajasdk.therapy.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** Another system: takes signed messages, or answers what a test wants it to. */
public final class WebhookReceiver {

    private static final byte[] KEY = "a receiver and we know this one".getBytes(StandardCharsets.UTF_8);
    public static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Answer answer = new Answer(200, Map.of(), "");

    private record Answer(int status, Map<String, String> headers, String body) {}

    public WebhookReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/hooks", this::take);
        server.start();
    }

    /** One message as it came. */
    public record Received(String id, String timestamp, String signatures, String body) {

        /** Checked as a receiver would, from the headers and the bytes alone. */
        public boolean isGenuine() {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
                byte[] ours = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
                return List.of(signatures.split(" "))
                        .contains("v1," + Base64.getEncoder().encodeToString(ours));
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        public String type() {
            return JSON.readTree(body).get("type").asString();
        }

        @SuppressWarnings("unchecked")
        public Map<String, Object> data() {
            return JSON.convertValue(JSON.readTree(body).get("data"), Map.class);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(
                exchange.getRequestHeaders().getFirst("webhook-id"),
                exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                exchange.getRequestHeaders().getFirst("webhook-signature"),
                body));
        Answer now = answer;
        now.headers().forEach(exchange.getResponseHeaders()::add);
        byte[] bytes = now.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(now.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
    }

    public List<Received> received() {
        return received;
    }

    public void accept() {
        answer(200, Map.of(), "");
    }

    public void answer(int status, Map<String, String> headers, String body) {
        answer = new Answer(status, headers, body);
    }
}
