package io.github.darajasdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.Merchant.Answer;
import io.github.darajasdk.simulator.Merchant.Delivered;
import io.github.darajasdk.simulator.wire.WireFixture;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class C2bTest extends SimulatorTest {

    @ParameterizedTest
    @CsvSource({
        "1, c2b-confirmation-paybill-v1-hashed.json, [0-9a-f]{64}",
        "2, c2b-confirmation-paybill-v2-masked.json, 2547 \\*{5} 678"
    })
    void simulatedPaymentIsConfirmedWithTheNumberHiddenAsTheVersionDoes(int version, String fixture, String msisdn) {
        register(version, "Completed");

        Answer answer = simulate("INV-20418");

        assertThat(SameShape.differences("c2b-simulate-response-accepted.json", answer.body()))
                .isEmpty();
        Delivered confirmation = merchant.awaitCallback();
        assertThat(confirmation.path()).isEqualTo("/confirm");
        assertThat(SameShape.differences(fixture, confirmation.body())).isEmpty();
        JsonNode json = confirmation.json();
        assertThat(json.path("MSISDN").asText()).matches(msisdn);
        assertThat(json.path("TransAmount").asText()).isEqualTo("150.00");
        assertThat(json.path("OrgAccountBalance").asText()).isEqualTo("1000150.00");
        assertThat(simulator.ledger().debits()).singleElement().satisfies(debit -> {
            assertThat(debit.receipt()).isEqualTo(json.path("TransID").asText());
            assertThat(debit.checkoutRequestId()).isNull();
            assertThat(debit.accountReference()).isEqualTo("INV-20418");
        });
    }

    @Test
    void tillIsConfirmedWithoutABillReference() {
        ObjectNode registration = registration("Completed").put("ShortCode", DarajaSimulator.TILL);
        assertThat(merchant.post("/mpesa/c2b/v2/registerurl", registration).status())
                .isEqualTo(200);
        ObjectNode request = (ObjectNode) Merchant.json(WireFixture.text("c2b-simulate-request-buygoods.json"));

        merchant.post("/mpesa/c2b/v2/simulate", request.put("ShortCode", Integer.parseInt(DarajaSimulator.TILL)));

        Delivered confirmation = merchant.awaitCallback();
        assertThat(SameShape.differences("c2b-confirmation-buygoods.json", confirmation.body()))
                .isEmpty();
        assertThat(confirmation.json().path("TransactionType").asText()).isEqualTo("Buy Goods");
        assertThat(confirmation.json().path("BillRefNumber").asText()).isEmpty();
    }

    @Test
    void pushToARegisteredShortCodeIsReportedTwiceWithOneReceipt() {
        ObjectNode registration = registration("Completed").put("ShortCode", DarajaSimulator.PAYBILL);
        merchant.post("/mpesa/c2b/v2/registerurl", registration);
        acceptedPush();

        Delivered one = merchant.awaitCallback();
        Delivered other = merchant.awaitCallback();

        Delivered confirmation = one.path().equals("/confirm") ? one : other;
        Delivered callback = one.path().equals("/confirm") ? other : one;
        assertThat(SameShape.differences("c2b-confirmation-of-stk-payment.json", confirmation.body()))
                .isEmpty();
        assertThat(callback.json().findValuesAsText("Value"))
                .contains(confirmation.json().path("TransID").asText());
    }

    @Test
    void validationIsAskedBeforeTheMoneyMovesAndItsReferenceComesBack() {
        simulator.set(Setting.C2B_VALIDATION, true);
        register(2, "Completed");
        merchant.callbackBody = WireFixture.text("c2b-validation-response-accept-thirdparty.json");

        simulate("INV-20418");

        Delivered validation = merchant.awaitCallback();
        assertThat(validation.path()).isEqualTo("/validate");
        assertThat(SameShape.differences("c2b-validation-request-paybill.json", validation.body()))
                .isEmpty();
        assertThat(validation.json().path("OrgAccountBalance").asText()).isEmpty();
        Delivered confirmation = merchant.awaitCallback();
        assertThat(SameShape.differences("c2b-confirmation-paybill-with-thirdparty.json", confirmation.body()))
                .isEmpty();
        assertThat(confirmation.json().path("ThirdPartyTransID").asText()).isEqualTo("20418-7f3a");
        assertThat(confirmation.json().path("TransID"))
                .isEqualTo(validation.json().path("TransID"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"11", "12", "13", "14", "15", "16"})
    void rejectedPaymentMovesNothingAndTheCustomerIsTold(String code) {
        simulator.set(Setting.C2B_VALIDATION, true);
        register(2, "Completed");
        merchant.callbackBody = WireFixture.text("c2b-validation-response-reject-C2B000" + code + ".json");

        simulate("WRONG");

        assertThat(merchant.awaitCallback().path()).isEqualTo("/validate");
        await("the message", () -> !simulator.phone(Merchant.PHONE).messages().isEmpty());
        assertThat(simulator.phone(Merchant.PHONE).messages().get(0).text()).contains("did not accept your payment");
        assertThat(simulator.ledger().debits()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Completed, true", "Cancelled, false"})
    void silentValidationIsDecidedAfterEightSecondsByTheResponseType(String responseType, boolean paid) {
        simulator.set(Setting.C2B_VALIDATION, true);
        register(2, responseType);
        CompletableFuture<String> held = new CompletableFuture<>();
        merchant.callbackHold = held;
        CompletableFuture<Optional<String>> payment = simulator.payByMenu(Merchant.PHONE, "600984", "INV-1", 150);
        merchant.awaitCallback();

        advance(Duration.ofMillis(7_999));
        assertThat(payment).isNotDone();
        advance(Duration.ofMillis(1));

        assertThat(payment.join().isPresent()).isEqualTo(paid);
        held.complete("");
        assertThat(simulator.ledger().debits()).hasSize(paid ? 1 : 0);
    }

    @Test
    void unreadableValidationIsNoAnswer() {
        simulator.set(Setting.C2B_VALIDATION, true);
        register(2, "Cancelled");
        merchant.callbackBody = "<html>";

        assertThat(simulator.payByMenu(Merchant.PHONE, "600984", "INV-1", 150).join())
                .isEmpty();
    }

    @Test
    void paymentByMenuNeedsMoneyAndAPayee() {
        simulator.subscriber(Merchant.PHONE).balance(100);

        assertThat(simulator.payByMenu(Merchant.PHONE, "600984", "INV-1", 150).join())
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> simulator.payByMenu(Merchant.PHONE, "999999", "INV-1", 150))
                .withMessageContaining("999999");
        assertThatIllegalArgumentException().isThrownBy(() -> simulator.payByMenu(Merchant.PHONE, "600984", "x", 0));
    }

    @Test
    void registrationIsWrittenAsTheFixturesSay() {
        Answer first = register(2, "Completed");
        assertThat(SameShape.differences("c2b-registerurl-response-success-0.json", first.body()))
                .isEmpty();

        simulator.set(Setting.C2B_SECOND_REGISTRATION, Setting.SecondRegistration.REFUSED_IN_TEXT);
        Answer inText = merchant.post("/mpesa/c2b/v2/registerurl", registration("Completed"));
        assertThat(inText.status()).isEqualTo(200);
        assertThat(inText.json())
                .isEqualTo(Merchant.json(WireFixture.text("c2b-registerurl-response-already-registered.json")));

        simulator.set(Setting.C2B_SECOND_REGISTRATION, Setting.SecondRegistration.REFUSED);
        Answer refused = merchant.post("/mpesa/c2b/v2/registerurl", registration("Completed"));
        assertThat(refused.status()).isEqualTo(500);
        assertThat(SameShape.differences("c2b-registerurl-error-500.003.1001-already-registered.json", refused.body()))
                .isEmpty();
    }

    @Test
    void wrongVersionOfTheProductIsRefused() {
        simulator.set(Setting.C2B_PRODUCT, Setting.C2bProduct.V1);

        Answer answer = merchant.post("/mpesa/c2b/v2/registerurl", registration("Completed"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(SameShape.differences("common-error-401.003.01-no-apiproduct.json", answer.body()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ShortCode, 999999", "ResponseType, completed", "ConfirmationURL, nowhere", "ValidationURL, nowhere"})
    void registrationThatDoesNotPassNamesItsField(String field, String value) {
        Answer answer = merchant.post(
                "/mpesa/c2b/v2/registerurl", registration("Completed").put(field, value));

        assertThat(answer.json().path("errorMessage").asText()).isEqualTo("Bad Request - Invalid " + field);
    }

    private Answer register(int version, String responseType) {
        return merchant.post("/mpesa/c2b/v" + version + "/registerurl", registration(responseType));
    }

    private ObjectNode registration(String responseType) {
        ObjectNode registration = (ObjectNode) Merchant.json(WireFixture.text("c2b-registerurl-request.json"));
        registration.put("ResponseType", responseType);
        registration.put("ConfirmationURL", merchant.callbackUrl("/confirm"));
        registration.put("ValidationURL", merchant.callbackUrl("/validate"));
        return registration;
    }

    private Answer simulate(String reference) {
        ObjectNode request = (ObjectNode) Merchant.json(WireFixture.text("c2b-simulate-request-paybill.json"));
        request.put("Msisdn", Long.parseLong(Merchant.PHONE)).put("BillRefNumber", reference);
        Answer answer = merchant.post("/mpesa/c2b/v2/simulate", request);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }
}
