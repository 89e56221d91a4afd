package io.github.darajasdk;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;

/**
 * An initiator's password, encrypted for Daraja. It stays valid as long as the password does (90 days), so treat it as a
 * secret. Never printed.
 */
public final class SecurityCredential {

    private static final int SHORTEST_KEY_BYTES = 128;

    private final String value;

    private SecurityCredential(String value) {
        this.value = value;
    }

    /**
     * Takes a credential that was made elsewhere, for example on Safaricom's portal.
     *
     * @param base64 the text, 344 characters for today's certificates; blanks around it are dropped
     * @return the credential
     * @throws IllegalArgumentException if it is not base64 of an RSA encryption
     */
    public static SecurityCredential of(String base64) {
        String text = base64.strip();
        try {
            if (Base64.getDecoder().decode(text).length >= SHORTEST_KEY_BYTES) {
                return new SecurityCredential(text);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the security credential is not base64 without line breaks");
        }
        throw new IllegalArgumentException("the security credential is too short; is it the plain password? Then use"
                + " Initiator.of(name, password)");
    }

    /**
     * Encrypts a password: RSA with PKCS#1 v1.5 padding, base64. The padding is random, so each result differs.
     *
     * @param password the initiator's password
     * @param certificate of the environment the credential is for
     * @return the credential
     * @throws IllegalArgumentException if the password is empty or too long for the key
     */
    public static SecurityCredential encrypt(String password, InitiatorCertificate certificate) {
        if (password.isEmpty()) {
            throw new IllegalArgumentException("the initiator's password must not be empty");
        }
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, certificate.publicKey());
            byte[] encrypted = cipher.doFinal(password.getBytes(StandardCharsets.UTF_8));
            return new SecurityCredential(Base64.getEncoder().encodeToString(encrypted));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the initiator's password cannot be encrypted with this certificate", e);
        }
    }

    /**
     * Returns the encrypted password, for the wire only.
     *
     * @return base64 without line breaks
     */
    public String value() {
        return value;
    }

    @Override
    public String toString() {
        return "SecurityCredential[redacted]";
    }
}
