package io.github.darajasdk.simulator.internal.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;

/**
 * The simulator's own key pair for security credentials. The certificate expired in 2016, as Safaricom's sandbox
 * certificate did; the private key is in the jar and protects nothing.
 */
public final class InitiatorKey {

    private static final String FOLDER = "/io/github/darajasdk/simulator/security/";

    private InitiatorKey() {}

    /** Returns the certificate to encrypt with, as PEM. */
    public static byte[] certificate() {
        return load("initiator.cer");
    }

    /** Returns the password in {@code credential}, empty if it was not encrypted with the certificate. */
    static Optional<String> decrypt(String credential) {
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.DECRYPT_MODE, Holder.KEY);
            byte[] password = cipher.doFinal(Base64.getDecoder().decode(credential));
            return Optional.of(new String(password, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] load(String name) {
        try (InputStream in = InitiatorKey.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("The simulator's jar lacks " + FOLDER + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the key when the first credential comes. */
    private static final class Holder {
        private static final PrivateKey KEY = read();

        private static PrivateKey read() {
            try {
                return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(load("initiator.pk8")));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("The simulator's private key cannot be read", e);
            }
        }
    }
}
