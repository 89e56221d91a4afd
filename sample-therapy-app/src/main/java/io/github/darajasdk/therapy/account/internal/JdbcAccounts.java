package io.github.darajasdk.therapy.account.internal;

import io.github.darajasdk.therapy.account.Accounts;
import io.github.darajasdk.therapy.account.NewUser;
import io.github.darajasdk.therapy.account.Role;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.platform.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Repository;

@Repository
class JdbcAccounts implements Accounts {

    private static final String SELECT = "select id, email, display_name, role from app_user ";

    private final JdbcClient jdbc;
    private final PasswordEncoder passwords;
    private final Ids ids;
    private final Clock clock;

    JdbcAccounts(JdbcClient jdbc, PasswordEncoder passwords, Ids ids, Clock clock) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Optional<User> find(UserId id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id.value())
                .query(JdbcAccounts::user)
                .optional();
    }

    @Override
    public Map<UserId, User> findAll(Collection<UserId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(SELECT + "where id in (:ids)")
                .param("ids", ids.stream().map(UserId::value).toList())
                .query(JdbcAccounts::user)
                .list()
                .stream()
                .collect(Collectors.toMap(User::id, Function.identity()));
    }

    @Override
    public List<User> therapists() {
        return jdbc.sql(SELECT + "where role = 'THERAPIST' order by display_name, id")
                .query(JdbcAccounts::user)
                .list();
    }

    @Override
    public List<User> administrators() {
        return jdbc.sql(SELECT + "where role = 'ADMIN' order by id")
                .query(JdbcAccounts::user)
                .list();
    }

    @Override
    public Optional<User> findByEmail(String email) {
        return jdbc.sql(SELECT + "where email = :email")
                .param("email", canonical(email))
                .query(JdbcAccounts::user)
                .optional();
    }

    @Override
    public User createIfAbsent(NewUser user) {
        Optional<User> known = findByEmail(user.email());
        if (known.isPresent()) {
            return known.get();
        }
        jdbc.sql("""
                insert into app_user (id, email, display_name, role, password_hash, demo, created_at)
                values (:id, :email, :displayName, :role, :passwordHash, :demo, :now)
                on conflict (email) do nothing
                """)
                .param("id", ids.next())
                .param("email", canonical(user.email()))
                .param("displayName", user.displayName())
                .param("role", user.role().name())
                .param("passwordHash", passwords.encode(user.password()))
                .param("demo", user.demo())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return findByEmail(user.email()).orElseThrow();
    }

    /** What sign-in needs of a user; the hash goes nowhere else. */
    Optional<Credentials> credentials(String email) {
        return jdbc.sql("select id, email, display_name, role, password_hash from app_user where email = :email")
                .param("email", canonical(email))
                .query((row, number) -> new Credentials(user(row, number), row.getString("password_hash")))
                .optional();
    }

    private static String canonical(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    private static User user(ResultSet row, int number) throws SQLException {
        return new User(
                new UserId(row.getObject("id", UUID.class)),
                row.getString("email"),
                row.getString("display_name"),
                Role.valueOf(row.getString("role")));
    }

    record Credentials(User user, String passwordHash) {

        /** Without the hash. */
        @Override
        public String toString() {
            return "Credentials[" + user.id() + "]";
        }
    }
}
