package io.github.darajasdk.therapy.booking.internal;

import io.github.darajasdk.therapy.settings.ProductionObstacle;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class NoSimulatedSessionsInProduction implements ProductionObstacle {

    private final JdbcClient jdbc;

    NoSimulatedSessionsInProduction(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<String> find() {
        boolean found = jdbc.sql("select exists (select from therapy_session where environment = 'SIMULATOR')")
                .query(Boolean.class)
                .single();
        return found ? Optional.of("The database has sessions paid for in the simulator.") : Optional.empty();
    }
}
