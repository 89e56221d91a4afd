package io.github.darajasdk.therapy.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.therapy.account.Accounts;
import io.github.darajasdk.therapy.account.NewUser;
import io.github.darajasdk.therapy.account.Role;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.testing.AppTest;
import io.github.darajasdk.therapy.testing.TestData;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

@AppTest
@Transactional
@Tag("property-81")
class ProductionObstaclesIT {

    @Autowired
    List<ProductionObstacle> obstacles;

    @Autowired
    Accounts accounts;

    @Autowired
    TestData given;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aDemoUserIsFound() {
        accounts.createIfAbsent(new NewUser("demo@example.com", "Demo", Role.CLIENT, "known to all", true));

        assertThat(found()).anySatisfy(sentence -> assertThat(sentence).contains("demo users"));
    }

    @Test
    void aSessionOfTheSimulatorIsFoundAndOneOfTheSandboxIsNot() {
        TherapySession session = given.aRequestedSession();
        assertThat(found()).anySatisfy(sentence -> assertThat(sentence).contains("simulator"));

        // Sessions of other tests have money hanging on them; what is changed here is rolled back.
        jdbc.sql("set local session_replication_role = replica").update();
        jdbc.sql("update therapy_session set environment = 'SANDBOX'").update();

        assertThat(session.environment()).isEqualTo(PaymentEnvironment.SIMULATOR);
        assertThat(found()).noneSatisfy(sentence -> assertThat(sentence).contains("simulator"));
    }

    /** The test server runs without both, for speed. */
    @Test
    void aDatabaseThatMayLoseWhatItAcknowledgedIsFound() {
        assertThat(found())
                .anySatisfy(sentence -> assertThat(sentence).contains("because synchronous_commit and fsync are off"));

        jdbc.sql("set local synchronous_commit = on").update();

        assertThat(found()).anySatisfy(sentence -> assertThat(sentence).contains("because fsync is off"));
    }

    private List<String> found() {
        return obstacles.stream()
                .map(ProductionObstacle::find)
                .flatMap(Optional::stream)
                .toList();
    }
}
