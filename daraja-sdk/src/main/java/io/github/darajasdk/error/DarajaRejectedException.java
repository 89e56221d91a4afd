package io.github.darajasdk.error;

import org.jspecify.annotations.Nullable;

/** A definite refusal: nothing happened. Show or mend what {@link #apiError()} names. */
public final class DarajaRejectedException extends DarajaException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes a complete exception. Public so that tests can.
     *
     * @param operation short name, for example {@code stk.push}
     * @param message what was refused and what to do, without secrets
     * @param apiError what Daraja said
     * @param responseBody the body, or null
     */
    public DarajaRejectedException(String operation, String message, ApiError apiError, @Nullable String responseBody) {
        super(operation, Delivery.REJECTED, message, apiError, responseBody, null);
    }
}
