package io.github.darajasdk.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.ShortCode;
import io.github.darajasdk.callback.CallbackAck;
import io.github.darajasdk.callback.CallbackGuard;
import io.github.darajasdk.callback.CallbackKey;
import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.callback.CallbackVerdict;
import io.github.darajasdk.callback.SourceMode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A small application that receives callbacks the way ours tells people to: guard first, store, acknowledge. */
final class CallbackReceiver implements AutoCloseable {

    private final MockWebServer server = new MockWebServer();
    private final CallbackUrls urls;
    private final BlockingQueue<CallbackVerdict.Accepted> stored = new LinkedBlockingQueue<>();

    CallbackReceiver() throws IOException {
        server.start();
        urls = CallbackUrls.builder()
                .baseUrl(URI.create("http://127.0.0.1:" + server.getPort()))
                .environment("custom")
                .shortCode(ShortCode.of("174379"))
                .key(CallbackKey.of("k1", "0123456789abcdef0123456789abcdef"))
                .allowLoopback(true)
                .build();
        CallbackGuard guard =
                CallbackGuard.builder(urls).sourceMode(SourceMode.OFF).build();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return receive(guard, request);
            }
        });
    }

    private MockResponse receive(CallbackGuard guard, RecordedRequest request) {
        assertThat(request.getBody()).isNotNull();
        try {
            CallbackVerdict verdict = guard.check(
                    request.getTarget(),
                    "127.0.0.1",
                    new ByteArrayInputStream(request.getBody().toByteArray()));
            MockResponse.Builder answer = new MockResponse.Builder().code(verdict.httpStatus());
            if (verdict instanceof CallbackVerdict.Accepted accepted) {
                stored.add(accepted);
                answer.body(new String(CallbackAck.accepted().toJson(), StandardCharsets.UTF_8));
            }
            return answer.build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI url(CallbackPurpose purpose, String reference) {
        return urls.create(purpose, reference);
    }

    /** The next callback; there must be one soon. */
    CallbackVerdict.Accepted next(CallbackPurpose purpose, String reference) throws InterruptedException {
        CallbackVerdict.Accepted accepted = stored.poll(20, TimeUnit.SECONDS);
        assertThat(accepted).as("a callback in time").isNotNull();
        assertThat(accepted.purpose()).isEqualTo(purpose);
        assertThat(accepted.reference()).isEqualTo(reference);
        return accepted;
    }

    boolean isEmpty() {
        return stored.isEmpty();
    }

    @Override
    public void close() {
        server.close();
    }
}
