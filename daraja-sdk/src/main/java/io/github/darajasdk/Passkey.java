package io.github.darajasdk;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The STK Push secret of one short code, as Safaricom e-mails it after go-live. Not the consumer secret.
 *
 * <p>Never printed: {@link #toString()} is redacted.
 */
public final class Passkey {

    private final String value;

    private Passkey(String value) {
        this.value = value;
    }

    /**
     * Wraps a passkey. Blanks and line ends around it are dropped.
     *
     * @param text the passkey, not blank
     * @return the passkey
     * @throws IllegalArgumentException if the text is blank
     */
    public static Passkey of(String text) {
        return new Passkey(Check.secret(text, "passkey"));
    }

    /**
     * Returns the secret itself, for signing a request and nothing else.
     *
     * @return the passkey in clear
     */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Passkey that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value);
    }

    @Override
    public String toString() {
        return "Passkey[redacted]";
    }
}
