package io.github.darajasdk.therapy.settings.internal;

import io.github.darajasdk.therapy.settings.ProductionObstacle;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is acknowledged to M-PESA is told once; a database that says "committed" before it has written would lose it in a
 * crash, and nobody would notice.
 */
@Component
class DurableCommits implements ProductionObstacle {

    /** Each is "on" in a PostgreSQL as it is installed; "off" buys speed with what a crash may take. */
    private static final List<String> SETTINGS = List.of("synchronous_commit", "fsync", "full_page_writes");

    private final JdbcClient jdbc;

    DurableCommits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<String> find() {
        List<String> off = SETTINGS.stream().filter(this::isOff).toList();
        return off.isEmpty()
                ? Optional.empty()
                : Optional.of("PostgreSQL may lose what it has acknowledged, because " + String.join(" and ", off)
                        + (off.size() == 1 ? " is" : " are") + " off. Set "
                        + (off.size() == 1 ? "it" : "them") + " to on for this server, database and user.");
    }

    private boolean isOff(String setting) {
        return jdbc.sql("select current_setting(:setting)")
                .param("setting", setting)
                .query(String.class)
                .single()
                .equals("off");
    }
}
