package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.spring.autoconfigure.DarajaConnectionDetails;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Seals M-PESA's token for the database (AES-256-GCM). The key is derived from the consumer secret, which every instance
 * has and no backup of the database contains: who can open a token could as well fetch one.
 */
@Component
class TokenSeal {

    private static final String PURPOSE = "shared M-PESA token, version 1";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    TokenSeal(DarajaConnectionDetails connection) {
        try {
            Mac derivation = Mac.getInstance("HmacSHA256");
            byte[] secret = connection.credentials().consumerSecret().getBytes(StandardCharsets.UTF_8);
            derivation.init(new SecretKeySpec(secret, "HmacSHA256"));
            key = new SecretKeySpec(derivation.doFinal(PURPOSE.getBytes(StandardCharsets.UTF_8)), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    /** @param name bound to what is sealed, so that it cannot be moved to another row */
    byte[] seal(String name, String token) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, name, nonce).doFinal(token.getBytes(StandardCharsets.UTF_8));
            byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
            return whole;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a token could not be sealed", e);
        }
    }

    /** What was sealed; empty when it was sealed under another secret or name, or was touched since. */
    Optional<String> open(String name, byte[] sealed) {
        if (sealed.length <= NONCE_BYTES) {
            return Optional.empty();
        }
        try {
            byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
            byte[] token =
                    cipher(Cipher.DECRYPT_MODE, name, nonce).doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            return Optional.of(new String(token, StandardCharsets.UTF_8));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a sealed token could not be opened", e);
        }
    }

    private Cipher cipher(int mode, String name, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
