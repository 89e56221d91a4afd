package io.github.darajasdk.callback;

import java.nio.charset.StandardCharsets;

/** What a callback is answered with, with HTTP status 200 and content type {@code application/json}. */
public final class CallbackAck {

    private static final String ACCEPTED = "{\"ResultCode\":0,\"ResultDesc\":\"Accepted\"}";

    private static final String BILL = "{\"resmsg\":\"Success\",\"rescode\":\"200\"}";

    private final String json;

    private CallbackAck(String json) {
        this.json = json;
    }

    /**
     * Says that the callback is stored. Say it only after the commit: Daraja does not send a callback twice.
     *
     * @return the acknowledgement
     */
    public static CallbackAck accepted() {
        return new CallbackAck(ACCEPTED);
    }

    /**
     * Says that the payment of a bill is stored, in Bill Manager's own words. That product repeats up to five times.
     *
     * @return the acknowledgement
     */
    public static CallbackAck billReceived() {
        return new CallbackAck(BILL);
    }

    /**
     * Returns the body to send.
     *
     * @return a new array, JSON in UTF-8
     */
    public byte[] toJson() {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return json;
    }
}
