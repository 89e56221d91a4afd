package io.github.darajasdk.spring.autoconfigure;

import io.github.darajasdk.Credentials;
import io.github.darajasdk.DarajaEnvironment;
import io.github.darajasdk.Initiator;
import io.github.darajasdk.InitiatorCertificate;
import io.github.darajasdk.Merchant;
import java.util.Optional;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Which Daraja to talk to and as whom. Comes from the properties {@code daraja.*} unless the application has such a bean
 * itself: a test puts the simulator in its place without touching a key, a vault supplies the secrets.
 */
public interface DarajaConnectionDetails extends ConnectionDetails {

    /**
     * Returns which Daraja to talk to.
     *
     * @return the environment
     */
    DarajaEnvironment environment();

    /**
     * Returns the key and secret of the app.
     *
     * @return the credentials
     */
    Credentials credentials();

    /**
     * Returns who is paid.
     *
     * @return the merchant
     */
    Merchant merchant();

    /**
     * Returns in whose name money is paid out, reversed and asked about.
     *
     * @return the merchant's API operator, or empty if the application needs none
     */
    default Optional<Initiator> initiator() {
        return Optional.empty();
    }

    /**
     * Returns the certificate that initiators' passwords are encrypted with.
     *
     * @return the certificate, or empty for Safaricom's public one of the environment
     */
    default Optional<InitiatorCertificate> initiatorCertificate() {
        return Optional.empty();
    }
}
