package io.github.darajasdk.therapy.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An application that is broken on purpose: whatever the fault, the run has to notice. */
@EnabledIfSystemProperty(named = "tests.long", matches = "true")
class MutantsIT {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void isCaught(Mutant mutant) throws SQLException {
        ChaosSettings settings = new ChaosSettings(17, 220, 1, 20, 10, 0.9, mutant);
        try (ChaosRun run = new ChaosRun(settings, folder)) {
            ChaosResult result = run.run();
            System.out.println(mutant + " is caught: "
                    + result.violations().stream()
                            .findFirst()
                            .map(Violation::toString)
                            .orElse("NO"));

            assertThat(result.violations())
                    .as("violations that " + mutant + " causes")
                    .isNotEmpty();
            assertThat(result.violations())
                    .noneMatch(violation -> violation.id().equals("harness"));
        }
    }
}
