package io.github.darajasdk.internal.client;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.darajasdk.internal.auth.TokenCache;
import io.github.darajasdk.internal.auth.TokenEndpoint;
import io.github.darajasdk.internal.http.RequestPipeline;
import io.github.darajasdk.internal.http.Transport;
import io.github.darajasdk.spi.DarajaEventListener;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Everything one client owns, wired together. */
public final class Core implements AutoCloseable {

    private final ClientSettings settings;
    private final Transport transport;
    private final RequestPipeline pipeline;
    private final AsyncRunner async;

    public Core(ClientSettings settings) {
        this.settings = settings;
        this.transport = new Transport(settings.environment().baseUri(), settings.connectTimeout());
        DarajaEventListener listener = new QuietListener(settings.eventListener());
        TokenEndpoint endpoint = new TokenEndpoint(transport, settings.credentials(), settings.clock());
        TokenCache tokens = new TokenCache(
                tokenKey(settings),
                endpoint,
                settings.tokenStore(),
                settings.clock(),
                Ticker.systemTicker(),
                listener::tokenRefreshed);
        this.pipeline = new RequestPipeline(transport, tokens, settings, listener);
        this.async = new AsyncRunner(settings.asyncExecutor());
    }

    /** Names environment and credentials without giving either away. */
    private static String tokenKey(ClientSettings settings) {
        String text =
                settings.environment().baseUri() + "|" + settings.credentials().consumerKey();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    public ClientSettings settings() {
        return settings;
    }

    public RequestPipeline pipeline() {
        return pipeline;
    }

    public AsyncRunner async() {
        return async;
    }

    @Override
    public void close() {
        pipeline.close();
        async.close();
        transport.close();
    }
}
