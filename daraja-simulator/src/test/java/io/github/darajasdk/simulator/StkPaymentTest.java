package io.github.darajasdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.darajasdk.simulator.Merchant.Answer;
import io.github.darajasdk.simulator.Merchant.Delivered;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DarajaSimulatorExtension.class)
class StkPaymentTest {

    private DarajaSimulator simulator;
    private Merchant merchant;

    @BeforeEach
    void open(DarajaSimulator fresh) {
        simulator = fresh;
        merchant = new Merchant(fresh);
    }

    @AfterEach
    void close() {
        merchant.close();
    }

    @Test
    void approvedPushMovesTheMoneyOnceAndCallsBackWithTheReceiptOfTheDebit() {
        simulator.subscriber(Merchant.PHONE).balance(50_000);

        Answer answer = merchant.push();

        assertThat(answer.status()).isEqualTo(200);
        String checkoutRequestId = answer.json().path("CheckoutRequestID").asText();
        Delivered callback = merchant.awaitCallback();
        assertThat(callback.path()).isEqualTo("/cb/stk/1");
        assertThat(callback.businessShortCode()).isEqualTo("174379");
        assertThat(callback.contentType()).isEqualTo("application/json;charset=UTF-8");
        JsonNode result = callback.json().path("Body").path("stkCallback");
        assertThat(result.path("CheckoutRequestID").asText()).isEqualTo(checkoutRequestId);
        assertThat(result.path("ResultCode").intValue()).isZero();

        assertThat(simulator.ledger().debits()).singleElement().satisfies(debit -> {
            assertThat(debit.amount()).isEqualTo(1_500);
            assertThat(debit.msisdn()).isEqualTo(Merchant.PHONE);
            assertThat(debit.checkoutRequestId()).isEqualTo(checkoutRequestId);
            assertThat(debit.accountReference()).isEqualTo("BK20417");
            assertThat(result.findValuesAsText("Value")).contains(debit.receipt(), "1500");
        });
        assertThat(simulator.subscriber(Merchant.PHONE).balance()).isEqualTo(48_500);
        assertThat(simulator.organisation("174379").balance()).isEqualTo(1_500);
        assertThat(merchant.query(checkoutRequestId).json().path("ResultCode").textValue())
                .isEqualTo("0");
    }

    @Test
    void humanCustomerIsAskedOnThePhoneAndPaysWithThePin() {
        simulator.nextPush().customer(CustomerScript.human());

        String checkoutRequestId =
                merchant.push().json().path("CheckoutRequestID").asText();

        Phone phone = simulator.phone(Merchant.PHONE);
        assertThat(phone.prompt())
                .hasValueSatisfying(
                        prompt -> assertThat(prompt.text())
                                .isEqualTo(
                                        "Do you want to pay KES 1,500 to Daraja Sandbox Account no. BK20417? Enter M-PESA PIN"));
        assertThat(merchant.query(checkoutRequestId).json().path("ResultCode").textValue())
                .isEqualTo("4999");
        assertThat(simulator.ledger().debits()).isEmpty();

        phone.enterPin("1234");

        assertThat(phone.prompt()).isEmpty();
        assertThat(merchant.awaitCallback().json().findValue("ResultCode").intValue())
                .isZero();
        assertThat(phone.messages().get(0).text()).contains("Confirmed. Ksh1,500.00 sent to Daraja Sandbox");
    }
}
