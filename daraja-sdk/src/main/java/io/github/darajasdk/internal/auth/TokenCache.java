package io.github.darajasdk.internal.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.darajasdk.internal.http.Deadline;
import io.github.darajasdk.internal.http.Operation;
import io.github.darajasdk.spi.AccessToken;
import io.github.darajasdk.spi.TokenStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One token for one set of credentials, fetched by one caller at a time while the others wait.
 *
 * <p>It is renewed a little early, by one caller; if that fails, the old one serves until its end. After a failure
 * everyone is told at once, and one caller every five seconds tries again, once.
 */
public final class TokenCache {

    private static final Logger log = LoggerFactory.getLogger(TokenCache.class);

    private static final Duration PROBE_GAP = Duration.ofSeconds(5);
    /** Renewed this long before its end, or at three quarters of a short life. */
    private static final Duration EARLY = Duration.ofMinutes(2);
    /** Not used any more this long before its end: it must outlive the request. */
    private static final Duration LAST_MOMENTS = Duration.ofSeconds(10);
    /** A leader with less time than this who fails has proven nothing about Daraja. */
    private static final Duration FAIR_TRY = Duration.ofSeconds(2);

    private final String key;
    private final TokenEndpoint endpoint;
    private final @Nullable TokenStore store;
    private final Clock clock;
    private final Ticker ticker;
    private final Consumer<Duration> onRefresh;
    private final Cache<String, Held> held;

    private final ReentrantLock lock = new ReentrantLock();
    // Guarded by the lock.
    private @Nullable CompletableFuture<AccessToken> flight;
    private @Nullable TokenFailure failure;
    private long nextProbe;
    private @Nullable String refused;

    /**
     * @param key names the credentials in the store
     * @param onRefresh told the lifetime of each token fetched from Daraja
     */
    public TokenCache(
            String key,
            TokenEndpoint endpoint,
            @Nullable TokenStore store,
            Clock clock,
            Ticker ticker,
            Consumer<Duration> onRefresh) {
        this.key = key;
        this.endpoint = endpoint;
        this.store = store;
        this.clock = clock;
        this.ticker = ticker;
        this.onRefresh = onRefresh;
        this.held = Caffeine.newBuilder()
                .executor(Runnable::run)
                .ticker(ticker)
                .expireAfter(Expiry.<String, Held>creating((k, value) -> value.usable()))
                .build(); // of one key, so without a largest size, which would cost a note of every read
    }

    /** @param renewAt by the ticker */
    private record Held(AccessToken token, long renewAt, Duration usable) {}

    /**
     * A token that should still be good.
     *
     * @throws io.github.darajasdk.error.DarajaException with {@code NOT_SENT} if there is none to be had in time
     */
    public AccessToken get(Operation operation, Deadline deadline) {
        while (true) {
            Held current = held.getIfPresent(key);
            if (current != null && ticker.read() - current.renewAt() < 0) {
                return current.token();
            }
            CompletableFuture<AccessToken> mine = new CompletableFuture<>();
            CompletableFuture<AccessToken> awaited;
            boolean probing;
            lock.lock();
            try {
                current = held.getIfPresent(key);
                if (current != null && ticker.read() - current.renewAt() < 0) {
                    return current.token();
                }
                probing = failure != null;
                boolean mayLead = flight == null && (!probing || ticker.read() - nextProbe >= 0);
                if (!mayLead && current != null) {
                    return current.token();
                }
                if (!mayLead && failure != null) {
                    throw failure.as(operation);
                }
                awaited = flight;
                if (awaited == null) {
                    flight = mine;
                }
            } finally {
                lock.unlock();
            }
            if (awaited == null) {
                return lead(mine, current == null ? null : current.token(), probing, operation, deadline);
            }
            AccessToken token = join(awaited, operation, deadline);
            if (token != null) {
                return token;
            }
        }
    }

    /** Forgets a token that Daraja refused, unless it has been replaced meanwhile. */
    public void refused(AccessToken token) {
        lock.lock();
        try {
            refused = token.value();
            Held current = held.getIfPresent(key);
            if (current != null && current.token().value().equals(token.value())) {
                held.invalidate(key);
            }
        } finally {
            lock.unlock();
        }
    }

    private AccessToken lead(
            CompletableFuture<AccessToken> mine,
            @Nullable AccessToken old,
            boolean probing,
            Operation operation,
            Deadline deadline) {
        Duration given = deadline.remaining();
        try {
            AccessToken token = loadOrFetch(deadline, !probing && old == null);
            land(() -> {
                held.put(key, hold(token));
                failure = null;
            });
            mine.complete(token);
            return token;
        } catch (RuntimeException | Error e) {
            TokenFailure told = e instanceof TokenFailure known
                    ? known
                    : TokenFailure.trouble("an unexpected failure of this machine", e);
            boolean proven = !Thread.currentThread().isInterrupted()
                    && (given.compareTo(FAIR_TRY) >= 0 || !deadline.remaining().isZero());
            land(() -> {
                if (proven) {
                    failure = told;
                    nextProbe = ticker.read() + PROBE_GAP.toNanos();
                }
            });
            // Without a failure of Daraja's the waiters are sent back to choose another leader.
            mine.completeExceptionally(proven ? told : new LeaderGaveUp());
            if (e instanceof Error error) {
                throw error;
            }
            if (old != null) {
                log.warn("A new token could not be fetched; the old one serves until its end");
                return old;
            }
            throw told.as(operation);
        }
    }

    private void land(Runnable outcome) {
        lock.lock();
        try {
            outcome.run();
            flight = null;
        } finally {
            lock.unlock();
        }
    }

    /** The token, or null if the leader gave up and somebody else has to lead. */
    private static @Nullable AccessToken join(
            CompletableFuture<AccessToken> awaited, Operation operation, Deadline deadline) {
        try {
            return awaited.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw TokenFailure.trouble("another thread's token request did not end in time", null)
                    .as(operation);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TokenFailure.trouble("the thread was interrupted while it waited", e)
                    .as(operation);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TokenFailure shared) {
                throw shared.as(operation);
            }
            return null;
        }
    }

    private AccessToken loadOrFetch(Deadline deadline, boolean persistent) {
        if (store == null) {
            return fetch(deadline, persistent);
        }
        // What Daraja said inside the store's lock counts, whatever the store makes of it afterwards.
        AtomicReference<AccessToken> fetched = new AtomicReference<>();
        AtomicReference<TokenFailure> refusal = new AtomicReference<>();
        try {
            return store.refreshExclusively(key, () -> {
                Optional<AccessToken> shared = load(store);
                if (shared.isPresent()) {
                    return shared.get();
                }
                try {
                    AccessToken fresh = fetch(deadline, persistent);
                    fetched.set(fresh);
                    save(store, fresh);
                    return fresh;
                } catch (TokenFailure e) {
                    refusal.set(e);
                    throw e;
                }
            });
        } catch (RuntimeException e) {
            if (refusal.get() != null) {
                throw refusal.get();
            }
            log.warn("The token store failed; going on without it", e);
            return fetched.get() != null ? fetched.get() : fetch(deadline, persistent);
        }
    }

    private AccessToken fetch(Deadline deadline, boolean persistent) {
        AccessToken fresh = endpoint.fetch(deadline, persistent);
        onRefresh.accept(Duration.between(fresh.issuedAt(), fresh.expiresAt()));
        return fresh;
    }

    /** A shared token that is neither near its end nor the very one that was refused. */
    private Optional<AccessToken> load(TokenStore from) {
        try {
            return from.load(key)
                    .filter(token ->
                            !token.value().equals(refused) && hold(token).renewAt() - ticker.read() > 0);
        } catch (RuntimeException e) {
            log.warn("The token store cannot be read; going on without it", e);
            return Optional.empty();
        }
    }

    private void save(TokenStore to, AccessToken token) {
        try {
            to.save(key, token);
        } catch (RuntimeException e) {
            log.warn("The token store cannot be written; going on without it", e);
        }
    }

    private Held hold(AccessToken token) {
        Duration left = Duration.between(clock.instant(), token.expiresAt());
        Duration life = Duration.between(token.issuedAt(), token.expiresAt());
        Duration renewIn = left.minus(min(EARLY, life.dividedBy(4)));
        Duration usable = left.minus(min(LAST_MOMENTS, life.dividedBy(10)));
        return new Held(token, ticker.read() + renewIn.toNanos(), usable.isNegative() ? Duration.ZERO : usable);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static final class LeaderGaveUp extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LeaderGaveUp() {
            super(null, null, false, false);
        }
    }
}
