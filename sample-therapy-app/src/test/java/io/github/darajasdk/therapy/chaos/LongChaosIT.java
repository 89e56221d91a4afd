package io.github.darajasdk.therapy.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The long form, run by hand with {@code -Plong}. {@code -Dchaos.seeds} names the seeds: those whose result is kept in
 * {@code target/chaos} from an earlier time, of the same commit and size, are not run again, so the whole may be done in
 * parts. Each run writes the page anew.
 */
@EnabledIfSystemProperty(named = "tests.long", matches = "true")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LongChaosIT {

    private static final Path KEPT = Path.of("target", "chaos");
    private static final int PAYMENTS = 10_000;
    private static final int SEEDS = 5;
    private static final int PER_SECOND = 13;

    private final JsonMapper json = JsonMapper.builder().build();

    /** Kept when something is wrong, for the logs of the instances in it. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    static LongStream seeds() {
        return Arrays.stream(System.getProperty("chaos.seeds", "1,2,3,4,5").split(","))
                .mapToLong(Long::parseLong);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Order(1)
    void noShillingIsLostOrInvented(long seed) throws SQLException, IOException {
        ChaosSettings settings = settings(seed);
        if (!Files.exists(kept(settings))) {
            try (ChaosRun run = new ChaosRun(settings, folder)) {
                keep(run.run());
            }
            writePage();
        }

        assertThat(read(kept(settings)).violations())
                .as("violations, again by " + settings.repeatedBy())
                .isEmpty();
    }

    @Test
    @Order(2)
    void everyDangerousCaseWasMetOftenEnough() throws IOException {
        List<ChaosResult> results = results();
        assumeTrue(results.size() >= SEEDS && settings(1).payments() >= PAYMENTS, "only a part was run");

        assertThat(new ChaosPage(results).missed()).isEmpty();
    }

    private static ChaosSettings settings(long seed) {
        return ChaosSettings.asked(seed, PAYMENTS, PER_SECOND);
    }

    private void keep(ChaosResult result) throws IOException {
        Files.createDirectories(KEPT);
        Files.writeString(kept(result.settings()), json.writeValueAsString(result));
    }

    private static Path kept(ChaosSettings settings) throws IOException {
        return KEPT.resolve(commit() + "-" + settings.payments() + "-seed-" + settings.seed() + ".json");
    }

    private ChaosResult read(Path file) throws IOException {
        return json.readValue(Files.readString(file), ChaosResult.class);
    }

    /** What is known by now of all seeds of this commit and size. */
    private List<ChaosResult> results() throws IOException {
        String like = commit() + "-" + settings(0).payments() + "-seed-";
        List<ChaosResult> results = new ArrayList<>();
        try (Stream<Path> files = Files.list(KEPT)) {
            for (Path file : files.sorted().toList()) {
                if (file.getFileName().toString().startsWith(like)) {
                    results.add(read(file));
                }
            }
        }
        return results;
    }

    private void writePage() throws IOException {
        List<ChaosResult> results = results();
        ChaosPage page = new ChaosPage(results);
        String missed = page.missed().isEmpty()
                ? "Every dangerous case and every kill point was met as often as it has to be.\n"
                : "Met less often than %d runs of %,d payments have to: %s.\n"
                        .formatted(SEEDS, PAYMENTS, String.join("; ", page.missed()));
        String text = """
            # The application under fire, %s

            Commit `%s`. %s, %d cores, %s, Java %s, PostgreSQL with fsync, synchronous_commit and full_page_writes on.

            Three instances of the application as processes behind one address, one PostgreSQL, a simulated M-PESA whose
            ledger is the truth; one clock for all, %d times as fast, moved forward by two days at the end. Instances die by
            kill -9 and at named moments of a payment or a refund, the database is killed, frozen and replaced by an older
            copy of itself, and three payments in ten meet a fault of the network. Staff approve refunds, import the
            statement of M-PESA's portal, and have the books compared twice at the end. What happens to whom is fixed by the
            seed; how the threads of the processes interleave is not.

            ```sh
            ./mvnw -Plong verify -pl sample-therapy-app -am -Dit.test=LongChaosIT -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
            ```

            %s
            Not in these runs: a full disk, which takes the rights of an administrator to provoke; and of M12 the audit
            chain, which the application does not have yet: each history is checked to be whole instead.

            %s""".formatted(
                        LocalDate.now(),
                        commit(),
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        Runtime.version(),
                        settings(0).speed(),
                        missed,
                        page.text());
        boolean whole = settings(0).payments() >= PAYMENTS;
        Files.writeString(
                whole
                        ? Path.of("..", "benchmarks", "results", "chaos-" + LocalDate.now() + ".md")
                        : KEPT.resolve("page.md"),
                text);
        System.out.println(text);
    }

    private static String commit() throws IOException {
        Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD").start();
        try (InputStream answer = git.getInputStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.US_ASCII).strip();
        }
    }

    private static String processor() throws IOException {
        Path facts = Path.of("/proc/cpuinfo");
        if (!Files.exists(facts)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(facts)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }
}
