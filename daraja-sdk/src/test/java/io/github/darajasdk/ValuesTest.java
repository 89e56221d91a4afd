package io.github.darajasdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.darajasdk.callback.CallbackKey;
import io.github.darajasdk.spi.AccessToken;
import java.net.URI;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    @Property
    void everyWholeAmountInRangeIsKept(@ForAll @LongRange(min = 1, max = 999_999_999) long shillings) {
        assertThat(Amount.kes(shillings).shillings()).isEqualTo(shillings);
        assertThat(Amount.kes(shillings)).isEqualByComparingTo(Amount.kes(shillings));
    }

    @Property
    void everyOtherAmountIsRefused(@ForAll long shillings) {
        if (shillings < 1 || shillings > 999_999_999) {
            assertThatIllegalArgumentException().isThrownBy(() -> Amount.kes(shillings));
        } else {
            assertThat(Amount.kes(shillings)).hasToString("KES " + shillings);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1_000_000_000})
    void anAmountOutOfRangeIsRefused(long shillings) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Amount.kes(shillings))
                .withMessageContaining("shillings");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234", "12345678", "01234", "12a45", "१२३४५", " 174379"})
    void aShortCodeHasFiveToSevenDigits(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShortCode.of(text))
                .withMessageContaining("short code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567890123", "A&B", "#1", "é", "a_b", "x\n"})
    void anAccountReferenceHasUpToTwelvePlainCharacters(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AccountReference.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "é", "a\nb"})
    void idsAreVisibleAscii(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> CheckoutRequestId.of(text));
        assertThatIllegalArgumentException().isThrownBy(() -> MerchantRequestId.of(text));
        assertThatIllegalArgumentException().isThrownBy(() -> ConversationId.of(text));
    }

    @Test
    void secretsAreTrimmedAndNeverPrinted() {
        assertThat(Passkey.of(" abc\n").value()).isEqualTo("abc");
        assertThat(Passkey.of("abc-secret")).hasToString("Passkey[redacted]").isEqualTo(Passkey.of("abc-secret "));
        Credentials credentials = Credentials.of("the-key", "the-secret\r\n");
        assertThat(credentials.consumerSecret()).isEqualTo("the-secret");
        assertThat(credentials.toString()).doesNotContain("the-");
        Merchant merchant = Merchant.paybill(ShortCode.of("174379"), Passkey.of("abc-secret"));
        assertThat(merchant.toString()).contains("174379").doesNotContain("abc-secret");
        CallbackKey key = CallbackKey.of("k1", "0123456789abcdef0123456789abcdef");
        assertThat(key.toString()).contains("k1").doesNotContain("0123456789abcdef");
        AccessToken token = new AccessToken("bearer-secret", Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
        assertThat(token.toString()).doesNotContain("bearer-secret");
    }

    @Test
    void aCheckoutRequestIdHidesThePhoneNumberAtItsEnd() {
        assertThat(CheckoutRequestId.of("ws_CO_141020261015303708374149"))
                .hasToString("ws_CO_141020261015303*********");
        assertThat(CheckoutRequestId.of("short")).hasToString("*********");
    }

    @Test
    void blankSecretsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Passkey.of(" \n"));
        assertThatIllegalArgumentException().isThrownBy(() -> Credentials.of("", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> Credentials.of("a:b", "x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallbackKey.of("k1", "too short"))
                .withMessageContaining("openssl rand -hex 32")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("too short"));
    }

    @Test
    void aCustomEnvironmentIsHttpsOrThisMachine() {
        assertThat(DarajaEnvironment.custom(URI.create("http://127.0.0.1:8090/"))
                        .baseUri())
                .hasToString("http://127.0.0.1:8090");
        assertThat(DarajaEnvironment.custom(URI.create("http://localhost:1/x")).name())
                .isEqualTo("custom");
        assertThat(DarajaEnvironment.custom(URI.create("http://[::1]:1")).name())
                .isEqualTo("custom");
        for (String bad : new String[] {
            "http://daraja.example.com",
            "http://127.evil.example",
            "ftp://localhost",
            "/path",
            "https://user@localhost",
            "https://localhost?x",
            "https://localhost#x",
            "mailto:x"
        }) {
            assertThatIllegalArgumentException().as(bad).isThrownBy(() -> DarajaEnvironment.custom(URI.create(bad)));
        }
    }
}
