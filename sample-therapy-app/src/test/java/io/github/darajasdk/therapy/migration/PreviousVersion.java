package io.github.darajasdk.therapy.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The version before this one, as the database knew it: its schema, and every statement that it executed while people
 * paid, written down by {@link RecordPreviousVersionIT}.
 */
final class PreviousVersion {

    /** The newest migration that the recorded version knew. */
    static final String SCHEMA = "020";

    static final String BEFORE = "-- before the migration";
    static final String AFTER = "-- after the migration";

    private static final String RECORDING = "/previous-version/statements.sql";

    private PreviousVersion() {}

    static void migrate(DataSource empty) {
        Flyway.configure()
                .dataSource(empty)
                .outOfOrder(true)
                .target(SCHEMA)
                .load()
                .migrate();
    }

    /** Executes what was recorded under a heading; returns how many statements that were. */
    static int replay(DataSource database, String heading) {
        List<String> statements = recording().getOrDefault(heading, List.of());
        assertThat(statements).as("statements recorded " + heading).isNotEmpty();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                try {
                    statement.execute(sql);
                } catch (SQLException e) {
                    throw new AssertionError("the previous version cannot execute this any more: " + sql, e);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return statements.size();
    }

    private static Map<String, List<String>> recording() {
        try (InputStream file = PreviousVersion.class.getResourceAsStream(RECORDING)) {
            assertThat(file).as(RECORDING).isNotNull();
            Map<String, List<String>> parts = new LinkedHashMap<>();
            List<String> part = new ArrayList<>();
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("--")) {
                    part = parts.computeIfAbsent(line, heading -> new ArrayList<>());
                } else if (!line.isBlank()) {
                    part.add(line);
                }
            }
            return parts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
