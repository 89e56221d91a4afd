package io.github.darajasdk.therapy.notification.webhook.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What an endpoint and we know alone: the key of the signatures, in the form of the Standard Webhooks. */
final class WebhookSecret {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int FEWEST_BYTES = 24;
    private static final int MOST_BYTES = 64;

    private final SecretKeySpec key;

    private WebhookSecret(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** @throws IllegalArgumentException if it is none; says what one looks like, and does not repeat it */
    static WebhookSecret parse(String text) {
        String stripped = text.strip();
        if (stripped.startsWith(PREFIX)) {
            try {
                byte[] key = Base64.getDecoder().decode(stripped.substring(PREFIX.length()));
                if (key.length >= FEWEST_BYTES && key.length <= MOST_BYTES) {
                    return new WebhookSecret(key);
                }
            } catch (IllegalArgumentException notBase64) {
                // said below, without the text
            }
        }
        throw new IllegalArgumentException("a secret is whsec_ and " + FEWEST_BYTES + " to " + MOST_BYTES
                + " random bytes in Base64; make one with: echo whsec_$(openssl rand -base64 32)");
    }

    /** The signature of one try, {@code v1,…}. */
    String sign(String id, Instant at, String body) {
        String signed = id + "." + at.getEpochSecond() + "." + body;
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
