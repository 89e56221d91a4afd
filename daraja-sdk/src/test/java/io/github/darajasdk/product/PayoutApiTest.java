package io.github.darajasdk.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.Amount;
import io.github.darajasdk.PartyType;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.TillNumber;
import io.github.darajasdk.WireFixtures;
import io.github.darajasdk.account.BalanceQuery;
import io.github.darajasdk.b2b.B2bCommand;
import io.github.darajasdk.b2b.B2bPayment;
import io.github.darajasdk.b2c.B2cCommand;
import io.github.darajasdk.b2c.CustomerName;
import io.github.darajasdk.error.DarajaException;
import io.github.darajasdk.error.Delivery;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayoutApiTest extends ProductTest {

    @ParameterizedTest
    @CsvSource({
        "BUSINESS_PAYMENT, Refund 20418, b2c-request-v3-businesspayment.json",
        "SALARY_PAYMENT, Salary Oct, b2c-request-v3-salarypayment.json",
        "PROMOTION_PAYMENT, Promo win, b2c-request-v3-promotionpayment.json"
    })
    void aPayoutCarriesTheCallersOwnId(B2cCommand command, String remarks, String fixture) throws Exception {
        answer(200, "b2c-response-accepted.json");

        var accepted = client.b2c()
                .pay(Requests.payout().command(command).remarks(remarks).build());

        assertSent("/mpesa/b2c/v3/paymentrequest", fixture);
        assertThat(accepted.originatorConversationId()).isEqualTo(Requests.OWN_ID);
        assertThat(accepted.conversationId().value()).isEqualTo("AG_20261014_2010004430d9bbdb16ef");
    }

    @Test
    void theOlderEditionTakesNoId() throws Exception {
        answer(200, "b2c-response-accepted.json");

        client.b2c().payWithoutProtectionAsync(Requests.payout().build()).get(5, TimeUnit.SECONDS);

        assertSent("/mpesa/b2c/v1/paymentrequest", "b2c-request-v1.json");
    }

    @ParameterizedTest
    @CsvSource({
        "400, b2c-error-400.002.02-invalid-initiatorname.json, REJECTED",
        "400, b2c-error-400.002.02-invalid-securitycredential.json, REJECTED",
        "403, b2c-error-403.002.1001-not-authorised.json, UNKNOWN",
        "500, b2c-error-500.002.1001-duplicate.json, UNKNOWN"
    })
    void everyKnownErrorSaysWhatItProves(int status, String name, Delivery delivery) {
        answer(status, name);

        DarajaException thrown = catchThrowableOfType(
                DarajaException.class, () -> client.b2c().pay(Requests.payout().build()));

        assertThat(thrown.delivery()).isEqualTo(delivery);
        if (name.contains("duplicate")) {
            assertThat(thrown).hasMessageContaining("earlier request with this id stands");
        }
    }

    @Test
    void lessThanTenShillingsCannotBePaidOut() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Requests.payout().amount(Amount.kes(9)).build())
                .withMessageContaining("KES 10");
    }

    @Test
    void aBusinessWalletIsPaid() throws Exception {
        answer(200, "pochi-response-accepted.json");

        client.pochi().payAsync(Requests.pochi()).get(5, TimeUnit.SECONDS);

        assertSent("/mpesa/b2pochi/v1/paymentrequest", "pochi-request.json");
    }

    @Test
    void aNameIsLookedUpBeforePaying() throws Exception {
        answer(200, "hakikisha-response-success.json");

        CustomerName name = client.b2c().lookUpNameAsync(Requests.JANE).get(5, TimeUnit.SECONDS);

        assertThat(name.firstName()).isEqualTo("JANE");
        assertThat(name.lastName()).isEqualTo("D******");
        assertThat(name.toString()).doesNotContain("JANE");
        server.takeRequest();
        var request = server.takeRequest();
        assertThat(request.getTarget()).isEqualTo("/mpesa/b2c/hakikisha/v1/hakikisha");
        ObjectNode sent = (ObjectNode) JSON.readTree(request.getBody().toByteArray());
        assertThat(sent.at("/header/requestID").asText()).hasSize(36);
        ObjectNode wanted = (ObjectNode) JSON.readTree(WireFixtures.bytes("hakikisha-request.json"));
        ((ObjectNode) sent.get("header")).remove("requestID");
        ((ObjectNode) wanted.get("header")).remove("requestID");
        ((ObjectNode) wanted.get("body")).put("shortcode", "174379");
        assertThat(sent).isEqualTo(wanted);
    }

    @Test
    void businessesArePaidByPaybillTillAndTopUp() throws Exception {
        answer(200, "b2b-response-accepted.json");
        client.b2b()
                .pay(Requests.business(B2bPayment.toPaybill(ShortCode.of("600000")))
                        .build());
        assertSent("/mpesa/b2b/v1/paymentrequest", "b2b-request-paybill.json");

        answer(200, "b2b-response-accepted.json");
        client.b2b()
                .pay(Requests.business(B2bPayment.toTill(TillNumber.of("5310962")))
                        .build());
        assertSent("/mpesa/b2b/v1/paymentrequest", "b2b-request-buygoods.json");

        answer(200, "b2b-response-accepted.json");
        client.b2b()
                .payAsync(Requests.business(B2bPayment.toTill(TillNumber.of("5310962")))
                        .receiverType(PartyType.TILL)
                        .build())
                .get(5, TimeUnit.SECONDS);
        assertSent("/mpesa/b2b/v1/paymentrequest", "b2b-request-buygoods-type2.json");

        answer(200, "b2b-response-accepted.json");
        client.b2b()
                .pay(Requests.business(B2bPayment.topUp(ShortCode.of("600997")))
                        .accountReference("FLOAT-OCT")
                        .build());
        assertSent("/mpesa/b2b/v1/paymentrequest", "topup-request.json");

        answer(200, "b2b-response-accepted.json");
        client.b2b()
                .pay(Requests.business(B2bPayment.of(B2bCommand.MMF_TO_UTILITY, ShortCode.of("600979")))
                        .accountReference("FLOAT")
                        .build());
        assertSent("/mpesa/b2b/v1/paymentrequest", "b2b-request-mmf-to-utility.json");

        answer(200, "b2b-response-accepted.json");
        client.b2b()
                .pay(Requests.business(B2bPayment.of(B2bCommand.MERCHANT_TO_MERCHANT, ShortCode.of("600000")))
                        .build());
        assertSent("/mpesa/b2b/v1/paymentrequest", "b2b-request-legacy-merchant-to-merchant.json");
    }

    @Test
    void aTaxIsPaid() throws Exception {
        answer(200, "tax-response-accepted.json");

        client.b2b().payTaxAsync(Requests.tax()).get(5, TimeUnit.SECONDS);

        assertSent("/mpesa/b2b/v1/remittax", "tax-request.json");
    }

    @Test
    void balancesAreAskedFor() throws Exception {
        answer(200, "balance-response-accepted.json");
        BalanceQuery query = BalanceQuery.builder()
                .shortCode(ShortCode.of("600000"))
                .remarks("Nightly")
                .resultUrl(RESULT_URL)
                .timeoutUrl(TIMEOUT_URL)
                .build();

        client.accounts().balanceAsync(query).get(5, TimeUnit.SECONDS);

        assertSent("/mpesa/accountbalance/v1/query", "balance-request.json");
    }
}
