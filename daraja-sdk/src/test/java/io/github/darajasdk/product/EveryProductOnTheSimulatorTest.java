package io.github.darajasdk.product;

import static io.github.darajasdk.TestDaraja.PASSKEY;
import static io.github.darajasdk.TestDaraja.aPush;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.AccountReference;
import io.github.darajasdk.Amount;
import io.github.darajasdk.ConversationId;
import io.github.darajasdk.Credentials;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.DarajaEnvironment;
import io.github.darajasdk.Initiator;
import io.github.darajasdk.InitiatorCertificate;
import io.github.darajasdk.Merchant;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.PartyType;
import io.github.darajasdk.Passkey;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.account.BalanceQuery;
import io.github.darajasdk.b2b.B2bPayment;
import io.github.darajasdk.billmanager.BillManagerKey;
import io.github.darajasdk.c2b.C2bDefault;
import io.github.darajasdk.c2b.C2bRegistration;
import io.github.darajasdk.pull.PullQuery;
import io.github.darajasdk.pull.PullRegistration;
import io.github.darajasdk.qr.QrRequest;
import io.github.darajasdk.qr.QrType;
import io.github.darajasdk.raw.RawRequest;
import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.stk.StkPushRequest;
import io.github.darajasdk.transaction.StatusQuery;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The requests that the other tests compare with the wire, each taken by a simulator that knows nothing of the SDK. With
 * {@code -Ddaraja.simulator=http://127.0.0.1:8090} it is one that runs already, in whatever language's hands; it is reset.
 */
class EveryProductOnTheSimulatorTest {

    private static DarajaSimulator own;
    private static URI base;
    private static DarajaClient client;

    @BeforeAll
    static void open() throws IOException {
        String running = System.getProperty("daraja.simulator", "");
        if (running.isEmpty()) {
            own = DarajaSimulator.start();
        }
        base = running.isEmpty() ? own.baseUri() : URI.create(running);
        control("POST", "/simulator/reset", "");
        control("PUT", "/simulator/scripts/default", "{\"customer\":\"approves\"}");
        String certificate = control("GET", "/simulator/certificate", "");
        client = DarajaClient.builder()
                .environment(DarajaEnvironment.custom(base))
                .credentials(Credentials.of(DarajaSimulator.CONSUMER_KEY, DarajaSimulator.CONSUMER_SECRET))
                .merchant(Merchant.paybill(ShortCode.of("174379"), Passkey.of(PASSKEY)))
                .initiator(Initiator.of(DarajaSimulator.INITIATOR, DarajaSimulator.INITIATOR_PASSWORD))
                .initiatorCertificate(InitiatorCertificate.parse(certificate.getBytes(StandardCharsets.US_ASCII)))
                .build();
    }

    @AfterAll
    static void close() {
        client.close();
        if (own != null) {
            own.close();
        }
    }

    private static String control(String method, String path, String body) throws IOException {
        Request request = new Request.Builder()
                .url(base + path)
                .method(method, method.equals("GET") ? null : RequestBody.create(body, null))
                .build();
        try (Response answer = new OkHttpClient().newCall(request).execute()) {
            String text = answer.body().string();
            assertThat(answer.code()).as(text).isEqualTo(200);
            return text;
        }
    }

    static Stream<Arguments> everyOperation() {
        return operations().entrySet().stream().map(one -> Arguments.of(one.getKey(), one.getValue()));
    }

    private static Map<String, Function<DarajaClient, Object>> operations() {
        URI url = ProductTest.RESULT_URL;
        ShortCode biller = ShortCode.of("600000");
        ReceiptNumber someReceipt = ReceiptNumber.of("UJE41K7QXN");
        Map<String, Function<DarajaClient, Object>> all = new LinkedHashMap<>();
        all.put("stk push", c -> c.stk().push(aPush()));
        all.put("stk query", c -> {
            var later = Msisdn.of("254712" + String.format("%06d", System.nanoTime() % 1_000_000));
            var push = StkPushRequest.builder()
                    .phoneNumber(later)
                    .amount(Amount.kes(7))
                    .accountReference(AccountReference.of("INV-1"))
                    .callbackUrl(url)
                    .build();
            return c.stk().query(c.stk().push(push).checkoutRequestId());
        });
        all.put(
                "c2b registration",
                c -> c.c2b()
                        .register(C2bRegistration.builder()
                                .shortCode(ShortCode.of("600984"))
                                .whenUnanswered(C2bDefault.COMPLETE)
                                .confirmationUrl(url)
                                .validationUrl(url)
                                .build()));
        all.put("c2b simulation", c -> c.c2b().simulate(Requests.simulation()));
        all.put(
                "payout",
                c -> c.b2c()
                        .pay(Requests.payout().originatorConversationId(id()).build()));
        all.put(
                "unprotected payout",
                c -> c.b2c().payWithoutProtection(Requests.payout().build()));
        all.put("customer's name", c -> c.b2c().lookUpName(Requests.JANE));
        all.put("pochi", c -> c.pochi().pay(Requests.pochi()));
        all.put(
                "business payment",
                c -> c.b2b().pay(Requests.business(B2bPayment.toPaybill(biller)).build()));
        all.put("tax", c -> c.b2b().payTax(Requests.tax()));
        all.put("till prompt", c -> c.b2bExpress().prompt(Requests.tillPrompt()));
        all.put(
                "status",
                c -> c.transactions()
                        .status(StatusQuery.builder()
                                .receiptNumber(someReceipt)
                                .resultUrl(url)
                                .timeoutUrl(url)
                                .build()));
        all.put("reversal", c -> c.transactions().reverse(Requests.reversal()));
        all.put(
                "balance",
                c -> c.accounts()
                        .balance(BalanceQuery.builder()
                                .resultUrl(url)
                                .timeoutUrl(url)
                                .build()));
        all.put(
                "qr",
                c -> c.qr().generate(QrRequest.builder()
                        .merchantName("Sample Biller")
                        .reference("INV-20418")
                        .amount(Amount.kes(150))
                        .type(QrType.PAYBILL)
                        .creditParty("174379")
                        .build()));
        all.put("pull", c -> {
            c.pull()
                    .register(PullRegistration.builder()
                            .shortCode(biller)
                            .nominatedNumber(Msisdn.of("254722000000"))
                            .callbackUrl(url)
                            .build());
            Instant now = Instant.now();
            return c.pull()
                    .query(PullQuery.builder()
                            .shortCode(biller)
                            .from(now.minus(Duration.ofHours(24)))
                            .to(now)
                            .build());
        });
        all.put("bills", c -> {
            BillManagerKey key = c.billManager()
                    .optIn(Requests.optIn().shortCode(biller).build())
                    .key()
                    .orElseThrow();
            c.billManager().sendInvoice(key, Requests.invoice("INV-1"));
            c.billManager().sendInvoices(key, List.of(Requests.invoice("INV-2"), Requests.invoice("INV-3")));
            c.billManager().cancelInvoice(key, "INV-1");
            return c.billManager().cancelInvoices(key, List.of("INV-2", "INV-3"));
        });
        all.put(
                "standing order",
                c -> c.standingOrders()
                        .create(Requests.standingOrder().requestId(id()).build()));
        all.put(
                "organisation",
                c -> c.organisations().lookUp(PartyType.SHORT_CODE, "600000").orElseThrow());
        all.put("sim swap", c -> c.subscribers().simSwap(Requests.JANE));
        all.put("imsi", c -> c.subscribers().imsi(Requests.JANE));
        all.put("points", c -> c.bonga().valueOf(40));
        all.put("points payment", c -> c.bonga().redeem(Requests.redemption()));
        all.put(
                "raw",
                c -> c.raw()
                        .send(
                                new RawRequest(
                                        "qr",
                                        "/mpesa/qrcode/v1/generate",
                                        false,
                                        "{\"MerchantName\":\"A\",\"RefNo\":\"B\",\"Amount\":1,\"TrxCode\":\"PB\",\"CPI\":\"174379\",\"Size\":\"300\"}")));
        return all;
    }

    private static ConversationId id() {
        return ConversationId.of(UUID.randomUUID().toString());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyOperation")
    void whatTheSdkSendsIsTaken(String operation, Function<DarajaClient, Object> call) {
        assertThat(call.apply(client)).as(operation).isNotNull();
    }
}
