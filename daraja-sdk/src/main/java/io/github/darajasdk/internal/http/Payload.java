package io.github.darajasdk.internal.http;

import io.github.darajasdk.internal.wire.WireObject;
import java.util.List;
import java.util.Map;

/** What is sent: the bytes, the part of them that the log may look at, and headers of the product's own. */
public final class Payload {

    private final byte[] json;
    private final WireObject shown;
    private final Map<String, String> headers;

    private Payload(byte[] json, WireObject shown, Map<String, String> headers) {
        this.json = json;
        this.shown = shown;
        this.headers = headers;
    }

    public static Payload of(WireObject body) {
        return new Payload(body.toBytes(), body, Map.of());
    }

    public static Payload ofList(List<WireObject> bodies) {
        return new Payload(WireObject.toBytes(bodies), WireObject.create().put("elements", bodies.size()), Map.of());
    }

    public Payload with(String header, String value) {
        return new Payload(json, shown, Map.of(header, value));
    }

    byte[] json() {
        return json;
    }

    WireObject shown() {
        return shown;
    }

    Map<String, String> headers() {
        return headers;
    }
}
