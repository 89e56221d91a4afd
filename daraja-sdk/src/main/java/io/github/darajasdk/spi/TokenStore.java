package io.github.darajasdk.spi;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps tokens where several processes can share them.
 *
 * <p>Safaricom says that a new token kills the one before. A single process needs no store: the client remembers its own
 * token. Several processes with the same credentials should share one, or they keep invalidating each other's.
 *
 * <p>Implementations must be thread-safe and should answer quickly. A token is a secret: keep it encrypted at rest. If a
 * method throws, the client absorbs it with a warning and goes on without the store.
 */
public interface TokenStore {

    /**
     * Reads the current token.
     *
     * @param key names the credentials and the environment; contains no secret
     * @return the token, or empty if there is none
     */
    Optional<AccessToken> load(String key);

    /**
     * Replaces the current token.
     *
     * @param key as for {@link #load}
     * @param token the new token
     */
    void save(String key, AccessToken token);

    /**
     * Runs a refresh so that at most one process does it at a time. The refresh itself loads, and fetches only if nobody
     * else has in the meantime. The default runs it at once, which is right for a store without a lock.
     *
     * @param key as for {@link #load}
     * @param refresh to be run once
     * @return what the refresh returned
     */
    default AccessToken refreshExclusively(String key, Supplier<AccessToken> refresh) {
        return refresh.get();
    }
}
