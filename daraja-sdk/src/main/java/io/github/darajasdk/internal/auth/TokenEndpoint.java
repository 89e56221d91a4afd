package io.github.darajasdk.internal.auth;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.github.darajasdk.Credentials;
import io.github.darajasdk.error.ApiError;
import io.github.darajasdk.internal.auth.TokenFailure.Kind;
import io.github.darajasdk.internal.http.Deadline;
import io.github.darajasdk.internal.http.ErrorBodies;
import io.github.darajasdk.internal.http.Reply;
import io.github.darajasdk.internal.http.Transport;
import io.github.darajasdk.internal.http.TransportFailure;
import io.github.darajasdk.internal.wire.WireFormatException;
import io.github.darajasdk.internal.wire.WireObject;
import io.github.darajasdk.spi.AccessToken;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fetches tokens: up to three tries with growing, jittered gaps, but only one if the credentials are refused. */
public final class TokenEndpoint {

    private static final String PATH = "/oauth/v1/generate?grant_type=client_credentials";
    private static final Duration ONE_TRY = Duration.ofSeconds(5);
    private static final Duration FIRST_GAP = Duration.ofMillis(200);
    private static final Duration LARGEST_GAP = Duration.ofSeconds(1);
    private static final int TRIES = 3;

    /** What Daraja has documented for years; used whenever it says something else that makes no sense. */
    private static final int USUAL_LIFETIME = 3599;

    private static final int LONGEST_LIFETIME = 24 * 3600;
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,5}");

    private final Transport transport;
    private final String authorization;
    private final Clock clock;

    public TokenEndpoint(Transport transport, Credentials credentials, Clock clock) {
        String pair = credentials.consumerKey() + ":" + credentials.consumerSecret();
        this.transport = transport;
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        this.clock = clock;
    }

    /**
     * @param persistent false for a single try
     * @throws TokenFailure if no token was to be had
     */
    AccessToken fetch(Deadline deadline, boolean persistent) {
        if (!persistent) {
            return fetchOnce(deadline);
        }
        RetryPolicy<AccessToken> patience = RetryPolicy.<AccessToken>builder()
                .handleIf(e -> e instanceof TokenFailure failure && failure.worthAnotherTry())
                .withMaxAttempts(TRIES)
                .withBackoff(FIRST_GAP, LARGEST_GAP)
                .withJitter(0.5)
                .abortIf((token, e) -> deadline.remaining().compareTo(LARGEST_GAP) < 0)
                .build();
        return Failsafe.with(patience).get(() -> fetchOnce(deadline));
    }

    private AccessToken fetchOnce(Deadline deadline) {
        Instant asked = clock.instant();
        Reply reply;
        try {
            reply = transport.get(PATH, authorization, deadline.remaining(ONE_TRY));
        } catch (TransportFailure e) {
            throw TokenFailure.trouble("the token endpoint cannot be reached or does not answer", e.getCause());
        }
        return read(reply, asked);
    }

    private static AccessToken read(Reply reply, Instant asked) {
        if (reply.isWebPage()) {
            String incident = reply.incidentId();
            String why = "a web page came instead [HTTP " + reply.status() + ", incident "
                    + (incident == null ? "none" : incident)
                    + "], probably from the firewall in front of Daraja. If it stays, this machine's address is blocked";
            throw new TokenFailure(Kind.FIREWALL, why, null, incident, reply.text(), null);
        }
        WireObject json = parse(reply);
        String token = json == null ? null : json.text("access_token");
        if (reply.isSuccess() && json != null && token != null && !token.isBlank()) {
            return new AccessToken(token, asked, asked.plusSeconds(lifetime(json)));
        }
        throw refusal(reply, json == null ? null : ErrorBodies.read(json, reply.status(), null));
    }

    private static @Nullable WireObject parse(Reply reply) {
        try {
            return reply.json();
        } catch (WireFormatException e) {
            return null;
        }
    }

    /** A string for years, a number lately. */
    private static int lifetime(WireObject json) {
        String text = json.codeText("expires_in");
        if (text == null || !SECONDS.matcher(text).matches()) {
            return USUAL_LIFETIME;
        }
        int seconds = Integer.parseInt(text);
        return seconds > LONGEST_LIFETIME ? USUAL_LIFETIME : seconds;
    }

    private static TokenFailure refusal(Reply reply, @Nullable ApiError error) {
        String said = "[HTTP " + reply.status() + (error == null ? "" : ", errorCode=" + error.code()) + "]"
                + (error == null || error.message().isEmpty() ? "" : ": " + error.message());
        String lower = error == null ? "" : (error.code() + " " + error.message()).toLowerCase(Locale.ROOT);
        if (reply.status() == 429 || lower.contains("spike") || lower.contains("quota")) {
            return new TokenFailure(Kind.THROTTLED, "too many requests " + said, error, null, null, null);
        }
        if (reply.status() >= 400 && reply.status() < 500) {
            String why = "the consumer key or secret was refused " + said + ". Check both, and that they belong to this"
                    + " environment";
            return new TokenFailure(Kind.CREDENTIALS, why, error, null, null, null);
        }
        return new TokenFailure(
                Kind.TROUBLE, "the token endpoint gave no usable answer " + said, error, null, null, null);
    }
}
