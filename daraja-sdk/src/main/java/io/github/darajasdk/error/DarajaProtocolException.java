package io.github.darajasdk.error;

import org.jspecify.annotations.Nullable;

/** An answer that cannot be read, or that makes no sense. Whether the operation was taken is unknown: keep the bytes. */
public final class DarajaProtocolException extends DarajaException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes a complete exception. Public so that tests can.
     *
     * @param operation short name, for example {@code stk.push}
     * @param message what was expected and what came, without secrets
     * @param apiError what Daraja said, or null
     * @param responseBody the body, or null
     */
    public DarajaProtocolException(
            String operation, String message, @Nullable ApiError apiError, @Nullable String responseBody) {
        super(operation, Delivery.UNKNOWN, message, apiError, responseBody, null);
    }
}
