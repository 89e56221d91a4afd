package io.github.darajasdk.therapy.settings.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import io.github.darajasdk.therapy.settings.PaymentMode;
import io.github.darajasdk.therapy.settings.ProductionObstacle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

@Tag("property-81")
class PaymentModeTest {

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8090, production, SIMULATOR",
        "http://safaricom.co.ke.example.com, production, SIMULATOR",
        "https://notsafaricom.co.ke, sandbox, SIMULATOR",
        "https://sandbox.safaricom.co.ke, production, SANDBOX",
        "https://SANDBOX.safaricom.co.ke/, sandbox, SANDBOX",
        "https://api.safaricom.co.ke, sandbox, PRODUCTION",
        "'', sandbox, SANDBOX",
        "'', Production, PRODUCTION",
    })
    void theAddressDecidesAndThenTheName(String baseUrl, String name, PaymentEnvironment expected) {
        MockEnvironment settings =
                settings().withProperty("daraja.base-url", baseUrl).withProperty("daraja.environment", name);

        assertThat(mode(settings)).isEqualTo(new PaymentMode(expected, "600123"));
    }

    @Test
    void aMissingSettingIsNamedAndSoIsTheWayToDoWithoutIt() {
        Throwable failure = failure(() -> mode(settings()));

        FailureAnalysis analysis = new SettingsFailureAnalyzer().analyze(new IllegalStateException("wrapped", failure));

        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription()).contains("daraja.environment");
        assertThat(analysis.getAction()).contains("--daraja.environment=", "--spring.profiles.active=demo");
        assertThat(failure(() -> mode(new MockEnvironment()))).hasMessageContaining("daraja.merchant.short-code");
    }

    @Test
    void aNameThatIsNeitherIsRefused() {
        assertThatThrownBy(() -> mode(settings().withProperty("daraja.environment", "prod")))
                .hasMessageContaining("sandbox or production")
                .hasMessageContaining("prod");
    }

    @Test
    void productionDoesNotStartBesidePlayMoneyAndSaysAllThatIsInTheWay() {
        ProductionGuard guard = guard(PaymentEnvironment.PRODUCTION, "600123", "Demo users.", "Simulated sessions.");

        Throwable failure = failure(guard::afterSingletonsInstantiated);

        FailureAnalysis analysis = new SettingsFailureAnalyzer().analyze(failure);
        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription()).contains("Demo users.", "Simulated sessions.");
    }

    @Test
    void productionDoesNotStartWithTheSandboxsShortCode() {
        ProductionGuard guard = guard(PaymentEnvironment.PRODUCTION, "174379");

        assertThat(failure(guard::afterSingletonsInstantiated)).hasMessageContaining("174379");
    }

    @Test
    void productionStartsOnACleanDatabase() {
        guard(PaymentEnvironment.PRODUCTION, "600123").afterSingletonsInstantiated();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PRODUCTION")
    void whereNoRealMoneyMovesNothingIsInTheWay(PaymentEnvironment environment) {
        guard(environment, "174379", "Demo users.").afterSingletonsInstantiated();
    }

    private static ProductionGuard guard(PaymentEnvironment environment, String merchant, String... found) {
        List<ProductionObstacle> obstacles = new ArrayList<>();
        obstacles.add(Optional::empty);
        for (String sentence : found) {
            obstacles.add(() -> Optional.of(sentence));
        }
        return new ProductionGuard(new PaymentMode(environment, merchant), obstacles);
    }

    private static MockEnvironment settings() {
        return new MockEnvironment().withProperty("daraja.merchant.short-code", "600123");
    }

    private static PaymentMode mode(MockEnvironment settings) {
        return new PaymentModeConfiguration().paymentMode(settings);
    }

    private static Throwable failure(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            return e;
        }
        throw new AssertionError("nothing was refused");
    }
}
