package io.github.darajasdk.therapy.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** How people reach the application: at its one address, through the {@link PeopleDoor} of whichever instance answers. */
final class Requests {

    /** What a request comes to that nobody answered, so that nothing is known of it. */
    static final String NOBODY = "nobody";

    private final URI home;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Requests(URI home) {
        this.home = home;
    }

    /** Empty when it was done, the reason when it was refused, {@link #NOBODY} when there was no answer to rely on. */
    String ask(String path, Map<String, String> parameters) {
        return send(HttpRequest.newBuilder(home.resolve("/chaos" + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(parameters))));
    }

    /** As {@link #ask}, with something to hand over. */
    String hand(String path, Map<String, String> parameters, String content) {
        return send(HttpRequest.newBuilder(home.resolve("/chaos" + path + "?" + encoded(parameters)))
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(content)));
    }

    private static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    http.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case 200 -> "";
                case 409 -> answer.body();
                default -> NOBODY;
            };
        } catch (IOException gone) {
            return NOBODY;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NOBODY;
        }
    }
}
