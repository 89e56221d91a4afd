package io.github.darajasdk.docs;

import io.github.darajasdk.ShortCode;
import io.github.darajasdk.callback.CallbackAck;
import io.github.darajasdk.callback.CallbackGuard;
import io.github.darajasdk.callback.CallbackKey;
import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.callback.CallbackVerdict;
import io.github.darajasdk.callback.SourceMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;

/** Receiving what nobody signed, as the pages show it. */
final class CallbackExamples {

    private CallbackExamples() {}

    /** Where callbacks are kept; returns once they are safe. */
    interface Inbox {
        void store(CallbackPurpose purpose, String reference, byte[] body);
    }

    static CallbackUrls addresses(String secret) {
        // docs: begin callback-urls
        CallbackUrls callbackUrls = CallbackUrls.builder()
                .baseUrl(URI.create("https://pay.example.co.ke"))
                .environment("production")
                .shortCode(ShortCode.of("174379"))
                .key(CallbackKey.of("k1", secret)) // openssl rand -hex 32
                .build();
        // docs: end callback-urls
        return callbackUrls;
    }

    static CallbackGuard guard(CallbackUrls callbackUrls) {
        // docs: begin callback-guard
        CallbackGuard guard = CallbackGuard.builder(callbackUrls)
                .sourceMode(SourceMode.LOG) // after watching it for a while: ENFORCE
                .trustedProxyHops(1) // one proxy of yours in front
                .build();
        // docs: end callback-guard
        return guard;
    }

    static int receive(
            CallbackGuard guard, Inbox inbox, CallbackGuard.Request request, InputStream body, OutputStream answer)
            throws IOException {
        // docs: begin callback-receive
        CallbackVerdict verdict = guard.check(request, body);
        if (verdict instanceof CallbackVerdict.Accepted accepted) {
            inbox.store(
                    accepted.purpose(), accepted.reference(), accepted.body()); // committed, or it throws: answer 503
            answer.write(CallbackAck.accepted().toJson());
        }
        return verdict.httpStatus();
        // docs: end callback-receive
    }
}
