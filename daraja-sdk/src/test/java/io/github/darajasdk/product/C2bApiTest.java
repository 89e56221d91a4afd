package io.github.darajasdk.product;

import static io.github.darajasdk.TestDaraja.json;
import static io.github.darajasdk.TestDaraja.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.darajasdk.Amount;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.c2b.C2bDefault;
import io.github.darajasdk.c2b.C2bRegistration;
import io.github.darajasdk.c2b.C2bSimulation;
import io.github.darajasdk.c2b.C2bVersion;
import io.github.darajasdk.error.DarajaAuthenticationException;
import io.github.darajasdk.error.DarajaProtocolException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class C2bApiTest extends ProductTest {

    private static C2bRegistration.Builder registration() {
        return C2bRegistration.builder()
                .shortCode(ShortCode.of("600984"))
                .whenUnanswered(C2bDefault.COMPLETE)
                .confirmationUrl(URI.create("https://pay.example.co.ke/hooks/c2b/confirm/41c7"))
                .validationUrl(URI.create("https://pay.example.co.ke/hooks/c2b/validate/41c7"));
    }

    private static C2bSimulation.Builder simulation() {
        return C2bSimulation.builder()
                .shortCode(ShortCode.of("600984"))
                .amount(Amount.kes(150))
                .phoneNumber(Msisdn.of("254708374149"));
    }

    @ParameterizedTest
    @EnumSource(C2bVersion.class)
    void addressesAreRegisteredWithEitherEdition(C2bVersion version) throws Exception {
        answer(200, "c2b-registerurl-response-success-0.json");

        assertThat(client.c2b()
                        .register(registration().version(version).build())
                        .alreadyRegistered())
                .isFalse();

        assertSent("/mpesa/c2b/" + version.path() + "/registerurl", "c2b-registerurl-request.json");
    }

    @ParameterizedTest
    @CsvSource({
        "200, c2b-registerurl-response-already-registered.json",
        "500, c2b-registerurl-error-500.003.1001-already-registered.json",
        "500, c2b-registerurl-error-500.003.1001-duplicate-notification.json"
    })
    void anEarlierRegistrationIsAnAnswer(int status, String name) throws Exception {
        answer(status, name);

        assertThat(client.c2b()
                        .registerAsync(registration().build())
                        .get(5, TimeUnit.SECONDS)
                        .alreadyRegistered())
                .isTrue();
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void theWrongEditionIsNamedAsAMissingProduct() {
        answer(401, "common-error-401.003.01-no-apiproduct.json");
        server.enqueue(token());
        answer(401, "common-error-401.003.01-no-apiproduct.json");

        assertThat(catchThrowableOfType(
                        DarajaAuthenticationException.class,
                        () -> client.c2b().register(registration().build())))
                .hasMessageContaining("another version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c2b-simulate-response-accepted.json", "c2b-simulate-response-accepted-legacy.json"})
    void aPaymentToAPaybillIsSimulated(String name) throws Exception {
        answer(200, name);

        assertThat(client.c2b()
                        .simulate(simulation().billReference("INV-20418").build())
                        .description())
                .isEqualTo("Accept the service request successfully.");

        assertSent("/mpesa/c2b/v2/simulate", "c2b-simulate-request-paybill.json");
    }

    @Test
    void aPaymentToATillIsSimulated() throws Exception {
        answer(200, "c2b-simulate-response-accepted.json");

        client.c2b().simulateAsync(simulation().version(C2bVersion.V1).build()).get(5, TimeUnit.SECONDS);

        assertSent("/mpesa/c2b/v1/simulate", "c2b-simulate-request-buygoods.json");
    }

    @Test
    void anAnswerThatSaysNothingIsNoAcceptance() {
        server.enqueue(json(200, "{}"));

        assertThat(catchThrowableOfType(
                        DarajaProtocolException.class,
                        () -> client.c2b().register(registration().build())))
                .hasMessageContaining("ResponseCode");
    }
}
