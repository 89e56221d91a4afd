package io.github.darajasdk.spi;

import java.time.Instant;
import java.util.Objects;

/**
 * A bearer token. Never printed.
 *
 * @param value the token, for the Authorization header only
 * @param issuedAt when it was fetched
 * @param expiresAt when Daraja stops taking it
 */
public record AccessToken(String value, Instant issuedAt, Instant expiresAt) {

    /**
     * Checks that nothing is missing.
     *
     * @param value the token, for the Authorization header only
     * @param issuedAt when it was fetched
     * @param expiresAt when Daraja stops taking it
     * @throws IllegalArgumentException if the token is blank or ends before it begins
     */
    public AccessToken {
        Objects.requireNonNull(issuedAt, "issuedAt");
        if (value.isBlank() || expiresAt.isBefore(issuedAt)) {
            throw new IllegalArgumentException("a token needs a value and must not expire before it was issued");
        }
    }

    /** Shows the times only. */
    @Override
    public String toString() {
        return "AccessToken[redacted, expires " + expiresAt + "]";
    }
}
