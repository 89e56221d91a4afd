package io.github.darajasdk.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.darajasdk.Amount;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.WireFixtures;
import io.github.darajasdk.callback.CallbackParseException.Reason;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherCallbacksTest {

    private final CallbackParser parser = CallbackParser.create();

    @Test
    void aTillThatPaidIsPaid() {
        var callback = parser.parseB2bExpress(WireFixtures.bytes("b2bexpress-callback-success.json"));

        assertThat(callback).isInstanceOfSatisfying(B2bExpressCallback.Paid.class, paid -> {
            assertThat(paid.receiptNumber()).isEqualTo(ReceiptNumber.of("UJEA1K9EA1"));
            assertThat(paid.amount()).contains(Amount.kes(71));
            assertThat(paid.requestId().value()).isEqualTo("3f6b0c8e-91d7-4a25-bb60-7c1e5f2d9a04");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "b2bexpress-callback-cancelled-4001.json, true",
        "b2bexpress-callback-failure-4102.json, true",
        "b2bexpress-callback-failure-4104.json, true",
        "b2bexpress-callback-failure-4201.json, false",
        "b2bexpress-callback-failure-4203.json, false"
    })
    void aTillThatDidNotPayIsNotPaidOnlyIfTheCodeIsFinal(String name, boolean isFinal) {
        var callback = parser.parseB2bExpress(WireFixtures.bytes(name));

        assertThat(callback)
                .isInstanceOf(isFinal ? B2bExpressCallback.NotPaid.class : B2bExpressCallback.Unresolved.class);
        assertThat(callback.amount()).contains(Amount.kes(71));
    }

    @Test
    void aTillsSuccessWithoutReceiptIsUnresolvedAndWithABadOneRefused() {
        String good = WireFixtures.text("b2bexpress-callback-success.json");

        assertThat(parser.parseB2bExpress(bytes(good.replace("transactionId", "other"))))
                .isInstanceOf(B2bExpressCallback.Unresolved.class);
        assertThat(refusal(good.replace("UJEA1K9EA1", "=1"))).isEqualTo(Reason.BAD_RECEIPT);
        assertThat(refusal(good.replace("\"71.0\"", "\"71.5\""))).isEqualTo(Reason.BAD_AMOUNT);
        assertThat(refusal(good.replace("requestId", "noId"))).isEqualTo(Reason.BAD_ID);
        assertThat(refusal(good.replace("\"resultCode\": \"0\"", "\"resultCode\": \"\"")))
                .isEqualTo(Reason.BAD_RESULT_CODE);
    }

    private Reason refusal(String body) {
        return catchThrowableOfType(CallbackParseException.class, () -> parser.parseB2bExpress(bytes(body)))
                .reason();
    }

    @ParameterizedTest
    @CsvSource({
        "ratiba-callback-success-2025.json, true",
        "ratiba-callback-success-2026.json, true",
        "ratiba-callback-failure-1050-duplicate-name.json, false"
    })
    void aStandingOrderIsReadInEverySpelling(String name, boolean created) {
        var callback = parser.parseStandingOrder(WireFixtures.bytes(name));

        assertThat(callback)
                .isInstanceOf(created ? StandingOrderCallback.Created.class : StandingOrderCallback.NotCreated.class);
        assertThat(callback.requestReference()).isPresent();
        assertThat(callback.items()).containsKey("TransactionID").containsEntry("Msisdn", "*********149");
    }

    @Test
    void statusAndStatusAreTwoItems() {
        var callback = parser.parseStandingOrder(WireFixtures.bytes("ratiba-callback-success-2026.json"));

        assertThat(callback.items()).containsEntry("status", "ACTIVE").containsEntry("Status", "OKAY");
    }

    @Test
    void aStandingOrderWithASoftCodeIsUnresolved() {
        String body = WireFixtures.text("ratiba-callback-failure-1050-duplicate-name.json")
                .replace("1050", "1037");

        assertThat(parser.parseStandingOrder(bytes(body))).isInstanceOf(StandingOrderCallback.Unresolved.class);
    }

    @Test
    void aBillThatWasPaidIsReadAndAnsweredInItsOwnWords() throws Exception {
        BillPayment payment = parser.parseBillPayment(WireFixtures.bytes("billmanager-payment-callback.json"));

        assertThat(payment.receiptNumber()).isEqualTo(ReceiptNumber.of("UJEC1KBG3D"));
        assertThat(payment.amount()).isEqualTo(Amount.kes(800));
        assertThat(payment.accountReference()).isEqualTo("G70");
        assertThat(payment.toString()).doesNotContain("254708374149");
        assertThat(new String(CallbackAck.billReceived().toJson(), StandardCharsets.UTF_8))
                .isEqualTo(WireFixtures.text("billmanager-payment-ack.json").replaceAll("\\s", ""));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
