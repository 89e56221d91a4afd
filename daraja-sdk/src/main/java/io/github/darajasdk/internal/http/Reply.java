package io.github.darajasdk.internal.http;

import io.github.darajasdk.internal.wire.WireFormatException;
import io.github.darajasdk.internal.wire.WireObject;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An HTTP answer, read completely unless it was larger than any of Daraja's. */
public final class Reply {

    private static final Pattern INCIDENT = Pattern.compile("(?i)incident(?:[ _]id)[:=]\\s*([0-9-]{5,60})");

    private final int status;
    private final String contentType;
    private final byte[] body;
    private final boolean complete;
    private final String text;

    /** @param complete false if the body was cut */
    Reply(int status, String contentType, byte[] body, boolean complete) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.complete = complete;
        this.text = new String(body, StandardCharsets.UTF_8);
    }

    public int status() {
        return status;
    }

    public String text() {
        return text;
    }

    public boolean complete() {
        return complete;
    }

    /** Reads the body as exactly one JSON object. */
    public WireObject json() throws WireFormatException {
        return WireObject.parse(body);
    }

    /** A web page, by its type or by its looks: the firewall does not always label it. */
    public boolean isWebPage() {
        String start = text.stripLeading().toLowerCase(Locale.ROOT);
        return contentType.toLowerCase(Locale.ROOT).contains("text/html")
                || start.startsWith("<html")
                || start.startsWith("<!doctype html");
    }

    public @Nullable String incidentId() {
        Matcher matcher = INCIDENT.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }

    public boolean isSuccess() {
        return status >= 200 && status <= 299;
    }
}
