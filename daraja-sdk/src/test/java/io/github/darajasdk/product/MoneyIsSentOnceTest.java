package io.github.darajasdk.product;

import static io.github.darajasdk.TestDaraja.aPush;
import static io.github.darajasdk.TestDaraja.accepted;
import static io.github.darajasdk.TestDaraja.client;
import static io.github.darajasdk.TestDaraja.fixture;
import static io.github.darajasdk.TestDaraja.json;
import static io.github.darajasdk.TestDaraja.requests;
import static io.github.darajasdk.TestDaraja.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.Initiator;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.b2b.B2bPayment;
import io.github.darajasdk.billmanager.BillManagerKey;
import io.github.darajasdk.error.DarajaException;
import io.github.darajasdk.error.Delivery;
import io.github.darajasdk.raw.RawRequest;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rule one over every operation that moves money, or rings a phone, against every kind of fault: behind the fault an
 * acceptance is ready, and whoever repeats gets it.
 */
class MoneyIsSentOnceTest {

    private static final BillManagerKey KEY = BillManagerKey.of("AG_2376487236_126732989KJ");

    /** What neither moves money nor rings a phone. Whatever is neither here nor in the list below fails a test. */
    private static final Set<String> READS = Set.of(
            "AccountApi.balance",
            "B2cApi.lookUpName",
            "BillManagerApi.cancelInvoice",
            "BillManagerApi.cancelInvoices",
            "BillManagerApi.changeOptIn",
            "BillManagerApi.optIn",
            "BongaApi.valueOf",
            "C2bApi.register",
            "OrganisationApi.lookUp",
            "PullApi.query",
            "PullApi.register",
            "QrApi.generate",
            "StkApi.awaitOutcome",
            "StkApi.query",
            "SubscriberApi.imsi",
            "SubscriberApi.simSwap",
            "TransactionApi.status");

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private static Map<String, Consumer<DarajaClient>> operations() {
        Map<String, Consumer<DarajaClient>> all = new LinkedHashMap<>();
        all.put("StkApi.push", c -> c.stk().push(aPush()));
        all.put("B2cApi.pay", c -> c.b2c().pay(Requests.payout().build()));
        all.put(
                "B2cApi.payWithoutProtection",
                c -> c.b2c().payWithoutProtection(Requests.payout().build()));
        all.put("PochiApi.pay", c -> c.pochi().pay(Requests.pochi()));
        all.put(
                "B2bApi.pay",
                c -> c.b2b()
                        .pay(Requests.business(B2bPayment.toPaybill(ShortCode.of("600000")))
                                .build()));
        all.put("B2bApi.payTax", c -> c.b2b().payTax(Requests.tax()));
        all.put("TransactionApi.reverse", c -> c.transactions().reverse(Requests.reversal()));
        all.put("B2bExpressApi.prompt", c -> c.b2bExpress().prompt(Requests.tillPrompt()));
        all.put(
                "StandingOrderApi.create",
                c -> c.standingOrders()
                        .create(Requests.standingOrder()
                                .requestId(Requests.OWN_ID)
                                .build()));
        all.put("BongaApi.redeem", c -> c.bonga().redeem(Requests.redemption()));
        all.put("C2bApi.simulate", c -> c.c2b().simulate(Requests.simulation()));
        all.put("BillManagerApi.sendInvoice", c -> c.billManager().sendInvoice(KEY, Requests.invoice("INV-1")));
        all.put(
                "BillManagerApi.sendInvoices",
                c -> c.billManager().sendInvoices(KEY, List.of(Requests.invoice("INV-1"))));
        all.put("BillManagerApi.acknowledge", c -> c.billManager().acknowledge(KEY, Requests.billReceipt()));
        all.put(
                "RawApi.send",
                c -> c.raw().send(new RawRequest("new-product", "/mpesa/new/v1/pay", true, "{\"Amount\":1}")));
        return all;
    }

    private static Map<String, MockResponse> faults() {
        Map<String, MockResponse> all = new LinkedHashMap<>();
        MockResponse.Builder plain = new MockResponse.Builder().body("{}");
        all.put(
                "reset after the request",
                plain.clone().onResponseStart(new SocketEffect.CloseSocket()).build());
        all.put(
                "half an answer",
                accepted()
                        .newBuilder()
                        .onResponseBody(new SocketEffect.CloseSocket())
                        .build());
        all.put(
                "no answer in time",
                accepted().newBuilder().headersDelay(20, TimeUnit.SECONDS).build());
        all.put("500", fixture(500, "common-error-500.002.1001-system-internal-error.json"));
        all.put("duplicate", fixture(500, "common-error-500.002.1001-duplicate-originator.json"));
        all.put("busy", fixture(500, "common-error-500.003.02-system-busy.json"));
        all.put(
                "503 with Retry-After: 0",
                json(503, "{}").newBuilder().setHeader("Retry-After", "0").build());
        all.put("504 fault", fixture(504, "common-error-504-gateway-timeout-fault.json"));
        all.put("408", json(408, "{}"));
        all.put("firewall", fixture(503, "oauth-error-503-incapsula.html"));
        all.put("empty 404", json(404, ""));
        all.put("empty 200", json(200, ""));
        return all;
    }

    static Stream<Arguments> everyOperationAndFault() {
        return operations().entrySet().stream()
                .flatMap(operation -> faults().entrySet().stream()
                        .map(fault -> Arguments.of(
                                operation.getKey(), fault.getKey(), operation.getValue(), fault.getValue())));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everyOperationAndFault")
    void anUnclearAnswerIsUnknownAndTheRequestIsNotSentAgain(
            String operation, String fault, Consumer<DarajaClient> call, MockResponse answer) throws Exception {
        server.enqueue(token());
        server.enqueue(answer);
        server.enqueue(json(
                200,
                "{\"ResponseCode\":\"0\",\"ConversationID\":\"1\",\"OriginatorConversationID\":\"1\",\"code\":\"0\","
                        + "\"MerchantRequestID\":\"1\",\"CheckoutRequestID\":\"1\",\"rescode\":\"200\","
                        + "\"header\":{\"responseCode\":\"200\"},\"ResponseHeader\":{\"responseCode\":\"200\"}}"));
        try (DarajaClient client = client(server)
                .initiator(Initiator.of("testapi", "Safaricom999!*!"))
                .callTimeout(Duration.ofMillis(fault.equals("no answer in time") ? 400 : 5_000))
                .build()) {
            DarajaException thrown = catchThrowableOfType(DarajaException.class, () -> call.accept(client));

            assertThat(thrown).as("a repeated request would have been accepted").isNotNull();
            assertThat(thrown.delivery()).isEqualTo(Delivery.UNKNOWN);
            assertThat(thrown).hasMessageContaining("do not send it again");
        }
        assertThat(requests(server, "POST")).as("one call, one POST").isEqualTo(1);
    }

    static Stream<Arguments> everyOperation() {
        return operations().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyOperation")
    void aRefusalIsRejectedAndNotRepeated(String operation, Consumer<DarajaClient> call) throws Exception {
        server.enqueue(token());
        server.enqueue(fixture(400, "b2c-error-400.002.02-invalid-initiatorname.json"));
        server.enqueue(json(200, "{}"));
        try (DarajaClient client = client(server)
                .initiator(Initiator.of("testapi", "Safaricom999!*!"))
                .build()) {
            DarajaException thrown = catchThrowableOfType(DarajaException.class, () -> call.accept(client));

            assertThat(thrown.delivery()).isEqualTo(Delivery.REJECTED);
            assertThat(thrown.toString()).doesNotContain("Safaricom999");
        }
        assertThat(requests(server, "POST")).isEqualTo(1);
    }

    @Test
    void everyOperationOfEveryProductIsHereOrOnlyReads() {
        Set<String> known = new TreeSet<>(READS);
        known.addAll(operations().keySet());
        Set<String> there = Arrays.stream(DarajaClient.class.getMethods())
                .map(Method::getReturnType)
                .filter(type -> type.getSimpleName().endsWith("Api"))
                .flatMap(api -> Arrays.stream(api.getMethods())
                        .filter(method -> !CompletableFuture.class.equals(method.getReturnType()))
                        .map(method -> api.getSimpleName() + "." + method.getName()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(known).isEqualTo(there);
        assertThat(operations()).doesNotContainKeys(READS.toArray(String[]::new));
    }
}
