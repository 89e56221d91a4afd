package io.github.darajasdk;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The consumer key and secret of one Daraja app.
 *
 * <p>Never printed: {@link #toString()} is redacted.
 */
public final class Credentials {

    private final String consumerKey;
    private final String consumerSecret;

    private Credentials(String consumerKey, String consumerSecret) {
        this.consumerKey = consumerKey;
        this.consumerSecret = consumerSecret;
    }

    /**
     * Wraps a key and its secret. Blanks and line ends around them are dropped; lengths are not checked, they differ
     * between older and newer apps.
     *
     * @param consumerKey not blank, without a colon
     * @param consumerSecret not blank
     * @return the credentials
     * @throws IllegalArgumentException if one is blank or the key contains a colon
     */
    public static Credentials of(String consumerKey, String consumerSecret) {
        String key = Check.secret(consumerKey, "consumer key");
        if (key.indexOf(':') >= 0) {
            throw new IllegalArgumentException("consumer key must not contain a colon");
        }
        return new Credentials(key, Check.secret(consumerSecret, "consumer secret"));
    }

    /**
     * Returns the consumer key.
     *
     * @return the key in clear
     */
    public String consumerKey() {
        return consumerKey;
    }

    /**
     * Returns the consumer secret.
     *
     * @return the secret in clear
     */
    public String consumerSecret() {
        return consumerSecret;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Credentials that
                && consumerKey.equals(that.consumerKey)
                && consumerSecret.equals(that.consumerSecret);
    }

    @Override
    public int hashCode() {
        return Objects.hash(consumerKey, consumerSecret);
    }

    @Override
    public String toString() {
        return "Credentials[redacted]";
    }
}
