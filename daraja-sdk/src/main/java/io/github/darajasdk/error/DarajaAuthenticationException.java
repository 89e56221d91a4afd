package io.github.darajasdk.error;

import org.jspecify.annotations.Nullable;

/**
 * No usable token: the credentials are refused, or a fresh token is refused because the app lacks the product. The
 * operation was never taken; an operator has to act.
 */
public final class DarajaAuthenticationException extends DarajaException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes a complete exception. Public so that tests can.
     *
     * @param operation short name, for example {@code stk.push}
     * @param message what was refused and what to do, without secrets
     * @param apiError what Daraja said, or null
     * @param responseBody the body, or null
     */
    public DarajaAuthenticationException(
            String operation, String message, @Nullable ApiError apiError, @Nullable String responseBody) {
        super(operation, Delivery.NOT_SENT, message, apiError, responseBody, null);
    }
}
