package io.github.darajasdk.spring.autoconfigure;

import io.github.darajasdk.Credentials;
import io.github.darajasdk.DarajaEnvironment;
import io.github.darajasdk.Merchant;
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
}
