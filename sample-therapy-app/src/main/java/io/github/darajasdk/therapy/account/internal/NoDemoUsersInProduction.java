package io.github.darajasdk.therapy.account.internal;

import io.github.darajasdk.therapy.settings.ProductionObstacle;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class NoDemoUsersInProduction implements ProductionObstacle {

    private final JdbcClient jdbc;

    NoDemoUsersInProduction(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<String> find() {
        long users = jdbc.sql("select count(*) from app_user where demo")
                .query(Long.class)
                .single();
        return users == 0
                ? Optional.empty()
                : Optional.of("The database has " + users + " demo users, whose passwords everybody knows.");
    }
}
