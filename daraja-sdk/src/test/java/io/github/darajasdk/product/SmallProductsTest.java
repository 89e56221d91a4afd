package io.github.darajasdk.product;

import static io.github.darajasdk.TestDaraja.client;
import static io.github.darajasdk.TestDaraja.json;
import static io.github.darajasdk.TestDaraja.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.darajasdk.Amount;
import io.github.darajasdk.ConversationId;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.Merchant;
import io.github.darajasdk.PartyType;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.WireFixtures;
import io.github.darajasdk.bonga.PointsValue;
import io.github.darajasdk.error.DarajaAuthenticationException;
import io.github.darajasdk.error.DarajaProtocolException;
import io.github.darajasdk.error.DarajaRejectedException;
import io.github.darajasdk.qr.QrCode;
import io.github.darajasdk.qr.QrRequest;
import io.github.darajasdk.qr.QrType;
import io.github.darajasdk.raw.RawRequest;
import io.github.darajasdk.standingorder.StandingOrderEdition;
import io.github.darajasdk.standingorder.StandingOrderFrequency;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SmallProductsTest extends ProductTest {

    @Test
    void aQrCodeIsAPicture() throws Exception {
        answer(200, "qr-response-success-00.json");
        QrCode code = client.qr()
                .generate(QrRequest.builder()
                        .merchantName("Sample Biller")
                        .reference("INV-20418")
                        .amount(Amount.kes(150))
                        .type(QrType.PAYBILL)
                        .creditParty("174379")
                        .build());
        assertSent("/mpesa/qrcode/v1/generate", "qr-request-paybill.json");
        assertThat(code.png()).startsWith(0x89, 'P', 'N', 'G');

        server.enqueue(
                json(200, "{\"ResponseCode\":\"AG_20191219_000043fdf61864fe9ff5\",\"QRCode\":\"iVBORw0KGgo=\"}"));
        QrRequest till = QrRequest.builder()
                .merchantName("Sample Shop")
                .reference("INV-20418")
                .amount(Amount.kes(150))
                .type(QrType.BUY_GOODS)
                .creditParty("5310962")
                .build();
        assertThat(client.qr().generateAsync(till).get(5, TimeUnit.SECONDS).png())
                .hasSize(8);
        assertSent("/mpesa/qrcode/v1/generate", "qr-request-buygoods.json");

        server.enqueue(json(200, "{\"ResponseCode\":\"00\"}"));
        assertThat(catchThrowableOfType(
                        DarajaProtocolException.class, () -> client.qr().generate(till)))
                .hasMessageContaining("QRCode");
    }

    @Test
    void anOrganisationIsLookedUp() throws Exception {
        answer(200, "orginfo-response-success.json");
        answer(200, "orginfo-response-not-found.json");
        server.enqueue(json(200, "{\"ResponseCode\":\"5000\",\"ResponseMessage\":\"no\"}"));

        assertThat(client.organisations().lookUp(PartyType.SHORT_CODE, "600000"))
                .hasValueSatisfying(found -> assertThat(found.name()).isEqualTo("Sample Biller"));
        assertSent("/sfcverify/v1/query/info", "orginfo-request.json");
        assertThat(client.organisations().lookUpAsync(PartyType.TILL, "600001").get(5, TimeUnit.SECONDS))
                .isEmpty();
        assertThat(catchThrowableOfType(
                        DarajaRejectedException.class,
                        () -> client.organisations().lookUp(PartyType.TILL, "600001")))
                .hasMessageContaining("5000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.organisations().lookUp(PartyType.MSISDN, "254708374149"));
    }

    @Test
    void aSimSwapIsTold() throws Exception {
        answer(200, "swap-response-success.json");
        answer(200, "swap-response-no-recent-swap.json");
        answer(200, "imsi-response-success.json");

        assertThat(client.subscribers().simSwap(Requests.JANE).lastSwap())
                .contains(LocalDateTime.of(2026, 8, 14, 13, 6));
        assertSent("/imsi/v2/checkATI", "swap-request.json");
        assertThat(client.subscribers()
                        .simSwapAsync(Requests.JANE)
                        .get(5, TimeUnit.SECONDS)
                        .lastSwap())
                .as("the marker of no recent swap")
                .isEmpty();
        server.takeRequest();
        var imsi = client.subscribers().imsi(Requests.JANE);
        assertSent("/imsi/v1/checkATI", "imsi-request.json");
        assertThat(imsi.imsiHash()).hasSize(64);
        assertThat(imsi.lastSwap()).isEmpty();
        assertThat(imsi.registered()).contains(LocalDateTime.of(2016, 2, 11, 9, 12));
    }

    @Test
    void pointsAreWorthSomethingAndPay() throws Exception {
        answer(200, "bonga-calculate-response-success.json");
        answer(200, "bonga-redeem-response-accepted.json");

        PointsValue value = client.bonga().valueOf(40);
        assertSent("/v1/lipa/na/bonga/calculate-points", "bonga-calculate-request.json");
        assertThat(value.amount()).isEqualTo(new BigDecimal("8"));
        assertThat(value.rate()).isEqualTo(new BigDecimal("0.2"));
        assertThat(client.bonga()
                        .redeemAsync(Requests.redemption())
                        .get(5, TimeUnit.SECONDS)
                        .reference())
                .isEqualTo("55b2b8bd-0be4-4430-b0dc-792efccdc690");
        assertSent("/v1/lipa/na/bonga/redeem-paybill", "bonga-redeem-request.json");
        assertThatIllegalArgumentException().isThrownBy(() -> client.bonga().valueOf(0));
    }

    @Test
    void aTillIsPrompted() throws Exception {
        answer(200, "b2bexpress-response-accepted.json");

        assertThat(client.b2bExpress()
                        .promptAsync(Requests.tillPrompt())
                        .get(5, TimeUnit.SECONDS)
                        .status())
                .isEqualTo("USSD Initiated Successfully");

        assertSent("/v1/ussdpush/get-msisdn", "b2bexpress-request.json");
    }

    @Test
    void aTillPromptWithoutTheProductIsToldAsSuch() {
        answer(401, "b2bexpress-error-401.json");
        server.enqueue(token());
        answer(401, "b2bexpress-error-401.json");

        assertThat(catchThrowableOfType(
                        DarajaAuthenticationException.class,
                        () -> client.b2bExpress().prompt(Requests.tillPrompt())))
                .hasMessageContaining("lacks the product");
    }

    @ParameterizedTest
    @CsvSource({"Y2025, ratiba-request-2025.json", "Y2026, ratiba-request-2026.json"})
    void aStandingOrderFollowsItsEdition(StandingOrderEdition edition, String fixture) throws Exception {
        answer(200, "ratiba-response-accepted.json");
        Merchant merchant = Merchant.withoutPrompts(ShortCode.of("300584"));
        var request = Requests.standingOrder().edition(edition);
        if (edition == StandingOrderEdition.Y2026) {
            request.requestId(ConversationId.of("bae4ef32-3fb1-4998-988b-0063884a3d80"));
        }

        try (DarajaClient biller = client(server).merchant(merchant).build()) {
            assertThat(biller.standingOrders()
                            .createAsync(request.build())
                            .get(5, TimeUnit.SECONDS)
                            .responseReference())
                    .isEqualTo("4dd9b5d9-d738-42ba-9326-2cc99e966000");
        }

        assertSent("/standingorder/v1/createStandingOrderExternal", fixture);
    }

    @Test
    void aStandingOrderThatMakesNoSenseIsRefusedAtHome() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Requests.standingOrder().build())
                .withMessageContaining("requestId");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Requests.standingOrder()
                        .edition(StandingOrderEdition.Y2025)
                        .frequency(StandingOrderFrequency.BI_WEEKLY)
                        .build())
                .withMessageContaining("every two weeks");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Requests.standingOrder()
                        .requestId(Requests.OWN_ID)
                        .endDate(LocalDate.of(2020, 1, 1))
                        .build())
                .withMessageContaining("end before");
    }

    @ParameterizedTest
    @EnumSource(StandingOrderFrequency.class)
    void theEditionsNumberFrequenciesDifferently(StandingOrderFrequency frequency) {
        assertThat(StandingOrderEdition.Y2026.number(frequency)).isEqualTo(frequency.ordinal() + 1);
        if (frequency != StandingOrderFrequency.BI_WEEKLY) {
            int shift = frequency.compareTo(StandingOrderFrequency.BI_WEEKLY) > 0 ? 0 : 1;
            assertThat(StandingOrderEdition.Y2025.number(frequency)).isEqualTo(frequency.ordinal() + shift);
        }
    }

    @Test
    void anyPathCanBeReached() throws Exception {
        answer(200, "orginfo-response-success.json");
        RawRequest request =
                new RawRequest("look-up", "/sfcverify/v1/query/info", false, WireFixtures.text("orginfo-request.json"));

        var answer = client.raw().sendAsync(request).get(5, TimeUnit.SECONDS);

        assertSent("/sfcverify/v1/query/info", "orginfo-request.json");
        assertThat(answer.body()).isEqualTo(WireFixtures.text("orginfo-response-success.json"));
        assertThat(answer.httpStatus()).isEqualTo(200);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.raw().send(new RawRequest("x", "/x", false, "[]")))
                .withMessageContaining("one JSON object");
        for (String path : new String[] {"x", "/", "/a/../b", "/a?b", "//a", "https://evil.example/x"}) {
            assertThatIllegalArgumentException().as(path).isThrownBy(() -> new RawRequest("x", path, false, "{}"));
        }
    }
}
