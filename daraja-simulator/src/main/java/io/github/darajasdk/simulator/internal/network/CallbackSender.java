package io.github.darajasdk.simulator.internal.network;

import io.github.darajasdk.simulator.SentCallback;
import io.github.darajasdk.simulator.internal.world.Poster;
import io.github.darajasdk.simulator.internal.world.Records;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts callbacks the way Safaricom does: once, without credentials, without following redirects. Thread-safe. */
public final class CallbackSender implements Poster {

    private static final Logger log = LoggerFactory.getLogger(CallbackSender.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Clock clock;
    private final Executor executor;
    private @Nullable Records records;
    private @Nullable HttpClient client;

    /** Creates a sender; nothing is opened before the first callback. */
    public CallbackSender(Clock clock, Executor executor) {
        this.clock = clock;
        this.executor = executor;
    }

    /** Decides where to note what was sent. */
    public synchronized void recordIn(Records target) {
        records = target;
    }

    @Override
    public CompletableFuture<Answer> post(String kind, String url, Map<String, String> headers, byte[] body) {
        Instant at = clock.instant();
        HttpRequest request;
        try {
            HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url))
                    .timeout(TIMEOUT)
                    .header("Content-Type", "application/json;charset=UTF-8")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body));
            headers.forEach(builder::header);
            request = builder.build();
        } catch (IllegalArgumentException e) {
            note(at, kind, url, body, 0, "not a URL that can be posted to: " + e.getMessage());
            return CompletableFuture.completedFuture(new Answer(0, ""));
        }
        return client().sendAsync(request, HttpResponse.BodyHandlers.ofString()).handle((response, failure) -> {
            if (failure == null) {
                note(at, kind, url, body, response.statusCode(), "");
                return new Answer(response.statusCode(), response.body());
            } else {
                Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
                note(at, kind, url, body, 0, describe(cause));
            }
            return new Answer(0, "");
        });
    }

    private static String describe(Throwable cause) {
        String kind = cause.getClass().getSimpleName();
        return cause instanceof IOException && cause.getMessage() != null ? kind + ": " + cause.getMessage() : kind;
    }

    private synchronized void note(Instant at, String kind, String url, byte[] body, int status, String note) {
        log.debug("Callback {}: HTTP {} {}", kind, status, note);
        if (records != null) {
            records.add(new SentCallback(at, kind, url, new String(body, StandardCharsets.UTF_8), status, note));
        }
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(Duration.ofSeconds(5))
                    .executor(executor)
                    .build();
        }
        return client;
    }
}
