package io.github.darajasdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.darajasdk.account.BalanceQuery;
import io.github.darajasdk.error.DarajaException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitiatorTest {

    @Test
    void theBundledCertificatesAreTheKnownOnes() {
        assertThat(InitiatorCertificate.sandbox().fingerprint())
                .isEqualTo(
                        "A5:42:C3:C6:7B:59:8A:33:7A:1C:C7:41:E5:43:4C:70:DE:56:50:81:E5:C8:53:E0:5A:51:C8:43:76:47:66:F0");
        assertThat(InitiatorCertificate.production().fingerprint())
                .isEqualTo(
                        "94:17:91:52:12:AC:70:8D:3A:C8:2B:71:0E:71:D9:76:FA:0E:B7:83:F4:67:B1:59:C1:5A:D7:21:6E:F2:C1:6B");
        assertThat(InitiatorCertificate.sandbox().expiredAt(Instant.parse("2026-10-14T00:00:00Z")))
                .isTrue();
        assertThat(InitiatorCertificate.sandbox().expiredAt(Instant.parse("2015-10-14T00:00:00Z")))
                .isFalse();
    }

    @Test
    void aPasswordIsEncryptedInto344CharactersDifferentlyEachTime() {
        SecurityCredential first = SecurityCredential.encrypt("Safaricom999!*!", InitiatorCertificate.sandbox());
        SecurityCredential second = SecurityCredential.encrypt("Safaricom999!*!", InitiatorCertificate.sandbox());

        assertThat(first.value()).hasSize(344).doesNotContain("\n").isNotEqualTo(second.value());
        assertThat(Base64.getDecoder().decode(first.value())).hasSize(256);
        assertThat(SecurityCredential.of(first.value() + "\n").value()).isEqualTo(first.value());
    }

    @Test
    void derIsReadLikePem() throws IOException {
        String pem;
        try (InputStream in = InitiatorTest.class.getResourceAsStream("certificates/sandbox.cer")) {
            pem = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII);
        }
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));

        assertThat(InitiatorCertificate.parse(der).fingerprint())
                .isEqualTo(InitiatorCertificate.sandbox().fingerprint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE html><html></html>", "\n <html>", "<?xml version='1.0'?><x/>"})
    void aWebPageUnderTheNameOfACertificateIsRecognised(String page) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InitiatorCertificate.parse(page.getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("web page")
                .withMessageContaining("browser");
    }

    @Test
    void whatIsNoCertificateIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> InitiatorCertificate.parse(new byte[] {1, 2, 3}));
        assertThatIllegalArgumentException().isThrownBy(() -> InitiatorCertificate.parse(new byte[0]));
    }

    @Test
    void aPlainPasswordIsNotTakenForACredential() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecurityCredential.of("Safaricom999!*!"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("Safaricom999"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecurityCredential.of("c2hvcnQ="))
                .withMessageContaining("plain password");
    }

    @Test
    void nothingSecretIsPrinted() {
        Initiator initiator = Initiator.of("testapi", "Safaricom999!*!");

        assertThat(initiator.toString()).contains("testapi").doesNotContain("Safaricom999");
        assertThat(initiator.credential(InitiatorCertificate.sandbox()).toString())
                .isEqualTo("SecurityCredential[redacted]");
        assertThatIllegalArgumentException().isThrownBy(() -> Initiator.of("two words", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> Initiator.of("testapi", " "));
    }

    @Test
    void anExpiredCertificateIsUsedWithOneWarning() {
        List<String> log = TestLog.during(() -> {
            try (DarajaClient daraja = client(Initiator.of("testapi", "Safaricom999!*!"))) {
                askTwice(daraja);
            }
        });

        assertThat(log)
                .filteredOn(line -> line.contains("past its validity"))
                .singleElement()
                .asString()
                .contains("WARN", "apicrypt.safaricom.co.ke", "2016-11-11");
    }

    @Test
    void aCredentialMadeElsewhereNeedsNoCertificateAndNoWarning() {
        SecurityCredential ready = SecurityCredential.encrypt("Safaricom999!*!", InitiatorCertificate.sandbox());
        List<String> log = TestLog.during(() -> {
            try (DarajaClient daraja = client(Initiator.of("testapi", ready))) {
                askTwice(daraja);
            }
        });

        assertThat(log).noneMatch(line -> line.contains("past its validity"));
    }

    /** Nobody listens there: the credential is made before anything is sent. */
    private static DarajaClient client(Initiator initiator) {
        return TestDaraja.client(URI.create("http://127.0.0.1:9"))
                .initiator(initiator)
                .build();
    }

    private static void askTwice(DarajaClient daraja) {
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(DarajaException.class)
                    .isThrownBy(() -> daraja.accounts()
                            .balance(BalanceQuery.builder()
                                    .resultUrl(URI.create("https://pay.example.co.ke/result"))
                                    .timeoutUrl(URI.create("https://pay.example.co.ke/timeout"))
                                    .build()));
        }
    }
}
