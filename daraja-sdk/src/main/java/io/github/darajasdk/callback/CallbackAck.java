package io.github.darajasdk.callback;

import java.nio.charset.StandardCharsets;

/** What a callback is answered with, with HTTP status 200 and content type {@code application/json}. */
public final class CallbackAck {

    private static final String ACCEPTED = "{\"ResultCode\":0,\"ResultDesc\":\"Accepted\"}";

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
