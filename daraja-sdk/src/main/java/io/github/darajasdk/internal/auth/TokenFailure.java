package io.github.darajasdk.internal.auth;

import io.github.darajasdk.error.ApiError;
import io.github.darajasdk.error.DarajaAuthenticationException;
import io.github.darajasdk.error.DarajaException;
import io.github.darajasdk.error.DarajaFirewallException;
import io.github.darajasdk.error.DarajaThrottledException;
import io.github.darajasdk.error.DarajaTransportException;
import io.github.darajasdk.error.Delivery;
import io.github.darajasdk.internal.http.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Why no token was to be had. Shared by everyone who waited, so it is told to each in words about their own operation.
 * Never leaves the SDK.
 */
final class TokenFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of failure. */
    enum Kind {
        /** Key or secret refused: trying again does not help. */
        CREDENTIALS,
        /** Too many requests. */
        THROTTLED,
        /** A web page. */
        FIREWALL,
        /** No connection, no answer, or none that helps. */
        TROUBLE
    }

    private final Kind kind;
    private final String why;
    private final transient @Nullable ApiError apiError;
    private final @Nullable String incidentId;
    private final @Nullable String body;

    TokenFailure(
            Kind kind,
            String why,
            @Nullable ApiError apiError,
            @Nullable String incidentId,
            @Nullable String body,
            @Nullable Throwable cause) {
        super(why, cause, false, false);
        this.kind = kind;
        this.why = why;
        this.apiError = apiError;
        this.incidentId = incidentId;
        this.body = body;
    }

    static TokenFailure trouble(String why, @Nullable Throwable cause) {
        return new TokenFailure(Kind.TROUBLE, why, null, null, null, cause);
    }

    boolean worthAnotherTry() {
        return kind != Kind.CREDENTIALS;
    }

    /** A new exception for each caller, so that each has its own stack trace. */
    DarajaException as(Operation operation) {
        String message = operation.title() + " was not sent, for want of a token: " + why;
        return switch (kind) {
            case CREDENTIALS -> new DarajaAuthenticationException(operation.name(), message, apiError, body);
            case THROTTLED -> new DarajaThrottledException(operation.name(), message, apiError, body);
            case FIREWALL ->
                new DarajaFirewallException(operation.name(), Delivery.NOT_SENT, message, incidentId, body);
            case TROUBLE ->
                new DarajaTransportException(operation.name(), Delivery.NOT_SENT, message, apiError, body, getCause());
        };
    }
}
