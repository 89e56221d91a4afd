package io.github.darajasdk.error;

import org.jspecify.annotations.Nullable;

/** No connection, or no usable answer: timeouts, resets and every 5xx that proves nothing. */
public final class DarajaTransportException extends DarajaException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes a complete exception. Public so that tests can.
     *
     * @param operation short name, for example {@code stk.push}
     * @param delivery {@code NOT_SENT} only if not one byte of the request can have left
     * @param message what happened and what to do, without secrets
     * @param apiError what Daraja said, or null
     * @param responseBody the body, or null
     * @param cause the I/O failure, or null
     */
    public DarajaTransportException(
            String operation,
            Delivery delivery,
            String message,
            @Nullable ApiError apiError,
            @Nullable String responseBody,
            @Nullable Throwable cause) {
        super(operation, delivery, message, apiError, responseBody, cause);
    }
}
