package io.github.darajasdk.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.darajasdk.Amount;
import io.github.darajasdk.ConversationId;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.WireFixtures;
import io.github.darajasdk.callback.CallbackParseException.Reason;
import io.github.darajasdk.callback.CommandResult.Parameter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandResultParserTest {

    private static final Map<String, CallbackPurpose> PURPOSES = Map.of(
            "b2c", CallbackPurpose.B2C_RESULT,
            "pochi", CallbackPurpose.B2C_RESULT,
            "b2b", CallbackPurpose.B2B_RESULT,
            "tax", CallbackPurpose.B2B_RESULT,
            "topup", CallbackPurpose.B2B_RESULT,
            "reversal", CallbackPurpose.REVERSAL_RESULT,
            "status", CallbackPurpose.STATUS_RESULT,
            "balance", CallbackPurpose.BALANCE_RESULT);

    private final CallbackParser parser = CallbackParser.create();

    static Stream<Arguments> results() {
        return PURPOSES.keySet().stream()
                .flatMap(product -> WireFixtures.names(product + "-result").stream()
                        .map(name -> Arguments.of(name, PURPOSES.get(product))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("results")
    void everyKnownResultIsRead(String name, CallbackPurpose purpose) throws IOException {
        JsonNode wire = new ObjectMapper().readTree(WireFixtures.bytes(name)).get("Result");

        CommandResult result = parser.parseResult(purpose, WireFixtures.bytes(name));

        assertThat(result.resultCode().value()).isEqualTo(wire.get("ResultCode").asText());
        assertThat(result.conversationId())
                .contains(ConversationId.of(wire.get("ConversationID").asText()));
        assertThat(result.originatorConversationId())
                .contains(ConversationId.of(wire.get("OriginatorConversationID").asText()));
        assertThat(result.transactionId()).contains(wire.get("TransactionID").asText());
        assertThat(result.resultDescription()).isEqualTo(wire.get("ResultDesc").asText());
        JsonNode parameters = wire.at("/ResultParameters/ResultParameter");
        assertThat(result.parameters())
                .hasSize(parameters.isMissingNode() ? 0 : parameters.isArray() ? parameters.size() : 1);
        if (name.contains("-success")) {
            assertThat(result).isInstanceOf(CommandResult.Succeeded.class);
        } else if (name.contains("2032")) {
            assertThat(result).as("a receipt may not be visible yet").isInstanceOf(CommandResult.Unresolved.class);
        } else {
            assertThat(result).isInstanceOf(CommandResult.Failed.class);
        }
        assertThat(result.toString()).doesNotContain("254708374149").doesNotContain("JANE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"b2c", "b2b", "reversal", "status", "balance"})
    void aTimeoutProvesNothingAndKeepsItsIds(String product) {
        CallbackPurpose purpose = CallbackPurpose.ofWord(product + "-timeout").orElseThrow();

        CommandTimeout timeout =
                parser.parseTimeout(purpose, WireFixtures.bytes(product + "-timeout-notification.json"));

        assertThat(timeout.conversationId()).isPresent();
        assertThat(timeout.originatorConversationId()).isPresent();
        assertThat(parser.parseTimeout(purpose, "{\"anything\":1}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new CommandTimeout(Optional.empty(), Optional.empty()));
    }

    @Test
    void aPayoutIsReported() {
        PayoutReport report = PayoutReport.of(succeeded("b2c-result-success.json", CallbackPurpose.B2C_RESULT));

        assertThat(report)
                .isEqualTo(new PayoutReport(
                        ReceiptNumber.of("UJE71K8B4T"),
                        Optional.of(Amount.kes(1200)),
                        Optional.of("254708374149 - JANE WANJIKU DOE"),
                        Optional.of(Instant.parse("2026-10-14T07:31:07Z")),
                        Optional.of(true)));
        assertThat(report.toString()).doesNotContain("JANE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "b2b-result-success-paybill",
                "b2b-result-success-buygoods",
                "tax-result-success",
                "topup-result-success"
            })
    void aPaymentToABusinessIsReported(String name) {
        BusinessPaymentReport report = BusinessPaymentReport.of(succeeded(name + ".json", CallbackPurpose.B2B_RESULT));

        assertThat(report.amount()).contains(Amount.kes(2350));
        assertThat(report.completedTime()).contains(Instant.parse("2026-10-14T07:44:02Z"));
        assertThat(report.receiver()).isPresent();
        assertThat(report.accountReference()).isPresent();
    }

    @Test
    void aReversalIsReported() {
        assertThat(ReversalReport.of(succeeded("reversal-result-success.json", CallbackPurpose.REVERSAL_RESULT)))
                .isEqualTo(new ReversalReport(
                        ReceiptNumber.of("UJEB1KAF2C"),
                        Optional.of(ReceiptNumber.of("UJE41K7QXN")),
                        Optional.of(Amount.kes(1)),
                        Optional.of(Instant.parse("2026-10-14T08:15:02Z"))));
    }

    @Test
    void theStateOfATransactionIsNotTheSuccessOfTheQuery() {
        TransactionReport paid = transaction("c2b");
        assertThat(paid.state()).isEqualTo(TransactionReport.State.COMPLETED);
        assertThat(paid.receiptNumber()).contains(ReceiptNumber.of("UJE41K7QXN"));
        assertThat(paid.amount()).contains(Amount.kes(1));
        assertThat(paid.finalisedTime()).contains(Instant.parse("2026-10-14T07:15:49Z"));
        assertThat(paid.originatorConversationId()).contains(ConversationId.of("7e1c-4a9b-b3d2-5f60c81a94e21284417"));
        assertThat(transaction("b2c").debitParties()).hasSize(2);
        assertThat(transaction("cancelled").state()).isEqualTo(TransactionReport.State.CANCELLED);
        assertThat(transaction("declined").state()).isEqualTo(TransactionReport.State.DECLINED);
        assertThat(transaction("expired").state()).isEqualTo(TransactionReport.State.EXPIRED);
        assertThat(transaction("expired").toString()).doesNotContain("JANE");
        for (String word : List.of("Initiated", "Authorized", "Pending Authorized")) {
            assertThat(transactionSaying(word).state()).isEqualTo(TransactionReport.State.OPEN);
        }
        assertThat(transactionSaying("Resting").state()).isEqualTo(TransactionReport.State.UNKNOWN);
    }

    private TransactionReport transaction(String kind) {
        return TransactionReport.of(
                succeeded("status-result-success-" + kind + ".json", CallbackPurpose.STATUS_RESULT));
    }

    private TransactionReport transactionSaying(String word) {
        String body = WireFixtures.text("status-result-success-c2b.json").replace("\"Completed\"", "\"" + word + "\"");
        return TransactionReport.of((CommandResult.Succeeded)
                parser.parseResult(CallbackPurpose.STATUS_RESULT, body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void balancesAreReadAccountByAccount() {
        BalanceReport report =
                BalanceReport.of(succeeded("balance-result-success.json", CallbackPurpose.BALANCE_RESULT));

        assertThat(report.accounts())
                .extracting(BalanceReport.Account::name)
                .containsExactly(
                        "Working Account",
                        "Float Account",
                        "Utility Account",
                        "Charges Paid Account",
                        "Organization Settlement Account");
        assertThat(report.account("Charges Paid Account").orElseThrow().total()).isEqualTo(new BigDecimal("-1540.00"));
        assertThat(report.account("Utility Account").orElseThrow().available()).isEqualTo(new BigDecimal("228037.00"));
        assertThat(report.completedTime()).contains(Instant.parse("2026-10-14T19:00:03Z"));
        assertThat(report.rawText()).startsWith("Working Account|KES|");
    }

    @Test
    void aReportIsReadFromItsOwnProductOnly() {
        CommandResult.Succeeded payout = succeeded("b2c-result-success.json", CallbackPurpose.B2C_RESULT);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReversalReport.of(payout))
                .withMessageContaining("REVERSAL");
    }

    @Test
    void aSuccessThatMovedMoneyWithoutAReceiptIsUnresolved() {
        String body = WireFixtures.text("b2c-result-success.json").replace("\"TransactionID\"", "\"NoTransactionID\"");

        assertThat(parser.parseResult(CallbackPurpose.B2C_RESULT, body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(CommandResult.Unresolved.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"26", "9999", "77"})
    void anUnknownCodeIsUnresolved(String code) {
        String body = WireFixtures.text("b2c-result-failure-21-not-allowed.json")
                .replace("\"ResultCode\": 21", "\"ResultCode\": " + code);

        assertThat(parser.parseResult(CallbackPurpose.B2C_RESULT, body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(CommandResult.Unresolved.class);
    }

    @Test
    void repeatedKeysAndMissingValuesAreKept() {
        CommandResult result =
                parser.parseResult(CallbackPurpose.STATUS_RESULT, WireFixtures.bytes("status-result-success-b2c.json"));

        assertThat(result.parameters())
                .contains(new Parameter("TransactionReason", Optional.empty()))
                .contains(new Parameter("DebitPartyName", Optional.of("600992 - Sample Payer")));
        assertThat(result.parameter("DebitPartyName")).contains("600992 - Sample Payer");
        assertThat(result.parameter("TransactionReason")).isEmpty();
        assertThat(result.references()).containsExactly(new Parameter("Occasion", Optional.empty()));
    }

    @Test
    void whatCannotBeReliedOnIsRefused() {
        String good = WireFixtures.text("b2c-result-success.json");
        refused(good.replace("\"ResultCode\": 0", "\"ResultCode\": 0.0"), Reason.BAD_RESULT_CODE);
        refused(good.replace("\"ResultCode\": 0", "\"ResultCode\": 1, \"ResultCode\": 0"), Reason.NOT_JSON);
        refused(good.replace("\"ResultCode\": 0", "\"Other\": 0"), Reason.BAD_RESULT_CODE);
        refused(good.replace("\"Result\"", "\"Outcome\""), Reason.WRONG_SHAPE);
        refused(good.replace("ConversationID\"", "ConversationsID\""), Reason.BAD_ID);
        refused(good.replace("\"TransactionID\": \"UJE71K8B4T\"", "\"TransactionID\": \"=1+1\""), Reason.BAD_RECEIPT);
        refused(good.replace("\"Key\": \"TransactionAmount\"", "\"Keys\": 1"), Reason.BAD_ITEMS);
    }

    private void refused(String body, Reason reason) {
        CallbackParseException thrown = catchThrowableOfType(
                CallbackParseException.class,
                () -> parser.parseResult(CallbackPurpose.B2C_RESULT, body.getBytes(StandardCharsets.UTF_8)));
        assertThat(thrown).as(body).isNotNull();
        assertThat(thrown.reason()).as(body).isEqualTo(reason);
    }

    @ParameterizedTest
    @EnumSource(CallbackPurpose.class)
    void onlyResultsAreReadAsResultsAndTimeoutsAsTimeouts(CallbackPurpose purpose) {
        byte[] body = WireFixtures.bytes("b2c-result-success.json");
        if (!purpose.name().endsWith("_RESULT")) {
            assertThatIllegalArgumentException().isThrownBy(() -> parser.parseResult(purpose, body));
        }
        if (!purpose.name().endsWith("_TIMEOUT")) {
            assertThatIllegalArgumentException().isThrownBy(() -> parser.parseTimeout(purpose, body));
        }
    }

    private CommandResult.Succeeded succeeded(String name, CallbackPurpose purpose) {
        return (CommandResult.Succeeded) parser.parseResult(purpose, WireFixtures.bytes(name));
    }
}
