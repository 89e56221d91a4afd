package io.github.darajasdk.therapy.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The short form: three instances, three hundred payments, a minute of trouble. {@code -Dchaos.seed} repeats one. */
class ChaosIT {

    /** The same trouble for everybody who builds; the long form and {@code -Dchaos.seed} bring other. */
    private static final long SEED = 1_376_921_037L;

    /** Kept when something is wrong, for the logs of the instances in it. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void noShillingIsLostOrInventedWhateverGoesWrong() throws SQLException {
        ChaosSettings settings = ChaosSettings.asked(Long.getLong("chaos.seed", SEED), 300, 15);
        System.out.println("chaos with seed " + settings.seed());
        try (ChaosRun run = new ChaosRun(settings, folder)) {
            ChaosResult result = run.run();
            System.out.println(new ChaosPage(List.of(result)).text());

            assertThat(result.violations())
                    .as("violations, again by " + settings.repeatedBy())
                    .isEmpty();
        }
    }
}
