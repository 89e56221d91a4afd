package io.github.darajasdk.therapy.chaos;

import io.github.darajasdk.simulator.CommandOutcome;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.simulator.GatewayFault;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The clinic's administrators: they approve refunds, fetch statements from M-PESA's portal, and have the books compared.
 * Used by one thread.
 */
final class Staff {

    static final UUID ADMIN = new UUID(6, 6);

    /** A refund that could not be approved is tried again so much later: M-PESA's records may name it by then. */
    private static final Duration TRY_AGAIN = Duration.ofMinutes(1);

    /** Statements overlap: what M-PESA booked while the last one was made is in the next one. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private static final int APPROVED_AT_ONCE = 5;

    private final Requests requests;
    private final Mpesa mpesa;
    private final DataSource database;
    private final Clock clock;
    private final SplittableRandom random;
    private final Duration statementEvery;
    private final Map<UUID, Instant> notBefore = new HashMap<>();
    private Instant statementUntil;

    Staff(ChaosSettings settings, Requests requests, Mpesa mpesa, DataSource database, Clock clock) {
        this.requests = requests;
        this.mpesa = mpesa;
        this.database = database;
        this.clock = clock;
        this.random = new SplittableRandom(settings.seed() + 41);
        this.statementEvery = settings.window().dividedBy(2).compareTo(Duration.ofMinutes(20)) < 0
                ? settings.window().dividedBy(2)
                : Duration.ofMinutes(20);
        this.statementUntil = clock.instant();
    }

    /** Does what is waiting to be done. */
    void work() {
        if (clock.instant().isAfter(statementUntil.plus(statementEvery))) {
            importStatement(statementUntil.minus(OVERLAP));
        }
        approveRefunds();
    }

    /** Imports what M-PESA's portal shows from then to now; returns whether that was done. */
    boolean importStatement(Instant from) {
        Instant until = clock.instant();
        String answer = requests.hand("/statement", Map.of("user", ADMIN.toString()), mpesa.statement(from, until));
        if (!answer.isEmpty() && !answer.equals(Requests.NOBODY) && !answer.contains("no movement")) {
            throw new IllegalStateException("a statement from " + from + " to " + until + " was refused: " + answer);
        }
        if (!answer.equals(Requests.NOBODY)) {
            statementUntil = until;
        }
        return answer.isEmpty();
    }

    /** Has everything since then compared; the run is worked off in the background. */
    boolean compareBooks(Instant from) {
        Map<String, String> period = Map.of(
                "user",
                ADMIN.toString(),
                "from",
                from.toString(),
                "to",
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        return requests.ask("/compare", period).isEmpty();
    }

    void approveRefunds() {
        Instant now = clock.instant();
        int approved = 0;
        for (UUID refund : requested()) {
            if (now.isBefore(notBefore.getOrDefault(refund, now)) || approved == APPROVED_AT_ONCE) {
                continue;
            }
            notBefore.put(refund, now.plus(TRY_AGAIN));
            mpesa.prepareReversal(random.nextInt(10) < 6 ? null : trouble(), outcome());
            if (requests.ask("/approve", Map.of("user", ADMIN.toString(), "refund", refund.toString()))
                    .isEmpty()) {
                approved++;
            }
        }
    }

    private CommandOutcome outcome() {
        return random.nextInt(12) == 0
                ? CommandOutcome.fails("2001", "The initiator information is invalid.")
                : CommandOutcome.natural();
    }

    /** What the network does to one request to give money back. */
    private DeliveryScript trouble() {
        return switch (random.nextInt(8)) {
            case 0 -> DeliveryScript.loseCallback();
            case 1 -> DeliveryScript.duplicateCallback(3);
            case 2 -> DeliveryScript.acceptThenCutConnection();
            case 3 -> DeliveryScript.cutConnection();
            case 4 -> DeliveryScript.callbackBeforeAnswer();
            case 5 -> DeliveryScript.holdAnswer(Duration.ofSeconds(60));
            case 6 -> DeliveryScript.fault(GatewayFault.SPIKE_ARREST);
            default -> DeliveryScript.loseCallback().and(DeliveryScript.acceptThenCutConnection());
        };
    }

    private List<UUID> requested() {
        List<UUID> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select id from refund where state = 'REQUESTED' order by requested_at")) {
            while (rows.next()) {
                found.add(rows.getObject(1, UUID.class));
            }
        } catch (SQLException away) {
            return List.of();
        }
        return found;
    }
}
