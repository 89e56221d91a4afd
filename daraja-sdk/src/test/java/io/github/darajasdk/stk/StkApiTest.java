package io.github.darajasdk.stk;

import static io.github.darajasdk.TestDaraja.CHECKOUT_ID;
import static io.github.darajasdk.TestDaraja.aPush;
import static io.github.darajasdk.TestDaraja.accepted;
import static io.github.darajasdk.TestDaraja.client;
import static io.github.darajasdk.TestDaraja.fixture;
import static io.github.darajasdk.TestDaraja.json;
import static io.github.darajasdk.TestDaraja.requests;
import static io.github.darajasdk.TestDaraja.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.darajasdk.Amount;
import io.github.darajasdk.CheckoutRequestId;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.Merchant;
import io.github.darajasdk.Passkey;
import io.github.darajasdk.ResultCode;
import io.github.darajasdk.ResultFinality;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.TestDaraja;
import io.github.darajasdk.TillNumber;
import io.github.darajasdk.WireFixtures;
import io.github.darajasdk.error.DarajaException;
import io.github.darajasdk.error.DarajaProtocolException;
import io.github.darajasdk.error.DarajaRejectedException;
import io.github.darajasdk.error.DarajaThrottledException;
import io.github.darajasdk.error.Delivery;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StkApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private DarajaClient client;

    @BeforeEach
    void open() {
        client = client(server).build();
        server.enqueue(token());
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aPushToAPaybillHasExactlyTheDocumentedForm() throws Exception {
        server.enqueue(accepted());

        StkPushAccepted answer = client.stk().push(aPush());

        RecordedRequest oauth = server.takeRequest();
        assertThat(oauth.getMethod()).isEqualTo("GET");
        assertThat(oauth.getTarget()).isEqualTo("/oauth/v1/generate?grant_type=client_credentials");
        assertThat(oauth.getHeaders().get("Authorization"))
                .isEqualTo("Basic dGVzdC1jb25zdW1lci1rZXk6dGVzdC1jb25zdW1lci1zZWNyZXQ=");
        RecordedRequest push = server.takeRequest();
        assertThat(push.getMethod()).isEqualTo("POST");
        assertThat(push.getTarget()).isEqualTo("/mpesa/stkpush/v1/processrequest");
        assertThat(push.getHeaders().get("Authorization")).isEqualTo("Bearer " + TestDaraja.TOKEN);
        assertThat(push.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertSameJson(push, "stk-request-paybill.json");
        assertThat(answer.checkoutRequestId()).isEqualTo(CHECKOUT_ID);
        assertThat(answer.merchantRequestId().value()).isEqualTo("7e1c-4a9b-b3d2-5f60c81a94e21284417");
        assertThat(answer.customerMessage()).isEqualTo("Success. Request accepted for processing");
        assertThat(answer.rawBody()).isEqualTo(WireFixtures.text("stk-response-accepted.json"));
        assertThat(answer.toString()).doesNotContain("708374149");
    }

    @Test
    void aPushWithoutADescriptionLeavesItOut() throws Exception {
        server.enqueue(fixture(200, "stk-response-accepted-legacy-ids.json"));
        StkPushRequest request = StkPushRequest.builder()
                .phoneNumber(aPush().phoneNumber())
                .amount(aPush().amount())
                .accountReference(aPush().accountReference())
                .callbackUrl(aPush().callbackUrl())
                .build();

        assertThat(client.stk().push(request).checkoutRequestId().value()).isEqualTo("ws_CO_191220191020363925");

        server.takeRequest();
        assertSameJson(server.takeRequest(), "stk-request-paybill-no-desc.json");
    }

    @Test
    void aPushToATillIsSignedByTheStoreAndPaysTheTill() throws Exception {
        String wanted = WireFixtures.text("stk-request-buygoods.json");
        var fields = JSON.readTree(wanted);
        Merchant till = Merchant.till(
                ShortCode.of(fields.get("BusinessShortCode").asText()),
                TillNumber.of(fields.get("PartyB").asText()),
                Passkey.of(TestDaraja.PASSKEY));
        server.enqueue(accepted());

        try (DarajaClient tillClient = client(server).merchant(till).build()) {
            tillClient.stk().push(aPush());
        }

        server.takeRequest();
        assertSameJson(server.takeRequest(), "stk-request-buygoods.json");
    }

    @Test
    void aQueryHasExactlyTheDocumentedForm() throws Exception {
        server.enqueue(fixture(200, "stkquery-response-0-paid.json"));

        StkQueryResult result = client.stk().query(CHECKOUT_ID);

        server.takeRequest();
        RecordedRequest query = server.takeRequest();
        assertThat(query.getTarget()).isEqualTo("/mpesa/stkpushquery/v1/query");
        assertSameJson(query, "stkquery-request.json");
        assertThat(result).isInstanceOfSatisfying(StkQueryResult.Paid.class, paid -> {
            assertThat(paid.resultCode()).isEqualTo(ResultCode.stk("0"));
            assertThat(paid.rawBody()).isEqualTo(WireFixtures.text("stkquery-response-0-paid.json"));
        });
    }

    static Stream<String> queryAnswers() {
        return WireFixtures.names("stkquery-response-").stream();
    }

    @ParameterizedTest
    @MethodSource("queryAnswers")
    void everyKnownAnswerToAQueryIsReadByItsCodeAlone(String name) throws IOException {
        var fields = JSON.readTree(WireFixtures.bytes(name));
        ResultCode code = ResultCode.stk(fields.get("ResultCode").asText());
        server.enqueue(fixture(200, name));

        StkQueryResult result = client.stk()
                .query(CheckoutRequestId.of(fields.get("CheckoutRequestID").asText()));

        Class<?> wanted = code.finality() != ResultFinality.FINAL
                ? StkQueryResult.Unresolved.class
                : code.value().equals("0") ? StkQueryResult.Paid.class : StkQueryResult.NotPaid.class;
        assertThat(result).isInstanceOf(wanted);
        assertThat(result.resultDescription())
                .isEqualTo(fields.get("ResultDesc").asText());
        assertThat(result.rawBody()).isEqualTo(WireFixtures.text(name));
    }

    static Stream<Arguments> noAnswers() {
        return Stream.of(
                Arguments.of(500, "stkquery-error-500.001.1001-being-processed.json"),
                Arguments.of(500, "stkquery-error-500.001.1001-does-not-exist.json"),
                Arguments.of(500, "stk-error-500.001.1001-empty-message.json"),
                Arguments.of(200, "stk-error-500.001.1001-empty-message.json"),
                Arguments.of(500, "common-error-500.001.1001-internal-server-error.json"));
    }

    @ParameterizedTest(name = "HTTP {0} {1}")
    @MethodSource("noAnswers")
    void whatDarajaSaysInsteadOfAnAnswerIsUnresolvedAndAskedOnlyOnce(int status, String name) {
        server.enqueue(fixture(status, name));

        StkQueryResult result = client.stk().query(CHECKOUT_ID);

        assertThat(result).isInstanceOfSatisfying(StkQueryResult.Unresolved.class, unresolved -> {
            assertThat(unresolved.resultCode()).isEmpty();
            assertThat(unresolved.rawBody()).isEqualTo(WireFixtures.text(name));
        });
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stk-error-500.001.1001-merchant-does-not-exist.json",
                "stk-error-500.001.1001-wrong-credentials.json",
                "stk-error-500.001.1001-wrong-credentials-merchantvalidate.json",
                "stk-error-500.001.1001-unable-to-lock-subscriber.json"
            })
    void aQueryThatNamesAMistakeIsRejected(String name) {
        server.enqueue(fixture(500, name));

        DarajaException thrown =
                catchThrowableOfType(DarajaException.class, () -> client.stk().query(CHECKOUT_ID));

        assertThat(thrown).isInstanceOf(DarajaRejectedException.class);
    }

    @Test
    void aMalformedIdIsRejected() {
        server.enqueue(fixture(400, "stkquery-error-400.002.02-invalid-checkoutrequestid.json"));

        DarajaException thrown =
                catchThrowableOfType(DarajaException.class, () -> client.stk().query(CHECKOUT_ID));

        assertThat(thrown)
                .isInstanceOf(DarajaRejectedException.class)
                .hasMessageContaining("errorCode=400.002.02")
                .hasMessageContaining("Invalid CheckoutRequestID")
                .hasMessageContaining("requestId=3b0f-4c77-9a15-d2e84f60b7ac818973");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "0.0", "0.9", "[]", "\" 0\"", "\"0 \"", "\"\\u0660\"", "true"})
    void aQueryWithoutAProperCodeIsUnresolved(String code) {
        server.enqueue(json(200, "{\"ResponseCode\":\"0\",\"ResultCode\":" + code + "}"));

        assertThat(client.stk().query(CHECKOUT_ID)).isInstanceOf(StkQueryResult.Unresolved.class);
    }

    @Test
    void aQueryThatWasNotAcceptedIsUnresolvedWhateverItsCode() {
        server.enqueue(json(200, "{\"ResponseCode\":\"1\",\"ResultCode\":\"0\"}"));

        assertThat(client.stk().query(CHECKOUT_ID)).isInstanceOf(StkQueryResult.Unresolved.class);
    }

    @Test
    void aBare401IsAStaleTokenForAQuery() {
        server.enqueue(json(401, ""));
        server.enqueue(token());
        server.enqueue(fixture(200, "stkquery-response-0-paid.json"));

        assertThat(client.stk().query(CHECKOUT_ID)).isInstanceOf(StkQueryResult.Paid.class);
        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @Test
    void aBare401IsNoProofForAPushButTheNextOneTakesAFreshToken() throws InterruptedException {
        server.enqueue(json(401, ""));
        server.enqueue(token("fresh-token-0000000000000000"));
        server.enqueue(accepted());

        assertThat(catchThrowableOfType(
                                DarajaException.class, () -> client.stk().push(aPush()))
                        .delivery())
                .isEqualTo(Delivery.UNKNOWN);
        assertThat(server.getRequestCount()).isEqualTo(2);

        client.stk().push(aPush());
        server.takeRequest();
        server.takeRequest();
        server.takeRequest();
        assertThat(server.takeRequest().getHeaders().get("Authorization"))
                .isEqualTo("Bearer fresh-token-0000000000000000");
    }

    @Test
    void anInterruptedThreadGetsAnExceptionOfOursAndKeepsItsInterrupt() {
        server.enqueue(accepted());
        Thread.currentThread().interrupt();

        Throwable thrown = catchThrowable(() -> client.stk().push(aPush()));

        assertThat(Thread.interrupted()).as("the interrupt is passed on").isTrue();
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        DarajaException.class, e -> assertThat(e.delivery()).isEqualTo(Delivery.NOT_SENT));
    }

    @Test
    void aQueryWithTwoCodesIsNotBelieved() {
        for (int i = 0; i < 3; i++) {
            server.enqueue(json(200, "{\"ResultCode\":\"1032\",\"ResultCode\":\"0\"}"));
        }

        DarajaException thrown =
                catchThrowableOfType(DarajaException.class, () -> client.stk().query(CHECKOUT_ID));

        assertThat(thrown).isInstanceOf(DarajaProtocolException.class);
    }

    @Test
    void anAnswerAboutAnotherPromptIsNotBelieved() {
        server.enqueue(fixture(200, "stkquery-response-0-legacy-text.json"));

        DarajaException thrown =
                catchThrowableOfType(DarajaException.class, () -> client.stk().query(CHECKOUT_ID));

        assertThat(thrown)
                .isInstanceOf(DarajaProtocolException.class)
                .hasMessageContaining("another CheckoutRequestID");
    }

    static Stream<Arguments> passingTroubles() {
        return Stream.of(
                Arguments.of(
                        "reset",
                        new MockResponse.Builder()
                                .onResponseStart(new SocketEffect.CloseSocket())
                                .build()),
                Arguments.of("503", json(503, "{}")),
                Arguments.of("504 fault", fixture(504, "common-error-504-gateway-timeout-fault.json")),
                Arguments.of("maintenance", fixture(500, "common-error-500.002.1001-maintenance.json")),
                Arguments.of("busy", fixture(500, "common-error-500.003.02-system-busy.json")),
                Arguments.of("empty 500", json(500, "")),
                Arguments.of("firewall", fixture(503, "oauth-error-503-incapsula.html")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passingTroubles")
    void aQueryIsRepeatedWhenTheNetworkOrDarajaFails(String trouble, MockResponse answer) {
        server.enqueue(answer);
        server.enqueue(answer);
        server.enqueue(fixture(200, "stkquery-response-0-paid.json"));

        assertThat(client.stk().query(CHECKOUT_ID)).isInstanceOf(StkQueryResult.Paid.class);
        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @Test
    void aQueryGivesUpAfterThreeTries() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            server.enqueue(json(503, "{}"));
        }

        DarajaException thrown =
                catchThrowableOfType(DarajaException.class, () -> client.stk().query(CHECKOUT_ID));

        assertThat(thrown.delivery()).isEqualTo(Delivery.UNKNOWN);
        assertThat(requests(server, "POST")).isEqualTo(3);
    }

    @Test
    void anAmountAboveTheClientsLimitIsRefusedBeforeAnythingIsSent() {
        try (DarajaClient small = client(server).maxPayment(Amount.kes(100)).build()) {
            StkPushRequest request = StkPushRequest.builder()
                    .phoneNumber(aPush().phoneNumber())
                    .amount(Amount.kes(101))
                    .accountReference(aPush().accountReference())
                    .callbackUrl(aPush().callbackUrl())
                    .build();

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> small.stk().push(request))
                    .withMessageContaining("KES 101")
                    .withMessageContaining("maxPayment");
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aMerchantWithoutPasskeyCannotPrompt() {
        try (DarajaClient mute = client(server)
                .merchant(Merchant.withoutPrompts(ShortCode.of("600000")))
                .build()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> mute.stk().push(aPush()))
                    .withMessageContaining("no passkey");
        }
    }

    @Test
    void theAsyncTwinsDoTheSame() throws Exception {
        server.enqueue(accepted());
        server.enqueue(fixture(200, "stkquery-response-1032-cancelled.json"));

        StkPushAccepted answer = client.stk().pushAsync(aPush()).get(5, TimeUnit.SECONDS);
        StkQueryResult result =
                client.stk().queryAsync(answer.checkoutRequestId()).get(5, TimeUnit.SECONDS);

        assertThat(result)
                .isInstanceOfSatisfying(
                        StkQueryResult.NotPaid.class,
                        notPaid -> assertThat(notPaid.resultCode()).isEqualTo(ResultCode.stk("1032")));
    }

    @Test
    void failingPushesDoNotStopTheQueriesThatResolveThem() {
        try (DarajaClient fragile = client(server)
                .breakerFailures(2)
                .breakerPause(Duration.ofMinutes(5))
                .build()) {
            server.enqueue(json(500, "{}"));
            server.enqueue(json(500, "{}"));
            for (int i = 0; i < 2; i++) {
                assertThat(catchThrowableOfType(
                                        DarajaException.class,
                                        () -> fragile.stk().push(aPush()))
                                .delivery())
                        .isEqualTo(Delivery.UNKNOWN);
            }

            DarajaException third = catchThrowableOfType(
                    DarajaException.class, () -> fragile.stk().push(aPush()));
            assertThat(third).isInstanceOf(DarajaThrottledException.class).hasMessageContaining("was not sent");
            assertThat(third.delivery()).isEqualTo(Delivery.NOT_SENT);
            assertThat(server.getRequestCount())
                    .as("the third push was not sent")
                    .isEqualTo(3);

            server.enqueue(fixture(200, "stkquery-response-0-paid.json"));
            assertThat(fragile.stk().query(CHECKOUT_ID)).isInstanceOf(StkQueryResult.Paid.class);
        }
    }

    @Test
    void refusalsDoNotOpenTheBreaker() {
        try (DarajaClient fragile = client(server).breakerFailures(2).build()) {
            for (int i = 0; i < 4; i++) {
                server.enqueue(fixture(400, "stk-error-400.002.02-invalid-amount.json"));
                assertThat(catchThrowableOfType(
                                        DarajaException.class,
                                        () -> fragile.stk().push(aPush()))
                                .delivery())
                        .isEqualTo(Delivery.REJECTED);
            }
        }
    }

    private static void assertSameJson(RecordedRequest request, String fixture) throws IOException {
        assertThat(request.getBody()).isNotNull();
        assertThat(JSON.readTree(request.getBody().toByteArray()))
                .isEqualTo(JSON.readTree(WireFixtures.bytes(fixture)));
    }
}
