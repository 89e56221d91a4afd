package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.spi.AccessToken;
import io.github.darajasdk.spi.TokenStore;
import io.github.darajasdk.therapy.platform.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * One token for all instances, in the database. Safaricom says that a new token ends the one before: instances that
 * each fetched their own would keep cutting each other off. Fetching is guarded by a lease rather than a row lock, so
 * that no transaction stays open while M-PESA answers, and none outlives an instance that died meanwhile.
 */
@Repository
class SharedTokens implements TokenStore {

    private static final Logger LOG = LoggerFactory.getLogger(SharedTokens.class);

    /** Longer than the SDK tries to fetch a token: three times five seconds, with short gaps. */
    static final Duration LEASE = Duration.ofSeconds(20);

    /** Who has waited this long for another instance goes on without it; the client fetches a token by itself then. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final JdbcClient jdbc;
    private final TokenSeal seal;
    private final Ids ids;
    private final Clock clock;

    SharedTokens(JdbcClient jdbc, TokenSeal seal, Ids ids, Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Optional<AccessToken> load(String name) {
        return jdbc.sql(
                        "select sealed, issued_at, expires_at from daraja_token where name = :name and sealed is not null")
                .param("name", name)
                .query((row, number) -> {
                    Instant issuedAt = Sql.instant(row, "issued_at");
                    Instant expiresAt = Sql.instant(row, "expires_at");
                    return seal.open(name, row.getBytes("sealed"))
                            .map(token -> new AccessToken(token, issuedAt, expiresAt));
                })
                .optional()
                .flatMap(found -> found);
    }

    @Override
    public void save(String name, AccessToken token) {
        jdbc.sql("""
                        insert into daraja_token (name, sealed, issued_at, expires_at)
                        values (:name, :sealed, :issuedAt, :expiresAt)
                        on conflict (name) do update
                        set sealed = excluded.sealed, issued_at = excluded.issued_at, expires_at = excluded.expires_at""")
                .param("name", name)
                .param("sealed", seal.seal(name, token.value()))
                .param("issuedAt", Sql.at(token.issuedAt()))
                .param("expiresAt", Sql.at(token.expiresAt()))
                .update();
    }

    @Override
    public AccessToken refreshExclusively(String name, Supplier<AccessToken> refresh) {
        UUID holder = ids.next();
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!takeLease(name, holder)) {
            if (System.nanoTime() - giveUp >= 0 || Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("another instance has been fetching M-PESA's token for "
                        + PATIENCE.toSeconds() + " s and is not done");
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        try {
            return refresh.get();
        } finally {
            giveLeaseBack(name, holder);
        }
    }

    private boolean takeLease(String name, UUID holder) {
        Instant now = clock.instant();
        return jdbc.sql("""
                                insert into daraja_token as known (name, lease_holder, lease_until)
                                values (:name, :holder, :until)
                                on conflict (name) do update
                                set lease_holder = excluded.lease_holder, lease_until = excluded.lease_until
                                where known.lease_until is null or known.lease_until <= :now""")
                        .param("name", name)
                        .param("holder", holder)
                        .param("until", Sql.at(now.plus(LEASE)))
                        .param("now", Sql.at(now))
                        .update()
                == 1;
    }

    private void giveLeaseBack(String name, UUID holder) {
        try {
            jdbc.sql("""
                            update daraja_token set lease_holder = null, lease_until = null
                            where name = :name and lease_holder = :holder""").param("name", name).param("holder", holder).update();
        } catch (RuntimeException e) {
            // What was fetched must not be lost for it.
            LOG.warn("the lease on M-PESA's token could not be given back; it ends by itself in {}", LEASE, e);
        }
    }
}
