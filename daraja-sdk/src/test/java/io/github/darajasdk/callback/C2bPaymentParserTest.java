package io.github.darajasdk.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.darajasdk.Amount;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.WireFixtures;
import io.github.darajasdk.callback.C2bValidationAnswer.Rejection;
import io.github.darajasdk.callback.CallbackParseException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class C2bPaymentParserTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CallbackParser parser = CallbackParser.create();

    static Stream<String> confirmations() {
        return WireFixtures.names("c2b-confirmation").stream().filter(name -> !name.contains("-ack"));
    }

    @ParameterizedTest
    @MethodSource("confirmations")
    void everyKnownConfirmationIsRead(String name) throws IOException {
        JsonNode wire = JSON.readTree(WireFixtures.bytes(name));

        C2bPayment payment = parser.parseC2bConfirmation(WireFixtures.bytes(name));

        assertThat(payment.receiptNumber())
                .isEqualTo(ReceiptNumber.of(wire.get("TransID").asText()));
        assertThat(payment.amount())
                .isEqualTo(Amount.kes(wire.get("TransAmount").asText().equals("1.00") ? 1 : 150));
        assertThat(payment.shortCode().value())
                .isEqualTo(wire.get("BusinessShortCode").asText());
        assertThat(payment.billReference()).isEqualTo(wire.get("BillRefNumber").asText());
        assertThat(payment.phoneNumber()).isEqualTo(wire.get("MSISDN").asText());
        assertThat(payment.time()).isPresent();
        assertThat(payment.payerName()).startsWith("JANE");
        assertThat(payment.thirdPartyReference().isPresent()).isEqualTo(name.contains("thirdparty"));
        assertThat(payment.toString()).doesNotContain("JANE").doesNotContain("149");
    }

    @Test
    void aValidationIsReadLikeAConfirmation() {
        C2bPayment payment = parser.parseC2bValidation(WireFixtures.bytes("c2b-validation-request-paybill.json"));

        assertThat(payment.amount()).isEqualTo(Amount.kes(150));
        assertThat(payment.time()).contains(Instant.parse("2026-10-14T07:22:11Z"));
    }

    @Test
    void unknownFieldsAreKept() {
        C2bPayment payment =
                parser.parseC2bConfirmation(WireFixtures.bytes("c2b-confirmation-unknown-extra-fields.json"));

        assertThat(payment.otherFields())
                .containsEntry("Channel", "USSD")
                .containsEntry("KYCInfo", "{\"Status\":\"OK\"}")
                .containsEntry("OrgAccountBalance", "49337.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0.00", "-150.00", "150.50", "1e3", "250001", "abc", "999999999999999"})
    void anAmountThatIsNoneIsRefused(String amount) {
        assertThat(refusal("150.00", amount).reason()).isEqualTo(Reason.BAD_AMOUNT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=cmd", "uje51k7r2m", "UJE51K7R2M\\n"})
    void aReceiptThatIsNoneIsRefused(String receipt) {
        assertThat(refusal("UJE51K7R2M", receipt).reason()).isEqualTo(Reason.BAD_RECEIPT);
    }

    private CallbackParseException refusal(String from, String to) {
        String body =
                WireFixtures.text("c2b-confirmation-paybill-v2-masked.json").replace(from, to);
        return catchThrowableOfType(
                CallbackParseException.class, () -> parser.parseC2bConfirmation(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void acceptingHasTheDocumentedForm() throws IOException {
        assertThat(JSON.readTree(C2bValidationAnswer.accept().toJson()))
                .isEqualTo(JSON.readTree(WireFixtures.bytes("c2b-validation-response-accept.json")));
        assertThat(JSON.readTree(C2bValidationAnswer.accept("20418-7f3a").toJson()))
                .isEqualTo(JSON.readTree(WireFixtures.bytes("c2b-validation-response-accept-thirdparty.json")));
        assertThatIllegalArgumentException().isThrownBy(() -> C2bValidationAnswer.accept("a b"));
    }

    @ParameterizedTest
    @EnumSource(Rejection.class)
    void rejectingHasTheDocumentedForm(Rejection why) throws IOException {
        assertThat(WireFixtures.names("c2b-validation-response-reject")).hasSize(Rejection.values().length);
        assertThat(JSON.readTree(C2bValidationAnswer.reject(why).toJson()))
                .isEqualTo(JSON.readTree(WireFixtures.bytes("c2b-validation-response-reject-" + why.code() + ".json")));
    }
}
