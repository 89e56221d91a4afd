package io.github.darajasdk.therapy.account.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing of passwords, on all instances together. Tries are counted <em>before</em> the password is
 * looked at, so a hundred at the same moment count as a hundred.
 *
 * <p>Three counts: one account from one address (somebody guessing), one account from anywhere (many machines
 * guessing), one address (trying one password on many accounts). The last is wide, because a mobile network puts
 * thousands of people behind one address. A window begins with its first try and ends 15 minutes later, whatever
 * happens within it; so nobody is locked out for good by others.
 */
@Component
class SignInThrottle {

    static final Duration WINDOW = Duration.ofMinutes(15);
    static final int TRIES_PER_ACCOUNT_AND_ADDRESS = 5;
    static final int TRIES_PER_ACCOUNT = 50;
    static final int TRIES_PER_ADDRESS = 200;

    private final JdbcClient jdbc;
    private final Clock clock;

    SignInThrottle(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Counts a try and answers whether it may go on. */
    boolean admit(String email, String address) {
        boolean pair = count(pair(email, address)) <= TRIES_PER_ACCOUNT_AND_ADDRESS;
        boolean account = count(account(email)) <= TRIES_PER_ACCOUNT;
        boolean from = count(address(address)) <= TRIES_PER_ADDRESS;
        return pair && account && from;
    }

    /** The password was right: this person's earlier mistakes no longer count. The address's do. */
    void succeeded(String email, String address) {
        jdbc.sql("delete from sign_in_throttle where subject in (:pair, :account)")
                .param("pair", pair(email, address))
                .param("account", account(email))
                .update();
    }

    /** Removes windows that are over; they are of no use to anybody. */
    int forgetEnded() {
        return jdbc.sql("delete from sign_in_throttle where window_started < :begin")
                .param("begin", windowsEndedBefore().atOffset(ZoneOffset.UTC))
                .update();
    }

    private int count(String subject) {
        return jdbc.sql("""
                insert into sign_in_throttle as known (subject, tries, window_started)
                values (:subject, 1, :now)
                on conflict (subject) do update set
                    tries = case when known.window_started < :begin then 1 else known.tries + 1 end,
                    window_started = case when known.window_started < :begin then :now else known.window_started end
                returning tries
                """)
                .param("subject", subject)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("begin", windowsEndedBefore().atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    private Instant windowsEndedBefore() {
        return clock.instant().minus(WINDOW);
    }

    private static String pair(String email, String address) {
        return hash("pair|" + email.strip().toLowerCase(Locale.ROOT) + "|" + address);
    }

    private static String account(String email) {
        return hash("account|" + email.strip().toLowerCase(Locale.ROOT));
    }

    private static String address(String address) {
        return hash("address|" + address);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
