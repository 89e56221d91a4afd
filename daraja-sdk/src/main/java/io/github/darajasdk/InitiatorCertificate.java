package io.github.darajasdk;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The certificate whose key encrypts an initiator's password. Two public ones come along; Safaricom may change them, so
 * compare {@link #fingerprint()} with the file on Safaricom's portal before production use.
 *
 * <p>Validity is not enforced: the certificates in use have been expired for years.
 */
public final class InitiatorCertificate {

    private final X509Certificate certificate;

    private InitiatorCertificate(X509Certificate certificate) {
        this.certificate = certificate;
    }

    /**
     * Returns Safaricom's public certificate of the sandbox, as found in its own repository.
     *
     * @return the certificate, expired since 2016 and still in use
     */
    public static InitiatorCertificate sandbox() {
        return bundled("sandbox.cer");
    }

    /**
     * Returns Safaricom's public certificate of production, as found in independent open-source projects.
     *
     * @return the certificate, expired since 2018; whether it is still the current one is not proven
     */
    public static InitiatorCertificate production() {
        return bundled("production.cer");
    }

    private static InitiatorCertificate bundled(String name) {
        try (InputStream in = InitiatorCertificate.class.getResourceAsStream("certificates/" + name)) {
            if (in == null) {
                throw new IllegalStateException("certificates/" + name + " is missing from the Daraja SDK's jar");
            }
            return parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read certificates/" + name, e);
        }
    }

    /**
     * Reads a certificate file.
     *
     * @param file PEM or DER
     * @return the certificate
     * @throws IllegalArgumentException if it is none, has no RSA key, or is a web page saved under the name of one
     */
    public static InitiatorCertificate parse(byte[] file) {
        String start = new String(file, 0, Math.min(file.length, 512), StandardCharsets.ISO_8859_1)
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        if (start.startsWith("<")) {
            throw new IllegalArgumentException(
                    "the certificate file is a web page: Safaricom's portal sends one instead of"
                            + " the certificate to anything but a browser. Download the file with a browser");
        }
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            if (factory.generateCertificate(new ByteArrayInputStream(file)) instanceof X509Certificate certificate
                    && certificate.getPublicKey() instanceof RSAPublicKey) {
                return new InitiatorCertificate(certificate);
            }
        } catch (CertificateException e) {
            throw new IllegalArgumentException(
                    "the certificate file is neither PEM nor DER of an X.509 certificate", e);
        }
        throw new IllegalArgumentException("the certificate has no RSA key");
    }

    PublicKey publicKey() {
        return certificate.getPublicKey();
    }

    /**
     * Tells whether the certificate's own validity is over.
     *
     * @param now the moment
     * @return true if expired, which is usual and not a mistake
     */
    public boolean expiredAt(Instant now) {
        return now.isAfter(certificate.getNotAfter().toInstant());
    }

    /**
     * Returns the SHA-256 fingerprint, to be compared with the file on the portal.
     *
     * @return 64 upper-case hex digits in pairs with colons
     */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate has a fingerprint", e);
        }
    }

    @Override
    public String toString() {
        return "InitiatorCertificate[" + certificate.getSubjectX500Principal() + ", "
                + certificate.getNotAfter().toInstant() + "]";
    }
}
