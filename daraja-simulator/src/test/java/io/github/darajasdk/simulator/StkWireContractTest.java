package io.github.darajasdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.Merchant.Answer;
import io.github.darajasdk.simulator.wire.WireFixture;
import java.net.http.HttpRequest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What leaves the simulator has the keys, the order and the types of the wire fixtures. */
class StkWireContractTest extends SimulatorTest {

    @Test
    void tokenIsWrittenAsTheFixture() {
        Answer answer = merchant.tokenAnswer();

        assertSame("oauth-response-success-string.json", answer, 200);
        assertThat(answer.json().path("access_token").asText()).hasSize(28);
        assertThat(answer.json().path("expires_in").textValue()).isEqualTo("3599");
    }

    @Test
    void tokenRefusalsAreWrittenAsTheFixtures() {
        HttpRequest.Builder wrongSecret = merchant.request("/oauth/v1/generate?grant_type=client_credentials")
                .header("Authorization", "Basic " + Merchant.base64("simulator-key:wrong"));
        HttpRequest.Builder noGrant = merchant.request("/oauth/v1/generate")
                .header("Authorization", "Basic " + Merchant.base64("simulator-key:simulator-secret"));

        assertSameText("oauth-error-400.008.01-invalid-authentication.json", Merchant.send(wrongSecret), 400);
        assertSameText("oauth-error-400.008.02-invalid-grant-type.json", Merchant.send(noGrant), 400);
    }

    @Test
    void acceptedPushIsWrittenAsTheFixture() {
        Answer answer = merchant.push();

        assertSame("stk-response-accepted.json", answer, 200);
        assertThat(answer.json().path("CheckoutRequestID").asText()).matches("ws_CO_14102026101530\\d{1,3}712345678");
        assertThat(answer.json().path("MerchantRequestID").asText())
                .matches("[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\d+");
    }

    @Test
    void successfulCallbackIsWrittenAsCaptured() {
        acceptedPush();

        String body = merchant.awaitCallback().body();

        assertThat(SameShape.differences("stk-callback-success-balance-no-value.json", body))
                .isEmpty();
        assertThat(Merchant.json(body).findValuesAsText("Value").get(1)).matches("UJE[0-9A-Z]{7}");
        assertThat(Merchant.json(body).findValuesAsText("Value").get(2)).isEqualTo("20261014101530");
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of(CallbackShape.PORTAL, "stk-callback-success.json"),
                Arguments.of(CallbackShape.BALANCE_TEXT, "stk-callback-success-balance-string.json"),
                Arguments.of(CallbackShape.PHONE_MASKED, "stk-callback-success-phone-masked.json"));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void otherShapesOfTheCallbackAreWrittenAsTheirFixtures(CallbackShape shape, String fixture) {
        if (shape == CallbackShape.PHONE_MASKED) {
            simulator.set(Setting.CALLBACK_SHAPE, shape);
        } else {
            simulator.nextPush().delivery(DeliveryScript.callbackShape(shape));
        }
        acceptedPush();

        String body = merchant.awaitCallback().body();

        // The masked fixture was written with the portal's decimals; ours keeps the captured whole amount.
        assertThat(SameShape.differences(fixture, body))
                .isSubsetOf("$.Body.stkCallback.CallbackMetadata.Item[0].Value is INTEGER instead of NUMBER");
    }

    @ParameterizedTest
    @EnumSource(
            value = CallbackShape.class,
            names = {"NOT_JSON", "EMPTY"})
    void brokenCallbacksAreTheBytesOfTheFixtures(CallbackShape shape) {
        simulator.nextPush().delivery(DeliveryScript.callbackShape(shape));
        acceptedPush();

        String fixture = shape == CallbackShape.EMPTY
                ? "stk-callback-invalid-empty-body.json"
                : "stk-callback-invalid-not-json.json";
        assertThat(merchant.awaitCallback().body())
                .isEqualTo(WireFixture.text(fixture).strip());
    }

    static Stream<Arguments> endings() {
        return Stream.of(
                Arguments.of(
                        CustomerScript.cancels(),
                        "stk-callback-failure-1032-cancelled.json",
                        "stkquery-response-1032-cancelled.json"),
                Arguments.of(
                        CustomerScript.hasNoMoney(),
                        "stk-callback-failure-1-insufficient-balance.json",
                        "stkquery-response-1-insufficient-balance.json"),
                Arguments.of(
                        CustomerScript.wrongPin(),
                        "stk-callback-failure-2001-wrong-pin.json",
                        "stkquery-response-2001-wrong-pin.json"),
                Arguments.of(
                        CustomerScript.endsWith("1019", "Transaction has expired"),
                        "stk-callback-failure-1019-expired.json",
                        "stkquery-response-1019-expired.json"));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void failuresSayTheSameAsTheFixturesInCallbackAndQuery(
            CustomerScript customer, String callbackFixture, String queryFixture) {
        simulator.nextPush().customer(customer);
        String id = acceptedPush();

        String callback = merchant.awaitCallback().body();

        assertThat(SameShape.differences(callbackFixture, callback)).isEmpty();
        assertThat(Merchant.json(callback).findValue("ResultDesc"))
                .isEqualTo(fixture(callbackFixture).findValue("ResultDesc"));
        Answer query = merchant.query(id);
        assertSame(queryFixture, query, 200);
        assertThat(query.json().path("ResultDesc"))
                .isEqualTo(fixture(queryFixture).path("ResultDesc"));
    }

    @ParameterizedTest
    @CsvSource({
        "code-4999, 200, stkquery-response-4999-pending.json",
        "being-processed, 500, stkquery-error-500.001.1001-being-processed.json",
        "empty-message, 500, stk-error-500.001.1001-empty-message.json",
        "does-not-exist, 500, stkquery-error-500.001.1001-does-not-exist.json"
    })
    void pendingIsAnsweredInAllItsForms(String form, int status, String fixture) {
        simulator.set("pending-form", form);
        simulator.nextPush().customer(CustomerScript.human());
        String id = acceptedPush();

        Answer answer = merchant.query(id);

        assertSame(fixture, answer, status);
        assertThat(answer.json().path("errorMessage"))
                .isEqualTo(fixture(fixture).path("errorMessage"));
        assertThat(answer.json().path("ResultCode")).isEqualTo(fixture(fixture).path("ResultCode"));
    }

    @Test
    void successfulQueryAndUnknownAndMalformedIdsAreWrittenAsTheFixtures() {
        String id = acceptedPush();
        merchant.awaitCallback();

        assertSame("stkquery-response-0-paid.json", merchant.query(id), 200);
        assertSameText(
                "stkquery-error-500.001.1001-does-not-exist.json",
                merchant.query("ws_CO_141020261015300700000000"),
                500);
        assertSameText("stkquery-error-400.002.02-invalid-checkoutrequestid.json", merchant.query("nonsense"), 400);
    }

    @ParameterizedTest
    @CsvSource({
        "EMPTY_MESSAGE, 500, stk-error-500.001.1001-empty-message.json",
        "INTERNAL_ERROR, 500, common-error-500.001.1001-internal-server-error.json",
        "SYSTEM_BUSY, 500, common-error-500.003.02-system-busy.json",
        "SPIKE_ARREST, 500, common-error-500.003.02-spike-arrest.json",
        "QUOTA, 500, common-error-500.003.03-quota-violation.json",
        "TOO_MANY_REQUESTS, 429, common-error-429-spike-arrest-fault.json",
        "MAINTENANCE, 500, common-error-500.002.1001-maintenance.json",
        "UNAVAILABLE, 503, common-error-503-service-unavailable-fault.json",
        "GATEWAY_TIMEOUT, 504, common-error-504-gateway-timeout-fault.json",
        "INVALID_TOKEN, 404, common-error-404.001.03-invalid-access-token.json"
    })
    void faultsOfTheGatewayAreWrittenAsTheFixtures(GatewayFault fault, int status, String fixture) {
        simulator.nextPush().delivery(DeliveryScript.fault(fault));

        assertSameText(fixture, merchant.push(), status);
    }

    @Test
    void firewallAnswersWithHtmlAndItsIncident() {
        simulator.nextPush().delivery(DeliveryScript.http503Html());

        Answer answer = merchant.push();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.contentType()).startsWith("text/html");
        assertThat(answer.body()).contains("Request unsuccessful. Incapsula incident ID: ");
    }

    @Test
    void wrongPathMethodAndTokenAreRefusedAsTheFixtures() {
        ObjectNode push = merchant.goodPush();
        String path = "/mpesa/stkpush/v1/processrequest";

        assertSameText("common-error-404.001.01-resource-not-found.json", merchant.post("/mpesa/nowhere", push), 404);
        assertSameText(
                "common-error-405.001-method-not-allowed.json",
                Merchant.send(merchant.request(path).header("Authorization", "Bearer " + merchant.token())),
                405);
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(push.toString());
        assertSameText(
                "common-error-404.001.04-invalid-authentication-header.json",
                Merchant.send(merchant.request(path).POST(body)),
                404);
        assertSameText(
                "common-error-404.001.03-invalid-access-token.json",
                Merchant.send(merchant.request(path)
                        .header("Authorization", "Bearer x")
                        .POST(body)),
                404);
        assertSameText(
                "common-error-400.002.02-bad-request.json",
                Merchant.send(merchant.request(path)
                        .header("Authorization", "Bearer " + merchant.token())
                        .header("Content-Type", "text/plain")
                        .POST(body)),
                400);
        assertSameText(
                "common-error-400.002.05-invalid-payload.json",
                Merchant.send(merchant.request(path)
                        .header("Authorization", "Bearer " + merchant.token())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"half"))),
                400);
    }

    @ParameterizedTest
    @CsvSource({
        "stk-request-paybill.json",
        "stk-request-paybill-strings.json",
        "stk-request-paybill-mixed.json",
        "stk-request-paybill-no-desc.json",
        "stk-request-buygoods.json"
    })
    void requestsOfTheFixturesAreAccepted(String fixture) {
        ObjectNode request = (ObjectNode) fixture(fixture);
        request.put("CallBackURL", merchant.callbackUrl("/cb"));

        Answer answer = merchant.push(request);

        assertSame("stk-response-accepted.json", answer, 200);
        assertThat(nextResult()).isEqualTo("0");
    }

    private static JsonNode fixture(String name) {
        return Merchant.json(WireFixture.text(name));
    }

    private static void assertSame(String fixture, Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(SameShape.differences(fixture, answer.body())).isEmpty();
    }

    /** The same shape, and word for word the same but for the running number of the request. */
    private static void assertSameText(String fixture, Answer answer, int status) {
        assertSame(fixture, answer, status);
        ObjectNode expected = ((ObjectNode) fixture(fixture)).without("requestId");
        assertThat(((ObjectNode) answer.json()).<ObjectNode>without("requestId"))
                .isEqualTo(expected);
    }
}
