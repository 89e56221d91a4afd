package io.github.darajasdk.docs;

import static io.github.darajasdk.TestDaraja.client;
import static io.github.darajasdk.TestDaraja.fixture;
import static io.github.darajasdk.TestDaraja.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.Amount;
import io.github.darajasdk.CheckoutRequestId;
import io.github.darajasdk.ConversationId;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.Initiator;
import io.github.darajasdk.InitiatorCertificate;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.TestDaraja;
import io.github.darajasdk.WireFixtures;
import io.github.darajasdk.billmanager.BillManagerKey;
import io.github.darajasdk.callback.BillPayment;
import io.github.darajasdk.callback.CallbackGuard;
import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.spi.TokenStore;
import io.github.darajasdk.stk.StkQueryResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the pages do what the pages say. */
class ExamplesTest {

    private static final String ID = "6f1c2a90-11d4-4f6b-8a57-3f0e9d2b7c55";

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private final CallbackUrls urls = CallbackExamples.addresses("0123456789abcdef0123456789abcdef");
    private DarajaClient daraja;

    @BeforeEach
    void open() {
        daraja = client(server)
                .initiator(Initiator.of("testapi", "Safaricom999!*!"))
                .initiatorCertificate(InitiatorCertificate.sandbox())
                .build();
        server.enqueue(token());
    }

    @AfterEach
    void close() {
        daraja.close();
    }

    /** Answers the next call with a fixture. */
    private ExamplesTest answered(String fixture) {
        server.enqueue(fixture(200, fixture));
        return this;
    }

    private void assertCalled(String... paths) throws InterruptedException {
        List<String> called = new ArrayList<>();
        for (int left = server.getRequestCount(); left > 0; left--) {
            RecordedRequest request = server.takeRequest();
            if ("POST".equals(request.getMethod())) {
                called.add(request.getTarget());
            }
        }
        assertThat(called).containsExactly(paths);
    }

    @Test
    void customersArePromptedAndAskedAbout() throws Exception {
        answered("stk-response-accepted.json").answered("stkquery-response-1032-cancelled.json");
        var accepted = CollectExamples.push(daraja, urls, ID);
        assertThat(CollectExamples.await(daraja, accepted, Duration.ofMillis(1)))
                .isInstanceOf(StkQueryResult.NotPaid.class);
        assertCalled("/mpesa/stkpush/v1/processrequest", "/mpesa/stkpushquery/v1/query");

        assertThat(CollectExamples.stkCallback(WireFixtures.bytes("stk-callback-success.json")))
                .startsWith("paid ");
        assertThat(CollectExamples.stkCallback(WireFixtures.bytes("stk-callback-failure-1032-cancelled.json")))
                .isNotEmpty()
                .doesNotStartWith("paid")
                .doesNotStartWith("ask");
        assertThat(CollectExamples.stkCallback(WireFixtures.bytes("stk-callback-failure-unknown-code.json")))
                .startsWith("ask again");
    }

    @Test
    void paymentsByMenuAreRegisteredValidatedAndBookedOnce() throws Exception {
        answered("c2b-registerurl-response-success-0.json");
        assertThat(CollectExamples.registerC2b(daraja, urls).alreadyRegistered())
                .isFalse();
        assertCalled("/mpesa/c2b/v2/registerurl");

        byte[] question = WireFixtures.bytes("c2b-validation-request-paybill.json");
        assertThat(new String(CollectExamples.validate(question, Map.of()), StandardCharsets.UTF_8))
                .contains("C2B00012");
        byte[] confirmation = WireFixtures.bytes("c2b-confirmation-paybill-v2-masked.json");
        var booked = new HashMap<ReceiptNumber, io.github.darajasdk.callback.C2bPayment>();
        assertThat(CollectExamples.confirm(confirmation, booked)).isTrue();
        assertThat(CollectExamples.confirm(confirmation, booked)).isFalse();
    }

    @Test
    void missedPaymentsArePulledUntilNothingNewComes() throws Exception {
        answered("pull-register-response-success.json");
        assertThat(CollectExamples.registerPull(daraja, urls).alreadyRegistered())
                .isFalse();
        answered("pull-query-response-success.json").answered("pull-query-response-none-nested.json");
        assertThat(CollectExamples.pull(daraja, Clock.systemUTC())).isNotEmpty();
        assertCalled("/pulltransactions/v1/register", "/pulltransactions/v1/query", "/pulltransactions/v1/query");
    }

    @Test
    void codesBillsOrdersAndPointsAreAskedFor() throws Exception {
        answered("qr-response-success-00.json");
        assertThat(CollectExamples.qr(daraja)).isNotEmpty();
        answered("billmanager-optin-response-success.json");
        assertThat(CollectExamples.optIn(daraja, urls).key()).isPresent();
        answered("billmanager-singleinvoice-response-success.json");
        CollectExamples.invoice(daraja, BillManagerKey.of("AG_2376487236_126732989KJ"));
        answered("ratiba-response-accepted.json");
        CollectExamples.standingOrder(daraja, urls, ID);
        answered("bonga-calculate-response-success.json").answered("bonga-redeem-response-accepted.json");
        CollectExamples.redeem(daraja);
        assertCalled(
                "/mpesa/qrcode/v1/generate",
                "/v1/billmanager-invoice/optin",
                "/v1/billmanager-invoice/single-invoicing",
                "/standingorder/v1/createStandingOrderExternal",
                "/v1/lipa/na/bonga/calculate-points",
                "/v1/lipa/na/bonga/redeem-paybill");
        assertThat(CollectExamples.standingOrderCallback(WireFixtures.bytes("ratiba-callback-success-2026.json")))
                .isTrue();
        assertThat(CollectExamples.standingOrderCallback(
                        WireFixtures.bytes("ratiba-callback-failure-1050-duplicate-name.json")))
                .isFalse();
    }

    @Test
    void payoutsAreSentOnceAndDecidedByTheirResult() throws Exception {
        answered("b2c-response-accepted.json");
        assertThat(PayOutExamples.isDecided(daraja, PayOutExamples.payment(urls, ID)))
                .isFalse();
        answered("pochi-response-accepted.json");
        PayOutExamples.pochi(daraja, urls, ID);
        assertCalled("/mpesa/b2c/v3/paymentrequest", "/mpesa/b2pochi/v1/paymentrequest");

        assertThat(PayOutExamples.payoutResult(WireFixtures.bytes("b2c-result-success.json")))
                .isPresent();
        assertThat(PayOutExamples.payoutResult(WireFixtures.bytes("b2c-result-failure-1-insufficient-balance.json")))
                .isEmpty();
    }

    @Test
    void aPayoutOfADeadServerIsNotDecided() {
        server.enqueue(fixture(503, "common-error-503-service-unavailable-fault.json"));
        assertThat(PayOutExamples.isDecided(daraja, PayOutExamples.payment(urls, ID)))
                .isFalse();
    }

    @Test
    void businessesTaxesAndTillsAreAskedOnce() throws Exception {
        answered("b2b-response-accepted.json");
        PayOutExamples.toPaybill(daraja, urls, ID);
        answered("b2b-response-accepted.json");
        PayOutExamples.toTill(daraja, urls, ID);
        answered("b2b-response-accepted.json");
        PayOutExamples.topUp(daraja, urls, ID);
        answered("tax-response-accepted.json");
        PayOutExamples.tax(daraja, urls, ID);
        answered("b2bexpress-response-accepted.json");
        PayOutExamples.promptTill(daraja, urls, ID);
        answered("reversal-response-accepted.json");
        PayOutExamples.reverse(daraja, urls, ID);
        assertCalled(
                "/mpesa/b2b/v1/paymentrequest",
                "/mpesa/b2b/v1/paymentrequest",
                "/mpesa/b2b/v1/paymentrequest",
                "/mpesa/b2b/v1/remittax",
                "/v1/ussdpush/get-msisdn",
                "/mpesa/reversal/v1/request");

        assertThat(PayOutExamples.businessResult(WireFixtures.bytes("b2b-result-success-paybill.json")))
                .isPresent();
        assertThat(PayOutExamples.promptResult(WireFixtures.bytes("b2bexpress-callback-success.json")))
                .isPresent();
        assertThat(PayOutExamples.promptResult(WireFixtures.bytes("b2bexpress-callback-cancelled-4001.json")))
                .isEmpty();
        assertThat(PayOutExamples.reversalResult(WireFixtures.bytes("reversal-result-success.json")))
                .startsWith("given back");
        assertThat(PayOutExamples.reversalResult(
                        WireFixtures.bytes("reversal-result-failure-R000002-original-invalid.json")))
                .startsWith("not given back");
    }

    @Test
    void questionsAreAnsweredLaterOrAtOnce() throws Exception {
        answered("status-response-accepted.json");
        AskExamples.status(daraja, urls, ConversationId.of("AG_20261014_0000123456789abcdef0"), ID);
        answered("balance-response-accepted.json");
        AskExamples.balance(daraja, urls, ID);
        answered("orginfo-response-success.json");
        assertThat(AskExamples.organisation(daraja)).isPresent();
        answered("swap-response-success.json");
        assertThat(AskExamples.swappedSince(daraja, LocalDateTime.of(2026, 1, 1, 0, 0)))
                .isTrue();
        answered("imsi-response-success.json");
        assertThat(AskExamples.changedHands(daraja, "another hash")).isTrue();
        assertCalled(
                "/mpesa/transactionstatus/v1/query",
                "/mpesa/accountbalance/v1/query",
                "/sfcverify/v1/query/info",
                "/imsi/v2/checkATI",
                "/imsi/v1/checkATI");

        assertThat(AskExamples.statusResult(WireFixtures.bytes("status-result-success-c2b.json")))
                .isEqualTo("the money moved");
        assertThat(AskExamples.statusResult(WireFixtures.bytes("status-result-success-expired.json")))
                .startsWith("it did not");
        assertThat(AskExamples.statusResult(WireFixtures.bytes("status-result-failure-2032-receipt-not-found.json")))
                .startsWith("the question failed");
        assertThat(AskExamples.balanceResult(WireFixtures.bytes("balance-result-success.json")))
                .isPresent();
    }

    @Test
    void whatIsUnknownToTheSdkIsSentOnceAndCounted() throws Exception {
        Map<String, Integer> counts = new HashMap<>();
        try (DarajaClient watched =
                client(server).eventListener(WatchExamples.counting(counts)).build()) {
            answered("b2c-response-accepted.json");
            assertThat(WatchExamples.raw(watched, "{}").httpStatus()).isEqualTo(200);
        }
        assertThat(counts).containsOnly(Map.entry("raw.new.product OK", 1));
        assertCalled("/mpesa/newproduct/v1/request");
    }

    @Test
    void onlyOurOwnAddressesAreStoredAndAcknowledged() throws Exception {
        List<String> stored = new ArrayList<>();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        String path = urls.create(CallbackPurpose.STK, ID).getPath();

        assertThat(receive(path, stored, answer)).isEqualTo(200);
        assertThat(receive(path.substring(0, path.length() - 1) + "x", stored, answer))
                .isEqualTo(404);
        assertThat(stored).containsExactly(ID);
        assertThat(answer.toString(StandardCharsets.UTF_8)).contains("ResultCode");
    }

    private int receive(String path, List<String> stored, ByteArrayOutputStream answer) throws IOException {
        return CallbackExamples.receive(
                CallbackExamples.guard(urls),
                (purpose, reference, body) -> stored.add(reference),
                new CallbackGuard.Request("POST", path, "127.0.0.1", List.of("196.201.214.200"), null),
                new ByteArrayInputStream(WireFixtures.bytes("stk-callback-success.json")),
                answer);
    }

    @Test
    void anAnswerThatTheSimulatorLosesIsUnknownAndThereIsOnePush() {
        try (DarajaSimulator mpesa = DarajaSimulator.start();
                DarajaClient client = TestingExamples.client(mpesa)) {
            TestingExamples.aLostAnswerIsUnknownAndNothingIsSentTwice(
                    mpesa, client, URI.create("http://127.0.0.1:9/nobody-listens"));
        }
    }

    @Test
    void theTableKnowsWhatMayHaveHappened() {
        server.enqueue(fixture(503, "common-error-503-service-unavailable-fault.json"));
        answered("stk-response-accepted.json").answered("stkquery-response-1032-cancelled.json");
        Table table = new Table();
        PersistExamples payments = new PersistExamples(daraja, urls, table);
        Msisdn jane = Msisdn.of("254708374149");

        assertThat(payments.push("lost", "BK1", jane, Amount.kes(1))).isEmpty();
        assertThat(table.states).containsEntry("lost", PersistExamples.State.UNCLEAR);

        CheckoutRequestId prompt =
                payments.push("prompted", "BK2", jane, Amount.kes(1)).orElseThrow();
        assertThat(table.states).containsEntry("prompted", PersistExamples.State.PROMPTED);
        payments.await("prompted", prompt, Duration.ofMillis(1));
        assertThat(table.states).containsEntry("prompted", PersistExamples.State.NOT_PAID);

        payments.callback("lost", WireFixtures.bytes("stk-callback-success.json"));
        assertThat(table.states).containsEntry("lost", PersistExamples.State.PAID);
    }

    @Test
    void onlyASoftEndHeardAgainLaterEndsARow() {
        answered("stkquery-response-4999-pending.json")
                .answered("stkquery-response-unknown-code.json")
                .answered("stkquery-response-1037-no-response.json");
        Table table = new Table();
        PersistExamples payments = new PersistExamples(daraja, urls, table);
        CheckoutRequestId prompt = CheckoutRequestId.of("ws_CO_141020261015303708374149");
        table.prompted("soft", prompt);

        payments.askOnceMore("soft", prompt);
        payments.askOnceMore("soft", prompt);
        assertThat(table.states).containsEntry("soft", PersistExamples.State.PROMPTED);
        payments.askOnceMore("soft", prompt);
        assertThat(table.states).containsEntry("soft", PersistExamples.State.NOT_PAID);
    }

    /** A table in memory. */
    private static final class Table implements PersistExamples.Payments {

        private final Map<String, PersistExamples.State> states = new HashMap<>();

        @Override
        public void insert(String id, String orderNumber, Amount amount) {
            states.put(id, PersistExamples.State.SENDING);
        }

        @Override
        public void become(String id, PersistExamples.State state, String why) {
            assertThat(states.get(id)).isNotEqualTo(PersistExamples.State.PAID);
            states.put(id, state);
        }

        @Override
        public void prompted(String id, CheckoutRequestId checkoutRequestId) {
            states.put(id, PersistExamples.State.PROMPTED);
        }

        @Override
        public void paid(String id, Optional<ReceiptNumber> receipt) {
            states.put(id, PersistExamples.State.PAID);
        }

        @Override
        public boolean isExpected(String id, CheckoutRequestId checkoutRequestId, Amount amount) {
            return states.containsKey(id);
        }
    }

    @Test
    void aBillPaidIsBookedOnceHoweverOftenItIsTold() {
        Map<ReceiptNumber, BillPayment> booked = new HashMap<>();
        byte[] told = WireFixtures.bytes("billmanager-payment-callback.json");

        assertThat(CollectExamples.billPayment(told, booked)).isTrue();
        assertThat(CollectExamples.billPayment(told, booked)).isFalse();
    }

    @Test
    void twoClientsThatShareAFolderShareATokenToo(@TempDir Path folder) throws Exception {
        answered("stkquery-response-0-paid.json").answered("stkquery-response-0-paid.json");
        TokenStore store = new FileTokenStore(folder);
        try (DarajaClient one = client(server).tokenStore(store).build();
                DarajaClient two = client(server).tokenStore(store).build()) {
            one.stk().query(CheckoutRequestId.of("ws_CO_141020261015303708374149"));
            two.stk().query(CheckoutRequestId.of("ws_CO_141020261015303708374149"));
        }
        assertThat(TestDaraja.requests(server, "GET")).as("tokens asked for").isEqualTo(1);
    }
}
