package io.github.darajasdk.therapy.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who calls the JSON interface over real HTTP. */
public final class ApiUser {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI base;
    private final String token;

    private ApiUser(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    public static ApiUser nobody(URI base) {
        return new ApiUser(base, "");
    }

    public static ApiUser signedIn(URI base, String email) {
        Answer answer = nobody(base).post("/api/auth/login", Map.of("email", email, "password", TestData.PASSWORD));
        return new ApiUser(base, answer.json().path("token").asString());
    }

    public ApiUser withToken(String other) {
        return new ApiUser(base, other);
    }

    public String token() {
        return token;
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, Map<String, ?> body) {
        return send(request(path).POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    public Answer post(String path, String body, Map<String, String> headers) {
        HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request);
    }

    public Answer initiate(Object session, String phone, String key) {
        HttpRequest.Builder request = request("/api/mpesa/initiate")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("sessionId", session.toString(), "phoneNumber", phone))));
        return send(request);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json");
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
        long began = System.nanoTime();
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(response, Duration.ofNanos(System.nanoTime() - began));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back, and after how long. */
    public record Answer(HttpResponse<String> response, Duration after) {

        public int status() {
            return response.statusCode();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String text(String field) {
            return json().path(field).asString("");
        }

        /** The stable code of an error that is a problem document. */
        public String problem() {
            return header("Content-Type").startsWith("application/problem+json")
                    ? status() + " " + text("code")
                    : status() + " without a problem document";
        }
    }
}
