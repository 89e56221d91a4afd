package io.github.darajasdk.error;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that did not end well. What matters is {@link #delivery()}: it tells whether the customer may have been
 * prompted or paid all the same.
 *
 * <p>Messages name the operation, what was said and what to do; they never contain a token, a secret or a full phone
 * number. Immutable.
 */
public abstract sealed class DarajaException extends RuntimeException
        permits DarajaRejectedException,
                DarajaAuthenticationException,
                DarajaThrottledException,
                DarajaFirewallException,
                DarajaTransportException,
                DarajaProtocolException {

    private static final long serialVersionUID = 1L;

    /** Short name of the operation. */
    private final String operation;

    /** What is known about the request. */
    private final Delivery delivery;

    private final transient @Nullable ApiError apiError;
    /** The body of the answer, if any. */
    private final @Nullable String responseBody;

    DarajaException(
            String operation,
            Delivery delivery,
            String message,
            @Nullable ApiError apiError,
            @Nullable String responseBody,
            @Nullable Throwable cause) {
        super(message, cause);
        this.operation = Objects.requireNonNull(operation, "operation");
        this.delivery = Objects.requireNonNull(delivery, "delivery");
        this.apiError = apiError;
        this.responseBody = responseBody;
    }

    /**
     * Returns what is known about the request.
     *
     * @return never sent, rejected, or unknown
     */
    public Delivery delivery() {
        return delivery;
    }

    /**
     * Returns the name of the operation, the same short word that events and metrics use.
     *
     * @return for example {@code stk.push}
     */
    public String operation() {
        return operation;
    }

    /**
     * Returns what Daraja said, if it said something readable.
     *
     * @return the error, or empty
     */
    public Optional<ApiError> apiError() {
        return Optional.ofNullable(apiError);
    }

    /**
     * Returns the body of the answer, if there was one, with any token in it blanked. It may contain personal data: keep
     * it as evidence, do not log it.
     *
     * @return the body, possibly cut after 64 KiB, or empty
     */
    public Optional<String> responseBody() {
        return Optional.ofNullable(responseBody);
    }
}
