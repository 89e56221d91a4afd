package io.github.darajasdk.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.darajasdk.Amount;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.ResultCode;
import io.github.darajasdk.ResultFinality;
import io.github.darajasdk.WireFixtures;
import io.github.darajasdk.callback.CallbackParseException.Reason;
import io.github.darajasdk.spi.DarajaEventListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StkCallbackParserTest {

    private static final String AMOUNT = "{\"Name\":\"Amount\",\"Value\":1500.0}";
    private static final String RECEIPT = "{\"Name\":\"MpesaReceiptNumber\",\"Value\":\"UJE41K7QXN\"}";

    private final CallbackParser parser = CallbackParser.create();

    static Stream<String> successes() {
        return WireFixtures.names("stk-callback-success").stream();
    }

    @ParameterizedTest
    @MethodSource("successes")
    void everyGenuineSuccessIsPaidWithReceiptAndAmount(String name) throws IOException {
        StkCallback callback = parser.parseStk(WireFixtures.bytes(name));

        assertThat(callback).isInstanceOf(StkCallback.Paid.class);
        StkCallback.Paid paid = (StkCallback.Paid) callback;
        var wire = new ObjectMapper().readTree(WireFixtures.bytes(name)).at("/Body/stkCallback");
        assertThat(paid.checkoutRequestId().value())
                .isEqualTo(wire.get("CheckoutRequestID").asText());
        assertThat(paid.merchantRequestId().value())
                .isEqualTo(wire.get("MerchantRequestID").asText());
        assertThat(paid.resultCode()).isEqualTo(ResultCode.stk("0"));
        for (var item : wire.at("/CallbackMetadata/Item")) {
            switch (item.get("Name").asText()) {
                case "Amount" ->
                    assertThat(paid.amount())
                            .isEqualTo(Amount.kes(item.get("Value").longValue()));
                case "MpesaReceiptNumber" ->
                    assertThat(paid.receiptNumber())
                            .isEqualTo(ReceiptNumber.of(item.get("Value").asText()));
                case "PhoneNumber" ->
                    assertThat(paid.phoneNumber()).contains(item.get("Value").asText());
                case "TransactionDate" -> assertThat(paid.transactionTime()).isPresent();
                default -> assertThat(item.get("Name").asText()).isEqualTo("Balance");
            }
        }
        assertThat(paid.toString()).doesNotContain("708374149");
    }

    @Test
    void theTimeOfAPaymentIsNairobisTime() {
        var paid = (StkCallback.Paid) parser.parseStk(WireFixtures.bytes("stk-callback-success.json"));

        assertThat(paid.transactionTime()).contains(Instant.parse("2026-10-14T07:15:49Z"));
    }

    static Stream<String> failures() {
        return WireFixtures.names("stk-callback-failure").stream();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyFailureIsNotPaidOnlyIfItsCodeIsFinal(String name) throws IOException {
        var wire = new ObjectMapper().readTree(WireFixtures.bytes(name)).at("/Body/stkCallback");
        ResultCode code = ResultCode.stk(wire.get("ResultCode").asText());

        StkCallback callback = parser.parseStk(WireFixtures.bytes(name));

        assertThat(callback.resultCode()).isEqualTo(code);
        assertThat(callback.resultDescription())
                .isEqualTo(wire.get("ResultDesc").asText());
        assertThat(callback)
                .isInstanceOf(
                        code.finality() == ResultFinality.FINAL
                                ? StkCallback.NotPaid.class
                                : StkCallback.Unresolved.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1037", "1019", "1025", "1031", "1036", "26", "9999", "2029", "4999", "7777", "00"})
    void softPendingAndUnknownCodesAreUnresolved(String code) {
        assertThat(parser.parseStk(body("\"" + code + "\"", ""))).isInstanceOf(StkCallback.Unresolved.class);
    }

    @ParameterizedTest
    @CsvSource({
        "stk-callback-invalid-empty-body.json, EMPTY",
        "stk-callback-invalid-not-json.json, NOT_JSON",
        "stk-callback-invalid-no-body.json, WRONG_SHAPE"
    })
    void whatIsNoCallbackIsRefused(String name, Reason reason) {
        assertThat(WireFixtures.names("stk-callback-invalid")).hasSize(3);
        assertThat(refusal(WireFixtures.bytes(name)).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"\"",
                "\" \"",
                "0.9",
                "0.0",
                "1e0",
                "[]",
                "{}",
                "true",
                "\"0.9\"",
                "\"\\u0660\"",
                "\"０\"",
                "-1"
            })
    void aResultCodeThatIsNoneIsRefused(String code) {
        assertThat(refusal(body(code, items(AMOUNT, RECEIPT))).reason()).isEqualTo(Reason.BAD_RESULT_CODE);
    }

    @Test
    void aMissingResultCodeIsRefused() {
        byte[] body =
                bytes("{\"Body\":{\"stkCallback\":{\"MerchantRequestID\":\"1\",\"CheckoutRequestID\":\"ws_CO_1\"}}}");

        assertThat(refusal(body).reason()).isEqualTo(Reason.BAD_RESULT_CODE);
    }

    @Test
    void aResultCodeAsTextIsTakenByItsDigits() {
        assertThat(parser.parseStk(body("\"0\"", items(AMOUNT, RECEIPT)))).isInstanceOf(StkCallback.Paid.class);
    }

    @Test
    void aSecondResultCodeIsRefused() {
        assertThat(refusal(body("1032,\"ResultCode\":0", items(AMOUNT, RECEIPT)))
                        .reason())
                .isEqualTo(Reason.NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e400",
                "1e9999999",
                "-1e9999999",
                "1e-9999999",
                "-1",
                "0",
                "0.0",
                "100.50",
                "\"100\"",
                "250001",
                "1e6",
                "[]",
                "{}",
                "true",
                "1500.0000000000000",
                "0.00000000000000000001",
                "99999999999999999999"
            })
    void anAmountThatIsNoneIsRefused(String amount) {
        CallbackParseException thrown =
                refusal(body("0", items("{\"Name\":\"Amount\",\"Value\":" + amount + "}", RECEIPT)));

        assertThat(thrown.reason()).isEqualTo(Reason.BAD_AMOUNT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "01", "+1", ".5"})
    void anAmountThatIsNotJsonIsRefused(String amount) {
        assertThat(refusal(body("0", items("{\"Name\":\"Amount\",\"Value\":" + amount + "}", RECEIPT)))
                        .reason())
                .isEqualTo(Reason.NOT_JSON);
    }

    @ParameterizedTest
    @CsvSource({"100.00, 100", "1, 1", "250000, 250000", "1.5e3, 1500", "2500e-2, 25", "1E+2, 100"})
    void anAmountIsTakenByValue(String wire, long shillings) {
        var paid = (StkCallback.Paid)
                parser.parseStk(body("0", items("{\"Name\":\"Amount\",\"Value\":" + wire + "}", RECEIPT)));

        assertThat(paid.amount()).isEqualTo(Amount.kes(shillings));
    }

    @Test
    void theLargestAmountIsASetting() {
        CallbackParser generous =
                CallbackParser.builder().maxAmount(Amount.kes(500_000)).build();

        assertThat(generous.parseStk(body("0", items("{\"Name\":\"Amount\",\"Value\":500000}", RECEIPT))))
                .isInstanceOf(StkCallback.Paid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(1)",
                "../../x",
                "UJE41K7QX\\r\\nN",
                "\\u001b[2J",
                "\\u202eUJE41K7Q",
                "uje41k7qxn",
                "UJE41K7",
                "UJE41K7QXN123",
                ""
            })
    void aReceiptThatIsNoneIsRefused(String receipt) {
        assertThat(refusal(body("0", items(AMOUNT, "{\"Name\":\"MpesaReceiptNumber\",\"Value\":\"" + receipt + "\"}")))
                        .reason())
                .isEqualTo(Reason.BAD_RECEIPT);
    }

    @Test
    void aSuccessWithoutReceiptOrAmountIsUnresolvedAndKeepsWhatThereIs() {
        var noReceipt = (StkCallback.Unresolved) parser.parseStk(body("0", items(AMOUNT)));
        assertThat(noReceipt.amount()).contains(Amount.kes(1500));
        assertThat(noReceipt.receiptNumber()).isEmpty();

        var noAmount = (StkCallback.Unresolved) parser.parseStk(body("0", items("{\"Name\":\"Amount\"}", RECEIPT)));
        assertThat(noAmount.receiptNumber()).contains(ReceiptNumber.of("UJE41K7QXN"));
        assertThat(noAmount.amount()).isEmpty();

        for (String none : List.of("", ",\"CallbackMetadata\":null", ",\"CallbackMetadata\":{}", items())) {
            assertThat(parser.parseStk(body("0", none))).isInstanceOf(StkCallback.Unresolved.class);
        }
    }

    @Test
    void aFailureWithItemsIsAFailureAndKeepsThem() {
        StkCallback callback =
                parser.parseStk(body("1032", items(AMOUNT, RECEIPT, "{\"Name\":\"Why\",\"Value\":{\"a\":[1]}}")));

        assertThat(callback).isInstanceOf(StkCallback.NotPaid.class);
        assertThat(callback.otherItems())
                .containsEntry("Amount", "1500.0")
                .containsEntry("MpesaReceiptNumber", "UJE41K7QXN")
                .containsEntry("Why", "{\"a\":[1]}");
    }

    @Test
    void unknownItemsOfASuccessAreKeptAside() {
        var callback = parser.parseStk(body(
                "0",
                items(
                        "{\"Name\":\"Tip\",\"Value\":5}",
                        RECEIPT,
                        "{\"Name\":\"Balance\"}",
                        AMOUNT,
                        "{\"Name\":\"Note\"}")));

        assertThat(callback).isInstanceOf(StkCallback.Paid.class);
        assertThat(callback.otherItems()).isEqualTo(Map.of("Tip", "5", "Note", ""));
    }

    @Test
    void aSingleItemMayStandWithoutItsList() {
        var callback = parser.parseStk(body("0", ",\"CallbackMetadata\":{\"Item\":" + AMOUNT + "}"));

        assertThat(((StkCallback.Unresolved) callback).amount()).contains(Amount.kes(1500));
    }

    @Test
    void itemsThatCannotBeTrustedAreRefused() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 33; i++) {
            many.add("{\"Name\":\"n" + i + "\"}");
        }
        for (String items : List.of(
                items(AMOUNT, RECEIPT, RECEIPT),
                items(AMOUNT, AMOUNT, RECEIPT),
                items("1"),
                items("{\"Value\":1}"),
                items("{\"Name\":{},\"Value\":1}"),
                items(many.toArray(String[]::new)),
                ",\"CallbackMetadata\":[]",
                ",\"CallbackMetadata\":{\"Item\":\"x\"}")) {
            assertThat(refusal(body("0", items)).reason()).as(items).isEqualTo(Reason.BAD_ITEMS);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "99999999999999",
                "20261314101549",
                "20260230101549",
                "21061014101549",
                "\"soon\"",
                "2026",
                "{}",
                "1e13"
            })
    void aTimeThatIsNoneIsLeftOut(String time) {
        var paid = (StkCallback.Paid) parser.parseStk(
                body("0", items(AMOUNT, RECEIPT, "{\"Name\":\"TransactionDate\",\"Value\":" + time + "}")));

        assertThat(paid.transactionTime()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "\\u0000", "ws_CO_\\u0661"})
    void anIdThatIsNoneIsRefused(String id) {
        byte[] body = bytes("{\"Body\":{\"stkCallback\":{\"MerchantRequestID\":\"1\",\"CheckoutRequestID\":\"" + id
                + "\",\"ResultCode\":1032}}}");

        assertThat(refusal(body).reason()).isEqualTo(Reason.BAD_ID);
    }

    @Test
    void bytesThatAreNotPlainUtf8AreRefused() {
        String good = new String(WireFixtures.bytes("stk-callback-success.json"), StandardCharsets.UTF_8);
        assertThat(refusal(("\ufeff" + good).getBytes(StandardCharsets.UTF_8)).reason())
                .isEqualTo(Reason.NOT_UTF8);
        assertThat(refusal(good.replace("success", "succ\u00e9s").getBytes(StandardCharsets.ISO_8859_1))
                        .reason())
                .isEqualTo(Reason.NOT_UTF8);
        assertThat(refusal(good.getBytes(StandardCharsets.UTF_16)).reason()).isEqualTo(Reason.NOT_UTF8);
        assertThat(refusal(good.getBytes(StandardCharsets.UTF_16LE)).reason()).isEqualTo(Reason.NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c3", "e282", "f09f98", "c0af", "eda080", "f5808080", "80", "ff", "efbfbdc3"})
    void noMalformedSequenceHidesBehindAReplacementCharacter(String hex) {
        byte[] before = bytes("{\"Body\":{\"stkCallback\":{\"ResultDesc\":\"\ufffd");
        byte[] bad = HexFormat.of().parseHex(hex);
        byte[] after = bytes("\"}}}");
        byte[] body = Arrays.copyOf(before, before.length + bad.length + after.length);
        System.arraycopy(bad, 0, body, before.length, bad.length);
        System.arraycopy(after, 0, body, before.length + bad.length, after.length);

        assertThat(refusal(body).reason()).isEqualTo(Reason.NOT_UTF8);
    }

    @Test
    void aReplacementCharacterThatWasSentAsSuchIsText() {
        byte[] body = bytes(
                WireFixtures.text("stk-callback-success.json").replace("success", "succ\ufffds \ud83d\ude00 \u20ac"));

        assertThat(parser.parseStk(body)).isInstanceOf(StkCallback.Paid.class);
        assertThat(parser.parseStk(body).resultDescription()).contains("succ\ufffds \ud83d\ude00 \u20ac");
    }

    @Test
    void aSecondDocumentIsRefused() {
        String good = WireFixtures.text("stk-callback-failure-1032-cancelled.json");

        assertThat(refusal(bytes(good + WireFixtures.text("stk-callback-success.json")))
                        .reason())
                .isEqualTo(Reason.NOT_JSON);
        assertThat(refusal(bytes(good + " x")).reason()).isEqualTo(Reason.NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(ints = {33, 900, 5_000})
    void deepNestingIsRefused(int depth) {
        byte[] body = body("0", ",\"Deep\":" + "[".repeat(depth) + "]".repeat(depth));

        assertThat(refusal(body).reason()).isEqualTo(Reason.NOT_JSON);
    }

    @Test
    void aBodyOverSixtyFourKibibytesIsRefusedUnread() {
        byte[] body = body("0", items(AMOUNT, RECEIPT) + ",\"Pad\":\"" + "x".repeat(64 * 1024) + "\"");

        assertThat(refusal(body).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void anythingButAnObjectIsRefused() {
        for (String body : List.of("[]", "1", "\"x\"", "null", "{\"Body\":[]}", "{\"Body\":{\"stkCallback\":[]}}")) {
            assertThat(refusal(bytes(body)).reason()).as(body).isEqualTo(Reason.WRONG_SHAPE);
        }
    }

    @Test
    void theMessageOfARefusalNeverQuotesTheBody() {
        CallbackParseException thrown = refusal(bytes("{\"Body\": 254708374149, \"secret\" \"hunter2\"}"));

        assertThat(thrown.getMessage())
                .doesNotContain("254708374149")
                .doesNotContain("hunter2")
                .contains("line 1");
        assertThat(thrown.getCause()).isNull();
    }

    @Test
    void theListenerIsToldAndCannotDoHarm() {
        List<String> told = new ArrayList<>();
        CallbackParser watched = CallbackParser.builder()
                .eventListener(new DarajaEventListener() {
                    @Override
                    public void callbackParsed(String purpose, String outcome) {
                        told.add(purpose + " " + outcome);
                        throw new IllegalStateException("listener");
                    }

                    @Override
                    public void callbackRefused(String reason) {
                        told.add(reason);
                        throw new IllegalStateException("listener");
                    }
                })
                .build();

        watched.parseStk(WireFixtures.bytes("stk-callback-success.json"));
        watched.parseStk(WireFixtures.bytes("stk-callback-failure-1032-cancelled.json"));
        watched.parseStk(WireFixtures.bytes("stk-callback-failure-unknown-code.json"));
        catchThrowableOfType(CallbackParseException.class, () -> watched.parseStk(new byte[0]));

        assertThat(told).containsExactly("stk paid", "stk not-paid", "stk unresolved", "empty");
    }

    private CallbackParseException refusal(byte[] body) {
        CallbackParseException thrown = catchThrowableOfType(CallbackParseException.class, () -> parser.parseStk(body));
        assertThat(thrown).as("should be refused").isNotNull();
        return thrown;
    }

    private static byte[] body(String code, String more) {
        return bytes("{\"Body\":{\"stkCallback\":{\"MerchantRequestID\":\"1-2-3\",\"CheckoutRequestID\":\"ws_CO_1\","
                + "\"ResultCode\":" + code + ",\"ResultDesc\":\"text\"" + more + "}}}");
    }

    private static String items(String... items) {
        return ",\"CallbackMetadata\":{\"Item\":[" + String.join(",", items) + "]}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
