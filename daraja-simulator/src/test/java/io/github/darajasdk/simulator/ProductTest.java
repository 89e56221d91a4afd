package io.github.darajasdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.github.darajasdk.simulator.Merchant.Answer;
import io.github.darajasdk.simulator.Merchant.Delivered;
import io.github.darajasdk.simulator.wire.WireFixture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pull, QR, look-ups, Bonga, B2B express, Bill Manager, standing orders. */
class ProductTest extends SimulatorTest {

    @Test
    void pullFindsWhatCallbacksLost() {
        pullRegistered();
        simulator.nextPush().delivery(DeliveryScript.loseCallback());
        acceptedPush();
        await("the debit", () -> simulator.ledger().debits().size() == 1);

        Answer answer = merchant.post("/pulltransactions/v1/query", pullQuery("0"));

        JsonNode row = answer.json().path("Response").path(0).path(0);
        assertThat(row.path("transactionId").asText())
                .isEqualTo(simulator.ledger().debits().get(0).receipt());
        assertThat(row.path("trxDate").asText()).isEqualTo("2026-10-14T10:15:30Z");
        assertThat(row.path("msisdn").asLong()).isEqualTo(712_345_678);
        assertThat(row.path("amount").asText()).isEqualTo("1500.00");
        JsonNode fixture = Merchant.json(WireFixture.text("pull-query-response-success.json"));
        assertThat(SameShape.differences(fixture.path("Response").path(0).path(0), row))
                .isEmpty();
        assertThat(answer.json().fieldNames()).toIterable().containsExactlyElementsOf(fixture::fieldNames);
    }

    @Test
    void pullPagesByRowsAndForgetsAfterTwoDays() {
        pullRegistered();
        simulator.set(Setting.RULE_17, Setting.Rule17.OFF).set(Setting.PULL_PAGE, 2);
        for (int i = 0; i < 3; i++) {
            acceptedPush();
            merchant.awaitCallback();
        }

        assertThat(rows("0")).isEqualTo(2);
        assertThat(rows("2")).isEqualTo(1);
        assertThat(rows("3")).isZero();
        advance(Duration.ofHours(49));
        assertThat(rows("0")).isZero();
    }

    @Test
    void pullWithoutRowsHasTwoForms() {
        pullRegistered();

        Answer bare = merchant.post("/pulltransactions/v1/query", pullQuery("0"));
        assertThat(bare.json().path("ResponseCode").asText()).isEqualTo("1001");
        assertThat(bare.json().has("Response")).isFalse();

        simulator.set(Setting.PULL_EMPTY, Setting.PullEmpty.NESTED);
        assertSame("pull-query-response-none-nested.json", merchant.post("/pulltransactions/v1/query", pullQuery("0")));
    }

    @Test
    void pullIsRegisteredOnce() {
        assertSame("pull-register-response-success.json", pullRegistered());
        Answer second = pullRegistered();
        assertSame("pull-register-response-already-registered.json", second);
        assertThat(second.json().path("ResponseStatus").asText()).isEqualTo("1001");
    }

    @ParameterizedTest
    @CsvSource({
        "qr-request-paybill.json, PB|174379|INV-20418|150|Sample Biller",
        "qr-request-buygoods.json, BG|5310962|INV-20418|150|Sample Shop"
    })
    void qrCodeIsAPictureThatCanBeRead(String request, String content) throws Exception {
        Answer answer = merchant.post("/mpesa/qrcode/v1/generate", fixture(request));

        assertSame("qr-response-success-00.json", answer);
        byte[] png = Base64.getDecoder().decode(answer.json().path("QRCode").asText());
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(300);
        int[] pixels = image.getRGB(0, 0, 300, 300, null, 0, 300);
        assertThat(new QRCodeReader()
                        .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(300, 300, pixels))))
                        .getText())
                .isEqualTo(content);
    }

    @Test
    void simSwapIsToldForThreeMonths() {
        assertThat(swap()).isEqualTo("01-01-1900 00:00");
        simulator.subscriber("254708374149").simSwappedAt(START.minus(Duration.ofDays(61)));
        assertThat(swap()).isEqualTo("14-08-2026 10:15");
        advance(Duration.ofDays(30));
        assertThat(swap()).isEqualTo("01-01-1900 00:00");
    }

    @Test
    void imsiAndNamesAreToldInTheShapesOfTheFixtures() {
        assertSame("imsi-response-success.json", merchant.post("/imsi/v1/checkATI", fixture("imsi-request.json")));
        Answer found = merchant.post("/sfcverify/v1/query/info", fixture("orginfo-request.json"));
        assertSame("orginfo-response-success.json", found);
        assertThat(found.json().path("OrganizationName").asText()).isEqualTo("Sample Biller");
        assertSame(
                "orginfo-response-not-found.json",
                merchant.post(
                        "/sfcverify/v1/query/info",
                        fixture("orginfo-request.json").put("Identifier", "600111")));
        simulator.subscriber("254708374149").name("Jane Wanjiku Doe");
        Answer name = merchant.post("/mpesa/b2c/hakikisha/v1/hakikisha", fixture("hakikisha-request.json"));
        assertSame("hakikisha-response-success.json", name);
        assertThat(name.json().path("body").toString())
                .isEqualTo("{\"firstName\":\"JANE\",\"middleName\":\"W******\",\"lastName\":\"D******\"}");
    }

    @Test
    void bongaPointsBecomeAPaymentThatC2bReports() {
        assertSame(
                "bonga-calculate-response-success.json",
                merchant.post("/v1/lipa/na/bonga/calculate-points", fixture("bonga-calculate-request.json")));
        ObjectNode registration = fixture("c2b-registerurl-request.json");
        registration.put("ConfirmationURL", merchant.callbackUrl("/confirm"));
        merchant.post(
                "/mpesa/c2b/v2/registerurl", registration.put("ValidationURL", merchant.callbackUrl("/validate")));
        long before = simulator.subscriber("254708374149").balance();

        assertSame(
                "bonga-redeem-response-accepted.json",
                merchant.post("/v1/lipa/na/bonga/redeem-paybill", fixture("bonga-redeem-request.json")));

        assertThat(merchant.awaitCallback().json().path("TransAmount").asText()).isEqualTo("8.00");
        assertThat(simulator.subscriber("254708374149").balance())
                .as("points paid, not money")
                .isEqualTo(before);
    }

    @Test
    void tillPaysAnotherOrganisationByUssd() {
        ObjectNode push = fixture("b2bexpress-request.json").put("callbackUrl", merchant.callbackUrl("/x"));
        assertSame("b2bexpress-response-accepted.json", merchant.post("/v1/ussdpush/get-msisdn", push));
        assertThat(merchant.awaitCallback().json().path("resultCode").asText())
                .as("the till is empty")
                .isEqualTo("1");

        simulator.payByMenu(Merchant.PHONE, DarajaSimulator.TILL, "", 500).join();
        merchant.post("/v1/ussdpush/get-msisdn", push);
        Delivered paid = merchant.awaitCallback();
        assertThat(SameShape.differences("b2bexpress-callback-success.json", paid.body()))
                .isEmpty();
        assertThat(simulator.organisation(DarajaSimulator.STORE).balance()).isEqualTo(500 - 71);
    }

    @ParameterizedTest
    @CsvSource({
        "4001, User cancelled transaction, b2bexpress-callback-cancelled-4001.json",
        "4102, Merchant KYC Fail, b2bexpress-callback-failure-4102.json",
        "4104, Missing Nominated Number, b2bexpress-callback-failure-4104.json",
        "4201, USSD Network Error, b2bexpress-callback-failure-4201.json",
        "4203, USSD Exception Error, b2bexpress-callback-failure-4203.json"
    })
    void tillsOperatorCanFailToPay(String code, String text, String fixture) {
        simulator.nextCommand("b2b-express").outcome(CommandOutcome.fails(code, text));
        ObjectNode push = fixture("b2bexpress-request.json").put("callbackUrl", merchant.callbackUrl("/x"));

        merchant.post("/v1/ussdpush/get-msisdn", push);

        JsonNode expected = Merchant.json(WireFixture.text(fixture));
        assertThat(merchant.awaitCallback().json()).isEqualTo(expected);
    }

    @Test
    void standingOrderOf2026PaysMonthlyUntilItsEnd() {
        ObjectNode order = standingOrder("ratiba-request-2026.json");
        assertSame("ratiba-response-accepted.json", merchant.post(RATIBA, order));
        assertThat(SameShape.differences(
                        "ratiba-callback-success-2026.json",
                        merchant.awaitCallback().body()))
                .isEmpty();

        advance(Duration.ofDays(100)); // to 22 January: November, December, January
        assertThat(simulator.ledger().debits()).hasSize(3);
        assertThat(simulator.ledger().debits().get(0).at()).isEqualTo("2026-11-01T05:00:00Z");
        simulator.subscriber("254708374149").balance(100_000);
        advance(Duration.ofDays(1_000));
        assertThat(simulator.ledger().debits()).hasSize(12);

        merchant.post(RATIBA, order);
        assertThat(SameShape.differences(
                        "ratiba-callback-failure-1050-duplicate-name.json",
                        merchant.awaitCallback().body()))
                .isEmpty();
    }

    @Test
    void standingOrderOf2025CountsItsFrequenciesOtherwise() {
        ObjectNode order = standingOrder("ratiba-request-2025.json");
        merchant.post(RATIBA, order);

        assertThat(SameShape.differences(
                        "ratiba-callback-success-2025.json",
                        merchant.awaitCallback().body()))
                .isEmpty();
        advance(Duration.ofDays(100));
        assertThat(simulator.ledger().debits()).as("4 is monthly here").hasSize(3);
    }

    @Test
    void standingOrderOfAForeignShortCodeIsRefusedInAnEnvelopeOfItsOwn() {
        ObjectNode order = standingOrder("ratiba-request-2026.json").put("BusinessShortCode", "300585");

        Answer answer = merchant.post(RATIBA, order);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(SameShape.differences("ratiba-error-400-shortcode.json", answer.body()))
                .isEmpty();
    }

    @Test
    void billIsSentPaidToldAndThenCannotBeCancelled() {
        Answer optIn = merchant.post(BILLS + "optin", optIn());
        assertSame("billmanager-optin-response-success.json", optIn);
        assertSame("billmanager-optin-error-409-already-registered.json", merchant.post(BILLS + "optin", optIn()));
        String key = optIn.json().path("app_key").asText();
        assertSame(
                "billmanager-singleinvoice-response-success.json",
                bill("single-invoicing", "billmanager-singleinvoice-request.json", key));
        assertSame(
                "billmanager-bulkinvoice-response-success.json",
                bill("bulk-invoicing", "billmanager-bulkinvoice-request.json", key));
        assertThat(bill("single-invoicing", "billmanager-singleinvoice-request.json", "wrong")
                        .status())
                .isEqualTo(401);

        simulator.payByMenu(Merchant.PHONE, "600984", "g70", 800).join();

        Delivered told = merchant.awaitCallback();
        assertThat(SameShape.differences("billmanager-payment-callback.json", told.body()))
                .isEmpty();
        assertSame(
                "billmanager-cancel-error-409-paid.json",
                bill("cancel-single-invoice", "billmanager-cancelsingle-request.json", key));
        assertSame(
                "billmanager-reconciliation-response-success.json",
                bill("reconciliation", "billmanager-reconciliation-request.json", key));
    }

    @Test
    void unpaidBillsAreCancelledAndDetailsChanged() {
        String key =
                merchant.post(BILLS + "optin", optIn()).json().path("app_key").asText();
        bill("bulk-invoicing", "billmanager-bulkinvoice-request.json", key);

        assertSame(
                "billmanager-cancelbulk-response-success.json",
                bill("cancel-bulk-invoices", "billmanager-cancelbulk-request.json", key));
        assertSame(
                "billmanager-changeoptin-response-success.json",
                merchant.post(BILLS + "change-optin-details", optIn()));
    }

    @Test
    void notificationOfABillIsTriedFiveTimes() {
        merchant.post(BILLS + "optin", optIn());
        merchant.callbackStatus = 500;
        simulator.payByMenu(Merchant.PHONE, "600984", "G70", 800).join();

        for (int i = 0; i < 5; i++) {
            merchant.awaitCallback();
            int attempt = i + 1;
            await("attempt " + attempt, () -> simulator.callbacks().size() == attempt);
            advance(Duration.ofMinutes(1));
        }
        advance(Duration.ofDays(1));

        assertThat(simulator.callbacks()).hasSize(5);
        assertThat(merchant.waitingCallbacks()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "/mpesa/c2b/v2/simulate, 400, common-error-400.003.01-invalid-access-token.json",
        "/mpesa/b2c/v3/paymentrequest, 401, common-error-401.002.01-invalid-access-token.json",
        "/pulltransactions/v1/query, 401, pull-error-401.001.json",
        "/v1/ussdpush/get-msisdn, 401, b2bexpress-error-401.json"
    })
    void deadTokenIsRefusedByEachFamilyInItsOwnWords(String path, int status, String fixture) {
        Answer answer = Merchant.send(merchant.request(path)
                .header("Authorization", "Bearer q8ZrT2mVxN4LwK7cJ1sHdY9bGfPe")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("errorMessage"))
                .isEqualTo(Merchant.json(WireFixture.text(fixture)).path("errorMessage"));
    }

    private static final String RATIBA = "/standingorder/v1/createStandingOrderExternal";
    private static final String BILLS = "/v1/billmanager-invoice/";

    private ObjectNode standingOrder(String fixture) {
        return fixture(fixture)
                .put("BusinessShortCode", DarajaSimulator.PAYBILL)
                .put("CallBackURL", merchant.callbackUrl("/ratiba"));
    }

    private ObjectNode optIn() {
        return fixture("billmanager-optin-request.json")
                .put("shortcode", "600984")
                .put("callbackurl", merchant.callbackUrl("/bills"));
    }

    private Answer bill(String path, String fixture, String key) {
        return Merchant.send(merchant.request(BILLS + path)
                .header("Authorization", "Bearer " + merchant.token())
                .header("Content-Type", "application/json")
                .header("appKey", key)
                .POST(HttpRequest.BodyPublishers.ofString(WireFixture.text(fixture))));
    }

    private Answer pullRegistered() {
        ObjectNode registration = fixture("pull-register-request.json").put("ShortCode", "174379");
        return merchant.post("/pulltransactions/v1/register", registration);
    }

    private ObjectNode pullQuery(String offset) {
        return fixture("pull-query-request.json")
                .put("ShortCode", "174379")
                .put("EndDate", "2026-10-20 00:00:00")
                .put("OffSetValue", offset);
    }

    private int rows(String offset) {
        return merchant.post("/pulltransactions/v1/query", pullQuery(offset))
                .json()
                .path("Response")
                .path(0)
                .size();
    }

    private String swap() {
        Answer answer = merchant.post("/imsi/v2/checkATI", fixture("swap-request.json"));
        assertSame("swap-response-success.json", answer);
        return answer.json().path("lastSwapDate").asText();
    }

    private static ObjectNode fixture(String name) {
        return (ObjectNode) Merchant.json(WireFixture.text(name));
    }

    private static void assertSame(String fixture, Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(SameShape.differences(fixture, answer.body()))
                .as(answer.body())
                .isEmpty();
    }
}
