package io.github.darajasdk.internal.product;

import io.github.darajasdk.internal.client.Core;
import io.github.darajasdk.internal.http.Answer;
import io.github.darajasdk.internal.http.Operation;
import io.github.darajasdk.internal.wire.WireFormatException;
import io.github.darajasdk.internal.wire.WireObject;
import io.github.darajasdk.raw.RawAnswer;
import io.github.darajasdk.raw.RawApi;
import io.github.darajasdk.raw.RawRequest;
import java.util.concurrent.CompletableFuture;

/** Any path over the wire. */
public final class RawCalls implements RawApi {

    private final Core core;

    public RawCalls(Core core) {
        this.core = core;
    }

    @Override
    public RawAnswer send(RawRequest request) {
        String name = "raw." + request.name();
        String title = "Raw request " + request.name();
        Operation operation = request.movesMoney()
                ? Operation.money(name, title, request.path())
                : Operation.read(name, title, request.path());
        Answer answer = core.pipeline().send(operation, body(request));
        return new RawAnswer(answer.status(), answer.text());
    }

    private static WireObject body(RawRequest request) {
        try {
            return WireObject.parse(request.json());
        } catch (WireFormatException e) {
            throw new IllegalArgumentException("the body of a raw request must be one JSON object: " + e.getMessage());
        }
    }

    @Override
    public CompletableFuture<RawAnswer> sendAsync(RawRequest request) {
        return core.async().run(() -> send(request));
    }
}
