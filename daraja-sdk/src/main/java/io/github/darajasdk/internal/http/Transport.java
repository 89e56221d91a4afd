package io.github.darajasdk.internal.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.EventListener;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request once. OkHttp's own repetitions are all off: connection retry, redirects, and, by one-shot bodies, the
 * follow-ups after 408 and 503.
 */
public final class Transport implements AutoCloseable {

    /** More than any answer of Daraja's; a larger one is cut and cannot be read. */
    static final int LARGEST_ANSWER = 4 * 1024 * 1024;

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

    private final URI baseUri;
    private final Duration connectTimeout;
    private final ReentrantLock making = new ReentrantLock();
    private volatile @Nullable OkHttpClient http;
    private volatile boolean closed;

    public Transport(URI baseUri, Duration connectTimeout) {
        this.baseUri = baseUri;
        this.connectTimeout = connectTimeout;
    }

    /**
     * Made for the first request: loading OkHttp and the trust store takes longer than all the rest of a client, and
     * applications wait for their clients when they start.
     */
    private OkHttpClient http() {
        OkHttpClient made = http;
        if (made != null) {
            return made;
        }
        making.lock();
        try {
            made = http;
            if (made == null) {
                made = make();
                http = made;
            }
            return made;
        } finally {
            making.unlock();
        }
    }

    private OkHttpClient make() {
        return new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(connectTimeout)
                // Each call has a timeout of its own; these would only cut it short.
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                // Without TLS among its specs, OkHttp does not read the trust store, which takes longer than all the
                // rest.
                .connectionSpecs(specs(baseUri))
                .connectionPool(new ConnectionPool(5, KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS))
                .eventListenerFactory(Transport::sentFlag)
                .build();
    }

    private static List<ConnectionSpec> specs(URI baseUri) {
        return List.of(
                "http".equalsIgnoreCase(baseUri.getScheme()) ? ConnectionSpec.CLEARTEXT : ConnectionSpec.MODERN_TLS);
    }

    private static EventListener sentFlag(Call call) {
        SentFlag flag = call.request().tag(SentFlag.class);
        return flag == null ? EventListener.NONE : flag;
    }

    public Reply get(String path, String authorization, Duration timeout) throws TransportFailure {
        return send(new Request.Builder().get(), path, authorization, timeout);
    }

    public Reply post(String path, String authorization, Payload payload, Duration timeout) throws TransportFailure {
        Request.Builder request = new Request.Builder().post(new OneShotJsonBody(payload.json()));
        payload.headers().forEach(request::header);
        return send(request, path, authorization, timeout);
    }

    private Reply send(Request.Builder request, String path, String authorization, Duration timeout)
            throws TransportFailure {
        long begun = System.nanoTime();
        OkHttpClient client;
        try {
            client = http();
        } catch (Exception e) {
            // A trust store that cannot be read, for example; Kotlin does not declare what it throws.
            throw new TransportFailure(false, e);
        }
        long left = timeout.toNanos() - (System.nanoTime() - begun);
        SentFlag flag = new SentFlag();
        Call call = client.newCall(request.url(baseUri + path)
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .header("User-Agent", "daraja-sdk-java")
                .tag(SentFlag.class, flag)
                .build());
        call.timeout().timeout(Math.max(1, left), TimeUnit.NANOSECONDS);
        try (Response response = call.execute()) {
            return read(response);
        } catch (Exception e) {
            // OkHttp is Kotlin: besides what it declares, an interrupt leaves it as an undeclared InterruptedException.
            // Whatever it is, the one question is whether a byte may have left.
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new TransportFailure(flag.sent, e);
        } finally {
            if (closed) {
                client.connectionPool().evictAll();
            }
        }
    }

    private static Reply read(Response response) throws IOException {
        MediaType type = response.body().contentType();
        BufferedSource source = response.body().source();
        Buffer buffer = new Buffer();
        while (buffer.size() <= LARGEST_ANSWER) {
            if (source.read(buffer, 8192) < 0) {
                return new Reply(response.code(), type == null ? "" : type.toString(), buffer.readByteArray(), true);
            }
        }
        return new Reply(
                response.code(), type == null ? "" : type.toString(), buffer.readByteArray(LARGEST_ANSWER), false);
    }

    int idleConnections() {
        OkHttpClient made = http;
        return made == null ? 0 : made.connectionPool().connectionCount();
    }

    /** Calls under way finish, and take their connection with them. */
    @Override
    public void close() {
        closed = true;
        OkHttpClient made = http;
        if (made != null) {
            made.dispatcher().executorService().shutdown();
            made.connectionPool().evictAll();
        }
    }

    /** Raised just before the first byte of a request is written. */
    private static final class SentFlag extends EventListener {
        private volatile boolean sent;

        @Override
        public void requestHeadersStart(Call call) {
            sent = true;
        }
    }
}
