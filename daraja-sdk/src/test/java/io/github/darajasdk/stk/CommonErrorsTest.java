package io.github.darajasdk.stk;

import static io.github.darajasdk.TestDaraja.aPush;
import static io.github.darajasdk.TestDaraja.client;
import static io.github.darajasdk.TestDaraja.fixture;
import static io.github.darajasdk.TestDaraja.token;
import static io.github.darajasdk.error.Delivery.NOT_SENT;
import static io.github.darajasdk.error.Delivery.REJECTED;
import static io.github.darajasdk.error.Delivery.UNKNOWN;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.WireFixtures;
import io.github.darajasdk.error.DarajaException;
import io.github.darajasdk.error.Delivery;
import java.util.Map;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every error of the gateway that anyone has seen, answered to a push again and again: what does it prove? */
class CommonErrorsTest {

    private static final Map<String, Delivery> MEANING = Map.ofEntries(
            entry("common-error-400.002.02-bad-request.json", REJECTED),
            entry("common-error-400.002.05-invalid-payload.json", REJECTED),
            entry("common-error-400.003.01-invalid-access-token.json", NOT_SENT),
            entry("common-error-400.003.02-bad-request.json", REJECTED),
            entry("common-error-401-unauthorized-short-code.json", NOT_SENT),
            entry("common-error-401.002.01-invalid-access-token.json", NOT_SENT),
            entry("common-error-401.003.01-no-apiproduct.json", NOT_SENT),
            entry("common-error-403-edge-block.html", UNKNOWN),
            entry("common-error-404.001.01-resource-not-found.json", REJECTED),
            entry("common-error-404.001.03-invalid-access-token.json", NOT_SENT),
            entry("common-error-404.001.04-invalid-authentication-header.json", REJECTED),
            entry("common-error-404.003.01-resource-not-found.json", REJECTED),
            entry("common-error-405.001-method-not-allowed.json", REJECTED),
            entry("common-error-429-spike-arrest-fault.json", NOT_SENT),
            entry("common-error-500.001.1001-internal-server-error.json", UNKNOWN),
            entry("common-error-500.002.1001-duplicate-originator.json", UNKNOWN),
            entry("common-error-500.002.1001-maintenance.json", UNKNOWN),
            entry("common-error-500.002.1001-system-internal-error.json", UNKNOWN),
            entry("common-error-500.003.02-spike-arrest.json", NOT_SENT),
            entry("common-error-500.003.02-system-busy.json", UNKNOWN),
            entry("common-error-500.003.03-quota-violation.json", NOT_SENT),
            entry("common-error-503-service-unavailable-fault.json", UNKNOWN),
            entry("common-error-504-gateway-timeout-fault.json", UNKNOWN),
            entry("common-error-unknown-code.json", UNKNOWN));

    @StartStop
    private final MockWebServer server = new MockWebServer();

    @Test
    void noFixtureIsForgotten() {
        assertThat(MEANING.keySet()).containsExactlyInAnyOrderElementsOf(WireFixtures.names("common-"));
    }

    static Stream<String> names() {
        return WireFixtures.names("common-").stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyErrorSaysWhatItProves(String name) {
        String digits = name.split("-")[2];
        int status = digits.equals("unknown") ? 500 : Integer.parseInt(digits.substring(0, 3));
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return "GET".equals(request.getMethod()) ? token() : fixture(status, name);
            }
        });

        try (DarajaClient client = client(server).build()) {
            DarajaException thrown = catchThrowableOfType(
                    DarajaException.class, () -> client.stk().push(aPush()));

            assertThat(thrown.delivery()).isEqualTo(MEANING.get(name));
            if (name.endsWith(".json")) {
                assertThat(thrown.apiError()).isPresent();
                assertThat(thrown.apiError().orElseThrow().httpStatus()).isEqualTo(status);
            }
        }
    }
}
