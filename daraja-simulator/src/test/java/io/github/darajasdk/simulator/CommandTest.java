package io.github.darajasdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.Merchant.Answer;
import io.github.darajasdk.simulator.Merchant.Delivered;
import io.github.darajasdk.simulator.wire.WireFixture;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** B2C, B2B, status, balance and reversal: accepted at once, answered by a result later. */
class CommandTest extends SimulatorTest {

    @ParameterizedTest
    @CsvSource({
        "b2c-request-v1.json, /mpesa/b2c/v1/paymentrequest, b2c-response-accepted.json, b2c-result-success.json",
        "b2c-request-v3-businesspayment.json, /mpesa/b2c/v3/paymentrequest, b2c-response-accepted.json, b2c-result-success.json",
        "b2c-request-v3-salarypayment.json, /mpesa/b2c/v3/paymentrequest, b2c-response-accepted.json, b2c-result-success.json",
        "b2c-request-v3-promotionpayment.json, /mpesa/b2c/v3/paymentrequest, b2c-response-accepted.json, b2c-result-success.json",
        "pochi-request.json, /mpesa/b2pochi/v1/paymentrequest, pochi-response-accepted.json, b2c-result-success.json",
        "b2b-request-paybill.json, /mpesa/b2b/v1/paymentrequest, b2b-response-accepted.json, b2b-result-success-paybill.json",
        "b2b-request-buygoods.json, /mpesa/b2b/v1/paymentrequest, b2b-response-accepted.json, b2b-result-success-buygoods.json",
        "b2b-request-buygoods-type2.json, /mpesa/b2b/v1/paymentrequest, b2b-response-accepted.json, b2b-result-success-buygoods.json",
        "b2b-request-legacy-merchant-to-merchant.json, /mpesa/b2b/v1/paymentrequest, b2b-response-accepted.json, b2b-result-success-paybill.json",
        "b2b-request-mmf-to-utility.json, /mpesa/b2b/v1/paymentrequest, b2b-response-accepted.json, b2b-result-success-paybill.json",
        "topup-request.json, /mpesa/b2b/v1/paymentrequest, b2b-response-accepted.json, topup-result-success.json",
        "tax-request.json, /mpesa/b2b/v1/remittax, tax-response-accepted.json, tax-result-success.json",
        "balance-request.json, /mpesa/accountbalance/v1/query, balance-response-accepted.json, balance-result-success.json"
    })
    void requestsOfTheFixturesSucceedInTheShapeOfTheFixtures(
            String request, String path, String accepted, String expectedResult) {
        Answer answer = merchant.post(path, command(request));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(SameShape.differences(accepted, answer.body())).isEmpty();
        Delivered result = merchant.awaitCallback();
        assertThat(result.path()).isEqualTo("/result");
        assertThat(SameShape.differences(expectedResult, result.body()))
                .as(result.body())
                .isEmpty();
        assertThat(result.json().findValue("ConversationID"))
                .isEqualTo(answer.json().path("ConversationID"));
        assertThat(result.json().findValue("ResultDesc"))
                .isEqualTo(Merchant.json(WireFixture.text(expectedResult)).findValue("ResultDesc"));
        assertThat(sumOfBalances()).isZero();
    }

    @Test
    void paidOutMoneyArrivesOnThePhoneAndLeavesTheUtilityAccount() {
        long before = simulator.subscriber("254708374149").balance();

        merchant.post("/mpesa/b2c/v3/paymentrequest", command("b2c-request-v3-businesspayment.json"));
        JsonNode result = merchant.awaitCallback().json();

        assertThat(simulator.subscriber("254708374149").balance()).isEqualTo(before + 1_200);
        assertThat(simulator.organisation("600992").balance()).isEqualTo(1_000_000 - 1_200);
        assertThat(simulator.phone("254708374149").messages().get(0).text())
                .startsWith(result.findValue("TransactionID").asText() + " Confirmed. You have received Ksh1,200.00");
        assertThat(parameter(result, "B2CChargesPaidAccountAvailableFunds").decimalValue())
                .isNegative();
    }

    @Test
    void sameOriginatorConversationIdIsTakenOnce() {
        ObjectNode command = command("b2c-request-v3-businesspayment.json");
        merchant.post("/mpesa/b2c/v3/paymentrequest", command);
        merchant.awaitCallback();

        Answer second = merchant.post("/mpesa/b2c/v3/paymentrequest", command);

        assertThat(second.status()).isEqualTo(500);
        assertThat(SameShape.differences("b2c-error-500.002.1001-duplicate.json", second.body()))
                .isEmpty();
        assertThat(second.json().path("errorMessage").asText()).isEqualTo("Duplicate OriginatorConversationID.");
        assertThat(simulator.organisation("600992").balance()).isEqualTo(1_000_000 - 1_200);
    }

    @ParameterizedTest
    @CsvSource({
        "Amount, 9, b2c-result-failure-2-below-minimum.json",
        "Amount, 250001, b2c-result-failure-3-above-maximum.json",
        "PartyA, 600111, b2c-result-failure-2028-not-permitted.json",
        "InitiatorName, somebody, b2c-result-failure-2001-initiator-invalid.json",
        "SecurityCredential, bm90IGVuY3J5cHRlZA==, b2c-result-failure-2001-initiator-invalid.json"
    })
    void payoutThatCannotBeIsAcceptedAndFailsInItsResult(String field, String value, String fixture) {
        ObjectNode command = command("b2c-request-v3-businesspayment.json");
        command.put(field, value);

        assertThat(merchant.post("/mpesa/b2c/v3/paymentrequest", command).status())
                .isEqualTo(200);

        assertResult(fixture);
        assertThat(simulator.ledger().entries()).noneMatch(entry -> entry.kind().startsWith("Business"));
    }

    @Test
    void emptyUtilityAccountPaysNobodyThoughTheWorkingAccountIsFull() {
        simulator.organisation("600992").funds(100, 500_000);

        merchant.post("/mpesa/b2c/v1/paymentrequest", command("b2c-request-v1.json"));

        assertResult("b2c-result-failure-1-insufficient-balance.json");
    }

    @Test
    void receiverWhoseWalletIsFullGetsNothing() {
        simulator.subscriber("254708374149").balance(499_900);

        merchant.post("/mpesa/b2c/v1/paymentrequest", command("b2c-request-v1.json"));

        assertResult("b2c-result-failure-8-max-balance.json");
    }

    @ParameterizedTest
    @CsvSource({
        "b2c-request-v1.json, /mpesa/b2c/v1/paymentrequest, b2c-result-failure-8006-credential-locked.json",
        "pochi-request.json, /mpesa/b2pochi/v1/paymentrequest, pochi-result-failure-8006-single-object.json",
        "b2b-request-buygoods.json, /mpesa/b2b/v1/paymentrequest, b2b-result-failure-8006-locked-buygoods.json",
        "topup-request.json, /mpesa/b2b/v1/paymentrequest, topup-result-failure-8006-locked.json",
        "tax-request.json, /mpesa/b2b/v1/remittax, tax-result-failure-8006-locked.json",
        "balance-request.json, /mpesa/accountbalance/v1/query, balance-result-failure-8006-with-parameters.json"
    })
    void lockedInitiatorIsToldByEachProductInItsOwnWay(String request, String path, String fixture) {
        simulator.lockInitiator();

        merchant.post(path, command(request));

        assertResult(fixture);
    }

    @Test
    void thirdWrongPasswordLocksTheInitiator() {
        ObjectNode wrong = command("balance-request.json");
        wrong.put("SecurityCredential", merchant.encrypted("wrong"));
        for (int i = 0; i < 3; i++) {
            merchant.post("/mpesa/accountbalance/v1/query", wrong);
            assertThat(nextResult()).isEqualTo("2001");
        }

        merchant.post("/mpesa/accountbalance/v1/query", command("balance-request.json"));
        assertThat(nextResult()).isEqualTo("8006");
        simulator.unlockInitiator();
        merchant.post("/mpesa/accountbalance/v1/query", command("balance-request.json"));
        assertThat(nextResult()).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({
        "PartyB, 600111, b2b-result-failure-SFC_IC0003-receiver-invalid.json",
        "Amount, 2000000, b2b-result-failure-1-insufficient-balance.json",
        "CommandID, BusinessTransferFromUtilityToMMF, b2b-result-failure-21-not-allowed.json"
    })
    void businessPaymentThatCannotBeFailsInItsResult(String field, String value, String fixture) {
        ObjectNode command = command("b2b-request-paybill.json");
        command.put(field, value);

        merchant.post("/mpesa/b2b/v1/paymentrequest", command);

        assertResult(fixture);
    }

    @Test
    void tillCanNeedOneReceiverType() {
        simulator.set(Setting.TILL_RECEIVER, Setting.TillReceiver.TWO);

        merchant.post("/mpesa/b2b/v1/paymentrequest", command("b2b-request-buygoods.json"));
        assertThat(nextResult()).isEqualTo("SFC_IC0003");
        merchant.post("/mpesa/b2b/v1/paymentrequest", command("b2b-request-buygoods-type2.json"));
        assertThat(nextResult()).isEqualTo("0");
    }

    @Test
    void reversalGivesTheMoneyBackOnce() {
        acceptedPush();
        merchant.awaitCallback();
        String receipt = simulator.ledger().debits().get(0).receipt();
        ObjectNode reversal = command("reversal-request.json");
        reversal.put("TransactionID", receipt).put("Amount", "1500").put("ReceiverParty", "174379");

        Answer accepted = merchant.post("/mpesa/reversal/v1/request", reversal);
        assertThat(SameShape.differences("reversal-response-accepted.json", accepted.body()))
                .isEmpty();
        String result = merchant.awaitCallback().body();

        assertThat(SameShape.differences("reversal-result-success.json", result))
                .isEmpty();
        assertThat(parameter(Merchant.json(result), "OriginalTransactionID").asText())
                .isEqualTo(receipt);
        assertThat(simulator.subscriber(Merchant.PHONE).balance()).isEqualTo(50_000);
        assertThat(simulator.organisation("174379").balance()).isZero();
        assertThat(simulator.ledger().entries()).last().satisfies(entry -> {
            assertThat(entry.linkedReceipt()).isEqualTo(receipt);
            assertThat(entry.receipt())
                    .isEqualTo(Merchant.json(result).findValue("TransactionID").asText());
        });
        assertThat(simulator.ledger().debits())
                .as("the debit happened all the same")
                .hasSize(1);

        merchant.post("/mpesa/reversal/v1/request", reversal);
        assertThat(nextResult()).isEqualTo("R000001");
        assertThat(simulator.subscriber(Merchant.PHONE).balance()).isEqualTo(50_000);
    }

    @Test
    void reversalOfWhatIsNotOursOrNotThatMuchIsInvalid() {
        merchant.post("/mpesa/reversal/v1/request", command("reversal-request.json"));
        assertResult("reversal-result-failure-R000002-original-invalid.json");

        acceptedPush();
        merchant.awaitCallback();
        ObjectNode tooMuch = command("reversal-request.json");
        tooMuch.put("TransactionID", simulator.ledger().debits().get(0).receipt());
        tooMuch.put("ReceiverParty", "174379").put("Amount", "1501");
        merchant.post("/mpesa/reversal/v1/request", tooMuch);
        assertThat(nextResult()).isEqualTo("R000002");
    }

    @Test
    void reversalNeedsTheMoneyToBeThere() {
        acceptedPush();
        merchant.awaitCallback();
        simulator.organisation("174379").funds(1_000, 0);
        ObjectNode reversal = command("reversal-request.json");
        reversal.put("TransactionID", simulator.ledger().debits().get(0).receipt());
        reversal.put("Amount", "1500").put("ReceiverParty", "174379");

        merchant.post("/mpesa/reversal/v1/request", reversal);

        assertResult("reversal-result-failure-1-insufficient-balance.json");
    }

    @Test
    void statusOfACustomersPaymentIsTold() {
        acceptedPush();
        merchant.awaitCallback();
        String receipt = simulator.ledger().debits().get(0).receipt();
        ObjectNode status = command("status-request-by-receipt.json");
        status.put("TransactionID", receipt).put("PartyA", "174379");

        Answer accepted = merchant.post("/mpesa/transactionstatus/v1/query", status);

        assertThat(SameShape.differences("status-response-accepted.json", accepted.body()))
                .isEmpty();
        String result = merchant.awaitCallback().body();
        assertThat(SameShape.differences("status-result-success-c2b.json", result))
                .isEmpty();
        assertThat(parameter(Merchant.json(result), "ReceiptNo").asText()).isEqualTo(receipt);
        assertThat(parameter(Merchant.json(result), "TransactionStatus").asText())
                .isEqualTo("Completed");
    }

    @Test
    void statusOfAPayoutIsFoundByTheCallersOwnIdentifier() {
        merchant.post("/mpesa/b2c/v3/paymentrequest", command("b2c-request-v3-businesspayment.json"));
        String receipt =
                merchant.awaitCallback().json().findValue("TransactionID").asText();

        merchant.post("/mpesa/transactionstatus/v1/query", command("status-request-by-conversationid.json"));

        String result = merchant.awaitCallback().body();
        assertThat(SameShape.differences("status-result-success-b2c.json", result))
                .isEmpty();
        assertThat(parameter(Merchant.json(result), "ReceiptNo").asText()).isEqualTo(receipt);
    }

    @Test
    void statusOfADeclinedPayoutAndOfNothing() {
        simulator.organisation("600992").funds(0, 0);
        merchant.post("/mpesa/b2c/v3/paymentrequest", command("b2c-request-v3-businesspayment.json"));
        merchant.awaitCallback();

        merchant.post("/mpesa/transactionstatus/v1/query", command("status-request-by-conversationid.json"));
        assertThat(SameShape.differences(
                        "status-result-success-declined.json",
                        merchant.awaitCallback().body()))
                .isEmpty();

        merchant.post("/mpesa/transactionstatus/v1/query", command("status-request-by-receipt.json"));
        assertResult("status-result-failure-2032-receipt-not-found.json");
        ObjectNode wrong = command("status-request-by-receipt.json");
        wrong.put("Initiator", "somebody");
        merchant.post("/mpesa/transactionstatus/v1/query", wrong);
        assertResult("status-result-failure-2001-initiator-invalid.json");
    }

    @Test
    void othersPaymentsAreNobodysBusiness() {
        acceptedPush();
        merchant.awaitCallback();
        ObjectNode status = command("status-request-by-receipt.json");
        status.put("TransactionID", simulator.ledger().debits().get(0).receipt())
                .put("PartyA", "600000");

        merchant.post("/mpesa/transactionstatus/v1/query", status);

        assertThat(nextResult()).isEqualTo("2032");
    }

    @ParameterizedTest
    @CsvSource({
        "b2c-request-v3-businesspayment.json, /mpesa/b2c/v3/paymentrequest, OriginatorConversationID",
        "b2c-request-v3-businesspayment.json, /mpesa/b2c/v3/paymentrequest, InitiatorName",
        "b2c-request-v3-businesspayment.json, /mpesa/b2c/v3/paymentrequest, SecurityCredential",
        "b2c-request-v3-businesspayment.json, /mpesa/b2c/v3/paymentrequest, Amount",
        "b2c-request-v3-businesspayment.json, /mpesa/b2c/v3/paymentrequest, PartyB",
        "b2b-request-paybill.json, /mpesa/b2b/v1/paymentrequest, RecieverIdentifierType",
        "tax-request.json, /mpesa/b2b/v1/remittax, PartyB",
        "reversal-request.json, /mpesa/reversal/v1/request, RecieverIdentifierType",
        "status-request-by-receipt.json, /mpesa/transactionstatus/v1/query, TransactionID",
        "balance-request.json, /mpesa/accountbalance/v1/query, IdentifierType"
    })
    void missingFieldIsNamed(String request, String path, String field) {
        ObjectNode command = command(request);
        command.remove(field);

        Answer answer = merchant.post(path, command);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errorMessage").asText()).isEqualTo("Bad Request - Invalid " + field);
    }

    @Test
    void resultCanBeLostLateOrRepeated() {
        simulator.nextCommand("balance").delivery(DeliveryScript.loseCallback());
        simulator.nextCommand("balance").delivery(DeliveryScript.delayCallback(Duration.ofHours(1)));
        simulator.nextCommand().delivery(DeliveryScript.duplicateCallback(2));
        for (int i = 0; i < 3; i++) {
            merchant.post("/mpesa/accountbalance/v1/query", command("balance-request.json"));
        }

        String first = merchant.awaitCallback().body();
        assertThat(merchant.awaitCallback().body()).as("the repeated one").isEqualTo(first);
        await("the lost one's note", () -> simulator.callbacks().stream().anyMatch(sent -> sent.status() == -1));
        assertThat(merchant.waitingCallbacks()).isZero();
        advance(Duration.ofHours(1));
        assertThat(merchant.awaitCallback().body()).isNotEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"true, 1200", "false, 0"})
    void timeOutIsPostedToItsOwnUrlWhetherOrNotItWasDone(boolean done, long moved) {
        simulator.nextCommand().outcome(done ? CommandOutcome.timesOutButDone() : CommandOutcome.timesOut());
        merchant.post("/mpesa/b2c/v3/paymentrequest", command("b2c-request-v3-businesspayment.json"));

        Delivered timeout = merchant.awaitCallback();

        assertThat(timeout.path()).isEqualTo("/timeout");
        assertThat(SameShape.differences("b2c-timeout-notification.json", timeout.body()))
                .isEmpty();
        assertThat(simulator.organisation("600992").balance()).isEqualTo(1_000_000 - moved);
    }

    @Test
    void acceptedCommandWhoseAnswerIsLostIsStillCarriedOutOnce() {
        simulator.nextCommand("b2c").delivery(DeliveryScript.acceptThenCutConnection());
        ObjectNode command = command("b2c-request-v3-businesspayment.json");

        assertThat(merchant.post("/mpesa/b2c/v3/paymentrequest", command).status())
                .isZero();
        assertThat(nextResult()).isEqualTo("0");
        assertThat(merchant.post("/mpesa/b2c/v3/paymentrequest", command).status())
                .isEqualTo(500);
        assertThat(simulator.organisation("600992").balance()).isEqualTo(1_000_000 - 1_200);
    }

    @Test
    void resultCanBeMadeToFailAsAScriptSays() {
        simulator
                .nextCommand()
                .outcome(CommandOutcome.fails(
                        "2040",
                        "Credit Party customer type (Unregistered or Registered Customer) can't be supported by the"
                                + " service ."));
        merchant.post("/mpesa/b2c/v1/paymentrequest", command("b2c-request-v1.json"));

        assertResult("b2c-result-failure-2040-receiver-unregistered.json");
    }

    /** Waits for a result and compares it with a fixture: shape, code and text. */
    private void assertResult(String fixture) {
        String result = merchant.awaitCallback().body();
        JsonNode expected = Merchant.json(WireFixture.text(fixture));
        assertThat(SameShape.differences(fixture, result)).as(result).isEmpty();
        assertThat(Merchant.json(result).findValue("ResultCode")).isEqualTo(expected.findValue("ResultCode"));
        assertThat(Merchant.json(result).findValue("ResultDesc")).isEqualTo(expected.findValue("ResultDesc"));
    }

    /** Returns the request of a fixture, with our credential and our URLs. */
    private ObjectNode command(String fixture) {
        ObjectNode command = (ObjectNode) Merchant.json(WireFixture.text(fixture));
        command.put("SecurityCredential", merchant.encrypted(DarajaSimulator.INITIATOR_PASSWORD));
        command.put("ResultURL", merchant.callbackUrl("/result"));
        command.put("QueueTimeOutURL", merchant.callbackUrl("/timeout"));
        return command;
    }

    private static JsonNode parameter(JsonNode result, String key) {
        for (JsonNode pair : result.path("Result").path("ResultParameters").path("ResultParameter")) {
            if (pair.path("Key").asText().equals(key)) {
                return pair.path("Value");
            }
        }
        throw new AssertionError("No parameter " + key + " in " + result);
    }

    private long sumOfBalances() {
        return simulator.ledger().balances().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
