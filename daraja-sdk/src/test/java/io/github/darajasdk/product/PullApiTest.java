package io.github.darajasdk.product;

import static io.github.darajasdk.TestDaraja.json;
import static io.github.darajasdk.TestDaraja.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.darajasdk.Amount;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.error.DarajaAuthenticationException;
import io.github.darajasdk.error.DarajaProtocolException;
import io.github.darajasdk.error.DarajaRejectedException;
import io.github.darajasdk.pull.PullPage;
import io.github.darajasdk.pull.PullQuery;
import io.github.darajasdk.pull.PullRegistration;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PullApiTest extends ProductTest {

    private static PullQuery.Builder query() {
        return PullQuery.builder()
                .shortCode(ShortCode.of("600000"))
                .from(Instant.parse("2026-10-13T05:36:00Z"))
                .to(Instant.parse("2026-10-14T07:10:00Z"));
    }

    @Test
    void theProductIsSwitchedOnOnce() throws Exception {
        PullRegistration registration = PullRegistration.builder()
                .shortCode(ShortCode.of("600000"))
                .nominatedNumber(Msisdn.of("254722000000"))
                .callbackUrl(URI.create("https://pay.example.co.ke/hooks/pull/1b1b"))
                .build();
        answer(200, "pull-register-response-success.json");
        answer(200, "pull-register-response-already-registered.json");
        server.enqueue(json(200, "{\"Response Status\":\"1000\",\"ResponseDescription\":\"other spelling\"}"));
        server.enqueue(json(200, "{\"ResponseStatus\":\"1002\",\"ResponseDescription\":\"no\"}"));

        assertThat(client.pull().register(registration).alreadyRegistered()).isFalse();
        assertSent("/pulltransactions/v1/register", "pull-register-request.json");
        assertThat(client.pull()
                        .registerAsync(registration)
                        .get(5, TimeUnit.SECONDS)
                        .alreadyRegistered())
                .isTrue();
        assertThat(client.pull().register(registration).alreadyRegistered()).isFalse();
        assertThat(catchThrowableOfType(
                        DarajaRejectedException.class, () -> client.pull().register(registration)))
                .hasMessageContaining("1002");
    }

    @Test
    void paymentsAreReadRowByRow() throws Exception {
        answer(200, "pull-query-response-success.json");

        PullPage page = client.pull().query(query().build());

        assertSent("/pulltransactions/v1/query", "pull-query-request.json");
        assertThat(page.unreadableRows()).isZero();
        assertThat(page.transactions()).hasSize(2);
        var second = page.transactions().get(1);
        assertThat(second.receiptNumber()).isEqualTo(ReceiptNumber.of("UJD51K1AAC"));
        assertThat(second.amount()).isEqualTo(Amount.kes(1500));
        assertThat(second.billReference()).isEqualTo("INV-20418");
        assertThat(second.phoneNumber()).isEqualTo("722000000");
        assertThat(second.type()).isEqualTo("c2b-pay-bill-debit");
        assertThat(second.organizationName()).isEqualTo("Sample Biller");
        assertThat(second.writtenTime()).contains(LocalDateTime.of(2026, 10, 13, 10, 13));
        assertThat(page.toString()).doesNotContain("722000000");
    }

    @Test
    void nothingFoundIsAnEmptyPageInEveryForm() throws Exception {
        answer(200, "pull-query-response-none-nested.json");
        server.enqueue(json(
                200,
                "{\"RequestID\":\"1\",\"ResponseCode\":\"1001\",\"ResponseMessage\":\"No records found or"
                        + " Organization Name not available\"}"));
        server.enqueue(json(200, "{\"ResponseCode\":\"1000\",\"ResponseMessage\":\"Success\",\"Response\":[[]]}"));

        assertThat(client.pull().query(query().build()).transactions()).isEmpty();
        assertThat(client.pull()
                        .queryAsync(query().build())
                        .get(5, TimeUnit.SECONDS)
                        .transactions())
                .isEmpty();
        assertThat(client.pull().query(query().build()).transactions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"transactionId\":\"UJD51K1AAC\",\"amount\":\"15.50\"}",
                "{\"transactionId\":\"=1\",\"amount\":\"15\"}",
                "{\"amount\":\"15\"}",
                "{\"transactionId\":\"UJD51K1AAC\"}",
                "7"
            })
    void aRowThatCannotBeReadIsCountedAndNotHidden(String row) {
        server.enqueue(json(
                200,
                "{\"ResponseCode\":\"1000\",\"Response\":[[" + row
                        + ",{\"transactionId\":\"UJD51K1AAD\",\"amount\":\"15\",\"trxDate\":\"soon\"}]]}"));

        PullPage page = client.pull().query(query().build());

        assertThat(page.unreadableRows()).isEqualTo(1);
        assertThat(page.transactions())
                .singleElement()
                .satisfies(t -> assertThat(t.writtenTime()).isEmpty());
    }

    @Test
    void rowsThatAreNoListAreNoAnswer() {
        server.enqueue(json(200, "{\"ResponseCode\":\"1000\",\"Response\":\"none\"}"));

        assertThat(catchThrowableOfType(
                        DarajaProtocolException.class, () -> client.pull().query(query().build())))
                .isNotNull();
    }

    @Test
    void aMissingProductIsToldAsSuch() {
        answer(401, "pull-error-401.001.json");
        server.enqueue(token());
        answer(401, "pull-error-401.001.json");

        assertThat(catchThrowableOfType(
                        DarajaAuthenticationException.class, () -> client.pull().query(query().build())))
                .hasMessageContaining("lacks the product");
    }

    @Test
    void aStretchOfTimeMustBeOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> query().to(Instant.EPOCH).build());
        assertThatIllegalArgumentException().isThrownBy(() -> query().offset(-1).build());
    }
}
