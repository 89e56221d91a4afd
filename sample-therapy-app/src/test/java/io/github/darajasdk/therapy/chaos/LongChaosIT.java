package io.github.darajasdk.therapy.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The long form, run by hand with {@code -Plong}; {@code -Dchaos.payments}, {@code -Dchaos.seeds} and {@code
 * -Dchaos.rate} (payments begun in a second) give it another size.
 */
@EnabledIfSystemProperty(named = "tests.long", matches = "true")
class LongChaosIT {

    @TempDir
    private Path folder;

    static LongStream seeds() {
        return Arrays.stream(System.getProperty("chaos.seeds", "1,2,3,4,5").split(","))
                .mapToLong(Long::parseLong);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noShillingIsLostOrInventedAndEveryDangerousCaseWasMet(long seed) throws SQLException, IOException {
        ChaosSettings settings = new ChaosSettings(
                seed,
                Integer.getInteger("chaos.payments", 10_000),
                Integer.getInteger("chaos.instances", 3),
                Integer.getInteger("chaos.speed", 20),
                Double.parseDouble(System.getProperty("chaos.rate", "12")),
                0.3,
                Mutant.NONE);
        try (ChaosRun run = new ChaosRun(settings, folder)) {
            ChaosResult result = run.run();
            Files.createDirectories(Path.of("target"));
            Files.writeString(Path.of("target", "chaos-" + seed + ".md"), result.page());
            System.out.println(result.page());

            assertThat(result.violations()).as("violations, seed " + seed).isEmpty();
            assertThat(result.missed()).as("dangerous cases met too seldom").isEmpty();
        }
    }
}
