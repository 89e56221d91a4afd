package io.github.darajasdk;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The API operator of an organisation, in whose name money is paid out, reversed and asked about. A wrong name, password or
 * certificate is <em>accepted</em> by Daraja and only the result says {@code 2001}; after a few of those the operator is
 * locked ({@code 8006}), so such a result must not be answered with another try.
 *
 * <p>The password is never printed.
 */
public final class Initiator {

    private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e]{1,100}");

    private final String name;
    private final @Nullable String password;
    private final @Nullable SecurityCredential credential;

    private Initiator(String name, @Nullable String password, @Nullable SecurityCredential credential) {
        this.name = Check.matches(name, NAME, "initiator name", "one to a hundred visible ASCII characters");
        this.password = password;
        this.credential = credential;
    }

    /**
     * An operator with the password, which the client encrypts with the certificate of its environment.
     *
     * @param name the operator's name
     * @param password the operator's password, not blank
     * @return the initiator
     * @throws IllegalArgumentException if either is blank or malformed
     */
    public static Initiator of(String name, String password) {
        return new Initiator(name, Check.secret(password, "initiator password"), null);
    }

    /**
     * An operator with a password that was encrypted elsewhere.
     *
     * @param name the operator's name
     * @param credential the encrypted password
     * @return the initiator
     * @throws IllegalArgumentException if the name is malformed
     */
    public static Initiator of(String name, SecurityCredential credential) {
        return new Initiator(name, null, credential);
    }

    /**
     * Returns the operator's name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Returns the encrypted password: the given one, or a new encryption of the plain one.
     *
     * @param certificate of the environment; not used if a credential was given
     * @return the credential
     */
    public SecurityCredential credential(InitiatorCertificate certificate) {
        if (credential != null) {
            return credential;
        }
        if (password == null) {
            throw new IllegalStateException("an initiator has a password or a credential");
        }
        return SecurityCredential.encrypt(password, certificate);
    }

    /**
     * Tells whether the credential has yet to be made from a password. One that was made elsewhere needs no certificate.
     *
     * @return true if {@link #credential} encrypts
     */
    public boolean needsCertificate() {
        return credential == null;
    }

    @Override
    public String toString() {
        return "Initiator[" + name + ", redacted]";
    }
}
