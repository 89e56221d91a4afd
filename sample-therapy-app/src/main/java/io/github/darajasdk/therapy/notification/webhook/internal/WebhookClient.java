package io.github.darajasdk.therapy.notification.webhook.internal;

import java.io.IOException;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.ConnectionSpec;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Sends one message to one endpoint, once: no redirect is followed, nothing is repeated silently, and unless the switch
 * for trying out is set only public addresses are connected to, with TLS.
 */
@Component
class WebhookClient implements DisposableBean {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration WHOLE = Duration.ofSeconds(15);
    private static final int SHOWN = 200;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\s\\uFFFD]+");

    private final OkHttpClient http;

    @Autowired
    WebhookClient(WebhookSettings settings) {
        this(client(settings.allowPrivateAddresses()));
    }

    WebhookClient(OkHttpClient http) {
        this.http = http;
    }

    static OkHttpClient client(boolean anywhere) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .followRedirects(false)
                .followSslRedirects(false)
                // A proxy would choose the address in our place.
                .proxy(Proxy.NO_PROXY)
                .connectTimeout(CONNECT)
                .callTimeout(WHOLE);
        return anywhere
                ? builder.build()
                : builder.socketFactory(new PublicSockets())
                        .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS))
                        .build();
    }

    /**
     * What an endpoint said.
     *
     * @param status 0 when no answer came
     * @param text how the answer began, or why there was none; one line
     * @param notBefore how long it wants to be left alone
     */
    record Answer(int status, String text, Optional<Duration> notBefore) {

        boolean isAccepted() {
            return status >= 200 && status < 300;
        }

        boolean isGone() {
            return status == 410;
        }
    }

    /** Never throws for what goes wrong out there: that is an answer too. */
    Answer post(WebhookEndpoint to, String id, Instant at, String body) {
        Request request = new Request.Builder()
                .url(to.url().toString())
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(at.getEpochSecond()))
                .header("webhook-signature", to.signatures(id, at, body))
                .header("User-Agent", "smiling-steps-webhooks")
                .post(new OneShot(body.getBytes(StandardCharsets.UTF_8)))
                .build();
        try (Response response = http.newCall(request).execute()) {
            return new Answer(
                    response.code(),
                    line(response.peekBody(SHOWN).string()),
                    retryAfter(response.header("Retry-After", "")));
        } catch (IOException e) {
            return new Answer(0, line(e.getClass().getSimpleName() + ": " + e.getMessage()), Optional.empty());
        }
    }

    private static String line(String text) {
        String line = CONTROL.matcher(text).replaceAll(" ").strip();
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN);
    }

    /** Seconds; the form with a date is rare, and then our own gap does. */
    private static Optional<Duration> retryAfter(String header) {
        return header.matches("\\d{1,6}") ? Optional.of(Duration.ofSeconds(Long.parseLong(header))) : Optional.empty();
    }

    @Override
    public void destroy() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    /** A body that the HTTP client may not send a second time by itself. */
    private static final class OneShot extends RequestBody {

        private final byte[] bytes;

        OneShot(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public MediaType contentType() {
            return JSON;
        }

        @Override
        public long contentLength() {
            return bytes.length;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(bytes);
        }
    }
}
