package io.github.darajasdk.error;

import org.jspecify.annotations.Nullable;

/**
 * Too much at once: Daraja's rate limit or quota said so, or our own permits or circuit breaker did before anything was
 * sent. The operation was not taken; back off and ask again.
 */
public final class DarajaThrottledException extends DarajaException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes a complete exception. Public so that tests can.
     *
     * @param operation short name, for example {@code stk.push}
     * @param message which limit was hit and what to do
     * @param apiError what Daraja said, or null if it was our own limit
     * @param responseBody the body, or null
     */
    public DarajaThrottledException(
            String operation, String message, @Nullable ApiError apiError, @Nullable String responseBody) {
        super(operation, Delivery.NOT_SENT, message, apiError, responseBody, null);
    }
}
