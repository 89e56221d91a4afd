package io.github.darajasdk.therapy.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form: three instances, three hundred payments, a minute of trouble. {@code -Dchaos.seed} repeats one. */
class ChaosIT {

    /** The same trouble for everybody who builds; the long form and {@code -Dchaos.seed} bring other. */
    private static final long SEED = 1_376_921_037L;

    @TempDir
    private Path folder;

    @Test
    void noShillingIsLostOrInventedWhateverGoesWrong() throws SQLException, IOException {
        ChaosSettings settings = new ChaosSettings(
                Long.getLong("chaos.seed", SEED),
                Integer.getInteger("chaos.payments", 300),
                Integer.getInteger("chaos.instances", 3),
                Integer.getInteger("chaos.speed", 20),
                12,
                0.3,
                Mutant.NONE);
        System.out.println("chaos with seed " + settings.seed());
        try (ChaosRun run = new ChaosRun(settings, folder)) {
            ChaosResult result = run.run();
            System.out.println(result.page());
            Files.createDirectories(Path.of("target"));
            Files.writeString(Path.of("target", "chaos.md"), result.page());

            assertThat(result.violations())
                    .as("violations, seed " + settings.seed())
                    .isEmpty();
        }
    }
}
