package io.github.darajasdk.callback;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A secret that marks callback addresses as ours, with the short public id that names it inside them. Never printed. */
public final class CallbackKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern ID = Pattern.compile("[a-z0-9]{1,16}");
    private static final int SHORTEST_SECRET = 32;

    private final String id;
    private final String secret;
    /** Made once, for it takes longer than the work itself. Never used, only cloned: a Mac serves one thread. */
    private final Mac keyed;

    private CallbackKey(String id, String secret) {
        this.id = id;
        this.secret = secret;
        this.keyed = keyed(secret);
    }

    /**
     * Makes a key.
     *
     * @param id one to sixteen lower-case letters and digits, for example {@code k1}
     * @param secret at least 32 characters of randomness, for example from {@code openssl rand -hex 32}
     * @return the key
     * @throws IllegalArgumentException if either is not of that form
     */
    public static CallbackKey of(String id, String secret) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("callback key id must be one to sixteen lower-case letters and digits");
        }
        if (secret.strip().length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("callback key secret must have at least " + SHORTEST_SECRET
                    + " random characters; make one with: openssl rand -hex 32");
        }
        return new CallbackKey(id, secret.strip());
    }

    /**
     * Returns the public id.
     *
     * @return the id that stands in addresses
     */
    public String id() {
        return id;
    }

    /** HMAC-SHA256 of the text under the secret. */
    byte[] hmac(String text) {
        return fresh().doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private Mac fresh() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            return keyed(secret); // some security providers' cannot be cloned
        }
    }

    private static Mac keyed(String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CallbackKey that && id.equals(that.id) && secret.equals(that.secret);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, secret);
    }

    @Override
    public String toString() {
        return "CallbackKey[" + id + ", redacted]";
    }
}
