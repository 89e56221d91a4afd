package io.github.darajasdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MsisdnTest {

    private static final PhoneNumberUtil ORACLE = PhoneNumberUtil.getInstance();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0712345678",
                "712345678",
                "254712345678",
                "+254712345678",
                "00254712345678",
                "+254 712 345 678",
                "0712-345-678",
                "(0712) 345.678",
                "+254 (0)712 345 678",
                "2540712345678",
                " 0712\u00a0345\u00a0678 "
            })
    void everyCommonWayOfWritingIsRead(String written) {
        assertThat(Msisdn.parse(written)).isEqualTo(Msisdn.of("254712345678"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "071234567",
                "07123456789",
                "0812345678",
                "0212345678",
                "+0712345678",
                "+255712345678",
                "254812345678",
                "0712345678x",
                "0712+345678",
                "++254712345678",
                "٠٧١٢٣٤٥٦٧٨",
                "０７１２３４５６７８",
                "07123\n45678",
                "2547 ***** 126",
                "0007123456789999999999999999999999999999999999999"
            })
    void anythingElseIsRefused(String written) {
        assertThat(Msisdn.tryParse(written)).isEmpty();
    }

    @Test
    void aRefusalSaysWhatIsWantedAndDoesNotRepeatTheInput() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Msisdn.parse("0799 888 77"))
                .withMessageContaining("0712 345 678")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("799"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Msisdn.of("0712345678"))
                .withMessageContaining("Msisdn.parse")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("0712345678"));
    }

    @Example
    void onlyTheLastFourDigitsAreShown() {
        assertThat(Msisdn.of("254712345678")).hasToString("********5678");
        assertThat(Msisdn.of("254712345678").lastFour()).isEqualTo("5678");
    }

    @Property
    void everyWayOfWritingANumberParsesToTheSameMsisdn(@ForAll("subscriberNumbers") String national) {
        Msisdn expected = Msisdn.parse("254" + national);
        assertThat(Msisdn.parse("0" + national)).isEqualTo(expected);
        assertThat(Msisdn.parse("+254 " + national)).isEqualTo(expected);
        assertThat(Msisdn.parse(national)).isEqualTo(expected);
        assertThat(Msisdn.parse(expected.value())).isEqualTo(expected);
        assertThat(expected.toString()).doesNotContain(national);
    }

    /** What we take, libphonenumber reads as the same number. It needs a plus sign to see a bare 254 as the country. */
    @Property(tries = 2_000)
    void agreesWithLibphonenumber(@ForAll("written") String written) throws NumberParseException {
        var ours = Msisdn.tryParse(written);
        if (ours.isPresent()) {
            String bare = written.replaceAll("[^0-9+]", "").replaceFirst("^(00)?254", "+254");
            PhoneNumber theirs = ORACLE.parse(bare, "KE");
            assertThat("254" + theirs.getNationalNumber()).isEqualTo(ours.get().value());
            assertThat(theirs.getCountryCode()).isEqualTo(254);
        }
    }

    @Property(tries = 2_000)
    void whatLibphonenumberCallsAKenyanMobileWeTake(@ForAll("subscriberNumbers") String national)
            throws NumberParseException {
        PhoneNumber theirs = ORACLE.parse("0" + national, "KE");
        if (ORACLE.isValidNumberForRegion(theirs, "KE")) {
            assertThat(Msisdn.tryParse(ORACLE.format(theirs, PhoneNumberUtil.PhoneNumberFormat.INTERNATIONAL)))
                    .contains(Msisdn.of("254" + national));
            assertThat(Msisdn.tryParse(ORACLE.format(theirs, PhoneNumberUtil.PhoneNumberFormat.NATIONAL)))
                    .contains(Msisdn.of("254" + national));
        }
    }

    @Property(tries = 2_000)
    void noInputWhateverCausesAnythingButARefusal(@ForAll @StringLength(max = 60) String anything) {
        Msisdn.tryParse(anything).ifPresent(phone -> assertThat(phone.value()).matches("254[17][0-9]{8}"));
    }

    @Provide
    Arbitrary<String> subscriberNumbers() {
        return Combinators.combine(
                        Arbitraries.of("7", "1"),
                        Arbitraries.strings().numeric().ofLength(8))
                .as((first, rest) -> first + rest);
    }

    @Provide
    Arbitrary<String> written() {
        return Combinators.combine(
                        Arbitraries.of("", "0", "254", "+254", "00254", "+254(0)", "+2540", "1", "25"),
                        Arbitraries.of("7", "1", "2", "8"),
                        Arbitraries.strings()
                                .numeric()
                                .withChars(" -.")
                                .ofMinLength(6)
                                .ofMaxLength(12))
                .as((prefix, first, rest) -> prefix + first + rest);
    }
}
