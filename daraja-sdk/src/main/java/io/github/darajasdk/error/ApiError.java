package io.github.darajasdk.error;

import org.jspecify.annotations.Nullable;

/**
 * What Daraja said about a request it did not accept, from whichever of its error bodies.
 *
 * @param code for example {@code 400.002.02}; empty if the body named none
 * @param message Daraja's text, with any token in it blanked; may be empty
 * @param requestId Daraja's id of the request, worth quoting to support; null if the body named none
 * @param httpStatus 100 to 599
 */
public record ApiError(
        String code, String message, @Nullable String requestId, int httpStatus) {}
