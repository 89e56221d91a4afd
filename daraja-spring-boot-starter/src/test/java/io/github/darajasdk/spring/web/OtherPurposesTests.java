package io.github.darajasdk.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.callback.B2bExpressCallback;
import io.github.darajasdk.callback.BillPayment;
import io.github.darajasdk.callback.C2bPayment;
import io.github.darajasdk.callback.C2bValidationAnswer;
import io.github.darajasdk.callback.C2bValidationAnswer.Rejection;
import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.callback.CommandResult;
import io.github.darajasdk.callback.CommandTimeout;
import io.github.darajasdk.callback.StandingOrderCallback;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/** Everything that M-PESA sends besides the outcome of an STK Push. */
@SpringBootTest(
        classes = CallbackTestApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "daraja.callback.c2b-validation.deadline=300ms")
@Import(OtherPurposesTests.Validation.class)
@ActiveProfiles("callbacks")
@ExtendWith(OutputCaptureExtension.class)
class OtherPurposesTests {

    private static final String ACCEPTED = "{\"ResultCode\":\"0\",\"ResultDesc\":\"Accepted\"}";

    @Autowired
    private CallbackUrls urls;

    @Autowired
    private RecordingHandler handler;

    @Autowired
    private Validation validation;

    @LocalServerPort
    private int port;

    @BeforeEach
    void forgetEarlierDeliveries() {
        handler.reset();
    }

    @ParameterizedTest
    @CsvSource({
        "B2C_RESULT, b2c-result-success.json",
        "B2C_RESULT, b2c-result-failure-4-daily-limit.json",
        "B2B_RESULT, b2b-result-success-paybill.json",
        "STATUS_RESULT, status-result-success-c2b.json",
        "REVERSAL_RESULT, reversal-result-success.json"
    })
    void resultsOfCommandsAreRead(CallbackPurpose purpose, String fixture) throws Exception {
        assertThat(post(purpose, fixture).statusCode()).isEqualTo(200);
        assertThat(handler.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.purpose()).isEqualTo(purpose);
            assertThat(delivery.parsed(CommandResult.class)).isPresent();
            assertThat(delivery.parsed()).as("not an STK outcome").isEmpty();
            assertThat(delivery.parseFailure()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "B2C_TIMEOUT, b2c-timeout-notification.json",
        "B2B_TIMEOUT, b2b-timeout-notification.json",
        "STATUS_TIMEOUT, status-timeout-notification.json",
        "REVERSAL_TIMEOUT, reversal-timeout-notification.json"
    })
    void timeoutsOfCommandsAreRead(CallbackPurpose purpose, String fixture) throws Exception {
        assertThat(post(purpose, fixture).statusCode()).isEqualTo(200);
        assertThat(handler.deliveries())
                .singleElement()
                .satisfies(delivery ->
                        assertThat(delivery.parsed(CommandTimeout.class)).isPresent());
    }

    @Test
    void confirmationsOfPaybillPaymentsAreRead() throws Exception {
        assertThat(post(CallbackPurpose.C2B_CONFIRMATION, "c2b-confirmation-paybill-v2-masked.json")
                        .statusCode())
                .isEqualTo(200);
        assertThat(handler.deliveries())
                .singleElement()
                .satisfies(delivery ->
                        assertThat(delivery.parsed(C2bPayment.class)).isPresent());
    }

    static Stream<Arguments> oneTypeEach() {
        return Stream.of(
                Arguments.of(
                        CallbackPurpose.B2B_EXPRESS, "b2bexpress-callback-success.json", B2bExpressCallback.Paid.class),
                Arguments.of(
                        CallbackPurpose.STANDING_ORDER,
                        "ratiba-callback-success-2026.json",
                        StandingOrderCallback.Created.class),
                Arguments.of(CallbackPurpose.BILL, "billmanager-payment-callback.json", BillPayment.class));
    }

    @ParameterizedTest
    @MethodSource("oneTypeEach")
    void pushesToTillsStandingOrdersAndBillsAreRead(CallbackPurpose purpose, String fixture, Class<?> type)
            throws Exception {
        assertThat(post(purpose, fixture).statusCode()).isEqualTo(200);
        assertThat(handler.deliveries())
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.parsed(type)).isPresent());
    }

    @Test
    void whatHasNoParserIsDeliveredRaw() throws Exception {
        assertThat(post(CallbackPurpose.PULL, "c2b-confirmation-buygoods.json").statusCode())
                .isEqualTo(200);
        assertThat(handler.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.rawBody()).isEqualTo(WireBody.of("c2b-confirmation-buygoods.json"));
            assertThat(delivery.parsed(Object.class)).isEmpty();
            assertThat(delivery.parseFailure()).isEmpty();
        });
    }

    @Test
    void billPaymentsAreAcknowledgedInTheirOwnWords() throws Exception {
        assertThat(post(CallbackPurpose.BILL, "billmanager-payment-callback.json")
                        .body())
                .isEqualTo("{\"resmsg\":\"Success\",\"rescode\":\"200\"}");
    }

    @Test
    void validatorsDecisionIsTheAnswerAndNothingIsHandledAsAPayment() throws Exception {
        validation.decision = delivery -> delivery.parsed(C2bPayment.class)
                        .filter(payment -> payment.billReference().equals("INV-20418"))
                        .isPresent()
                ? C2bValidationAnswer.reject(Rejection.INVALID_ACCOUNT_NUMBER)
                : C2bValidationAnswer.accept();

        HttpResponse<String> response = post(CallbackPurpose.C2B_VALIDATION, "c2b-validation-request-paybill.json");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"ResultCode\":\"C2B00012\",\"ResultDesc\":\"Rejected\"}");
        assertThat(handler.deliveries()).isEmpty();
    }

    @Test
    void validatorThatTakesTooLongIsInterruptedAndThePaymentGoesThrough(CapturedOutput output) throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        validation.decision = delivery -> {
            try {
                new CountDownLatch(1).await();
                throw new AssertionError("nobody counts down");
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        };

        assertThat(post(CallbackPurpose.C2B_VALIDATION, "c2b-validation-request-paybill.json")
                        .body())
                .isEqualTo(ACCEPTED);
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(output).contains("was not decided on within");
    }

    @Test
    void validatorThatFailsLetsThePaymentGoThrough(CapturedOutput output) throws Exception {
        validation.decision = delivery -> {
            throw new IllegalStateException("the database is away");
        };
        assertThat(post(CallbackPurpose.C2B_VALIDATION, "c2b-validation-request-paybill.json")
                        .body())
                .isEqualTo(ACCEPTED);
        assertThat(output).contains("could not be decided on", "the database is away");
    }

    private HttpResponse<String> post(CallbackPurpose purpose, String fixture)
            throws IOException, InterruptedException {
        String path = urls.create(purpose, "reference-1").getRawPath();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .POST(HttpRequest.BodyPublishers.ofByteArray(WireBody.of(fixture)))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Validation {

        private volatile C2bValidator decision = delivery -> C2bValidationAnswer.accept();

        @Bean
        C2bValidator c2bValidator() {
            return delivery -> decision.validate(delivery);
        }
    }
}
