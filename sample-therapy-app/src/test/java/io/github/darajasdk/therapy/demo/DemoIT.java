package io.github.darajasdk.therapy.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.therapy.SmilingSteps;
import io.github.darajasdk.therapy.account.Accounts;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.PriceList;
import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.platform.Money;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import io.github.darajasdk.therapy.settings.PaymentMode;
import io.github.darajasdk.therapy.testing.TestDatabase;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The demo as it is started by hand, on free ports. */
class DemoIT {

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabase.fresh();

    @Test
    void peopleAndSessionsAreThereOnceHoweverOftenItIsStarted() {
        for (int start = 0; start < 2; start++) {
            try (ConfigurableApplicationContext demo = start("--demo.simulator.port=0")) {
                Accounts accounts = demo.getBean(Accounts.class);
                User client = accounts.findByEmail(DemoPeople.CLIENT).orElseThrow();

                assertThat(accounts.therapists())
                        .hasSize(3)
                        .allSatisfy(therapist -> assertThat(
                                        demo.getBean(PriceList.class).price(therapist.id(), Duration.ofHours(1)))
                                .isGreaterThan(Money.kes(0)));
                assertThat(demo.getBean(Bookings.class).ofClient(client.id()))
                        .extracting(TherapySession::status)
                        .containsExactly(SessionStatus.APPROVED, SessionStatus.PENDING_APPROVAL);
                assertThat(demo.getBean(PaymentMode.class).environment()).isEqualTo(PaymentEnvironment.SIMULATOR);
                assertThat(demo.getBean(DarajaSimulator.class).baseUri())
                        .hasToString(demo.getEnvironment().getProperty("daraja.base-url"));
            }
        }
    }

    @Test
    void aSimulatorThatRunsAlreadyIsUsedAndNoneIsStarted() {
        try (DarajaSimulator elsewhere = DarajaSimulator.start();
                ConfigurableApplicationContext demo = start("--demo.simulator.url=" + elsewhere.baseUri())) {
            assertThat(demo.getBeanProvider(DarajaSimulator.class).stream()).isEmpty();
        }
    }

    @Test
    void aTakenPortOfTheSimulatorIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start("--demo.simulator.port=" + taken.getLocalPort()))
                    .hasRootCauseInstanceOf(BindException.class)
                    .hasStackTraceContaining("the simulator cannot listen on port " + taken.getLocalPort());
        }
    }

    @Test
    void productionDoesNotStartOnTheDemosDatabase() {
        start("--demo.simulator.port=0").close();

        assertThatThrownBy(() -> run(List.of(
                        "--server.port=0",
                        "--daraja.environment=production",
                        "--daraja.credentials.consumer-key=key",
                        "--daraja.credentials.consumer-secret=secret",
                        "--daraja.merchant.type=paybill",
                        "--daraja.merchant.short-code=600123",
                        "--daraja.merchant.passkey=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                        "--daraja.callback.base-url=https://pay.example.com",
                        "--daraja.callback.key=89abcdef0123456789abcdef0123456789abcdef0123456789abcdef01234567")))
                .hasMessageContaining("demo users")
                .hasMessageContaining("simulator");
    }

    private ConfigurableApplicationContext start(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--spring.profiles.active=demo", "--server.port=0"));
        all.addAll(List.of(arguments));
        return run(all);
    }

    private ConfigurableApplicationContext run(List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        for (Map.Entry<String, Object> setting : database.properties().entrySet()) {
            all.add("--" + setting.getKey() + "=" + setting.getValue());
        }
        all.add("--app.database.folder=" + folder);
        return new SpringApplication(SmilingSteps.class).run(all.toArray(String[]::new));
    }
}
