package io.github.darajasdk.simulator.internal.network;

import io.github.darajasdk.simulator.SentCallback;
import io.github.darajasdk.simulator.internal.world.Poster;
import io.github.darajasdk.simulator.internal.world.Records;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts callbacks the way Safaricom does: once, without credentials, without following redirects. Thread-safe. */
public final class CallbackSender implements Poster, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CallbackSender.class);

    private final Clock clock;
    private final Executor executor;
    private final Lanes lanes = new Lanes();
    private final Connections connections = new Connections();
    private @Nullable Records records;

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
        return post(kind, url, headers, body, null);
    }

    /**
     * Posts from one of this machine's addresses; see {@link Poster#post}.
     *
     * @param from null for any
     */
    public CompletableFuture<Answer> post(
            String kind, String url, Map<String, String> headers, byte[] body, @Nullable InetAddress from) {
        Instant at = clock.instant();
        URI uri;
        try {
            uri = receiver(url);
        } catch (IllegalArgumentException e) {
            String why = "not a URL that can be posted to: " + e.getMessage();
            note(at, kind, url, body, 0, why);
            return CompletableFuture.completedFuture(Answer.none(why));
        }
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Content-Type", "application/json;charset=UTF-8");
        all.putAll(headers);
        return lanes.run(
                uri.getRawAuthority(),
                () -> CompletableFuture.supplyAsync(() -> deliver(at, kind, uri, all, body, from), executor));
    }

    private Answer deliver(
            Instant at, String kind, URI uri, Map<String, String> headers, byte[] body, @Nullable InetAddress from) {
        try {
            Answer answer = from == null ? overKept(uri, headers, body) : overNew(uri, headers, body, from);
            note(at, kind, uri.toString(), body, answer.status(), "");
            return answer;
        } catch (IOException e) {
            String why = e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
            note(at, kind, uri.toString(), body, 0, why);
            return Answer.none(why);
        }
    }

    private Answer overKept(URI uri, Map<String, String> headers, byte[] body) throws IOException {
        Connection connection = connections.take(uri);
        try {
            Answer answer = connection.post(uri, headers, body);
            connections.release(uri, connection);
            return answer;
        } catch (IOException e) {
            connections.discard(connection);
            throw e;
        }
    }

    private static Answer overNew(URI uri, Map<String, String> headers, byte[] body, InetAddress from)
            throws IOException {
        try (Connection connection = Connection.open(uri, from)) {
            return connection.post(uri, headers, body);
        }
    }

    private static URI receiver(String url) {
        URI uri = URI.create(url);
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!http || uri.getHost() == null) {
            throw new IllegalArgumentException("it must begin with http:// or https:// and a host");
        }
        return uri;
    }

    private void note(Instant at, String kind, String url, byte[] body, int status, String note) {
        log.debug("Callback {}: HTTP {} {}", kind, status, note);
        Records target = records();
        if (target != null) {
            target.add(new SentCallback(at, kind, url, new String(body, StandardCharsets.UTF_8), status, note));
        }
    }

    private synchronized @Nullable Records records() {
        return records;
    }

    @Override
    public void close() {
        try {
            connections.close();
        } catch (IOException e) {
            log.debug("A connection to a receiver did not close: {}", e.toString());
        }
    }
}
