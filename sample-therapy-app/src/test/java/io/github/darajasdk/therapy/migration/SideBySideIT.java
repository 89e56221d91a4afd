package io.github.darajasdk.therapy.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.payment.AttemptState;
import io.github.darajasdk.therapy.testing.Eventually;
import io.github.darajasdk.therapy.testing.PaymentStory;
import io.github.darajasdk.therapy.testing.PostedCallbacks;
import io.github.darajasdk.therapy.testing.SimulatedMpesa;
import io.github.darajasdk.therapy.testing.TestData;
import io.github.darajasdk.therapy.testing.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * The previous version and this one on one database, during a rolling deployment. The previous version is played from
 * what it said to the database, parameters included: this proves that the new schema takes all of its reads and writes
 * and that each version goes on with what the other has stored. It does not prove how the old code would react to
 * values that only the new one writes.
 */
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
@ActiveProfiles("test")
@ContextConfiguration(initializers = {SideBySideIT.DatabaseOfThePreviousVersion.class, SimulatedMpesa.class})
@Import({SimulatedMpesa.OneClock.class, TestData.class, PaymentStory.class, PostedCallbacks.class})
class SideBySideIT {

    private static final TestDatabase DATABASE = TestDatabase.empty();

    @Autowired
    private DarajaSimulator mpesa;

    @Autowired
    private JdbcClient jdbc;

    /** Starting this version migrates the database, in the middle of the previous version's payments. */
    static final class DatabaseOfThePreviousVersion
            implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            PreviousVersion.migrate(DATABASE.dataSource());
            PreviousVersion.replay(DATABASE.dataSource(), PreviousVersion.BEFORE);
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("database of the previous version", DATABASE.properties()));
        }
    }

    @Test
    @Tag("property-76")
    void eachVersionGoesOnWithWhatTheOtherHasStored() {
        mpesa.subscriber("254711000005").name("Test Payer").pin("1234").balance(50_000);
        mpesa.clock().advance(Duration.ofSeconds(131));
        // Created by the previous version, which was stopped before it had sent it.
        Eventually.assertThatEventually(
                () -> mpesa.phone("254711000005").prompt().isPresent(),
                ringing -> assertThat(ringing).isTrue());

        PreviousVersion.replay(DATABASE.dataSource(), PreviousVersion.AFTER);

        assertThat(state("254711000001")).isEqualTo(AttemptState.PAID.name());
        assertThat(state("254711000004"))
                .as("prompted before, called back after")
                .isEqualTo(AttemptState.PAID.name());
        assertThat(state("254711000006")).as("all of it after").isEqualTo(AttemptState.PAID.name());
        assertThat(state("254711000007")).isEqualTo(AttemptState.TIMED_OUT.name());

        mpesa.phone("254711000005").enterPin("1234");
        Eventually.assertThatEventually(
                () -> state("254711000005"), state -> assertThat(state).isEqualTo(AttemptState.PAID.name()));
        assertThat(jdbc.sql("""
                                select status from therapy_session s join payment_attempt a on a.session_id = s.id
                                where a.phone = '254711000005'""").query(String.class).single()).isEqualTo(SessionStatus.CONFIRMED.name());
        assertThat(mpesa.pushes()).as("pushes by this version").hasSize(1);
    }

    private String state(String phone) {
        return jdbc.sql("select state from payment_attempt where phone = :phone")
                .param("phone", phone)
                .query(String.class)
                .single();
    }
}
