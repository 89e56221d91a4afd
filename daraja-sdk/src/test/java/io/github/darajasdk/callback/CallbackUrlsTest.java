package io.github.darajasdk.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.darajasdk.ShortCode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackUrlsTest {

    private static final Instant NOW = Instant.parse("2026-10-14T07:15:30Z");
    private static final CallbackKey K1 = CallbackKey.of("k1", "first-0123456789abcdef0123456789abcdef");
    private static final CallbackKey K2 = CallbackKey.of("k2", "second-0123456789abcdef0123456789abcdef");
    private static final CallbackKey K3 = CallbackKey.of("k3", "third-0123456789abcdef0123456789abcdef");

    private final CallbackUrls urls = urls().build();

    private static CallbackUrls.Builder urls() {
        return CallbackUrls.builder()
                .baseUrl(URI.create("https://pay.example.co.ke/hooks/"))
                .environment("sandbox")
                .shortCode(ShortCode.of("174379"))
                .key(K1)
                .clock(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static String path(URI url) {
        return url.getRawPath().substring(url.getRawPath().indexOf("/cb/"));
    }

    @Test
    void anAddressHasTheAgreedFormAndVerifies() {
        URI url = urls.create(CallbackPurpose.STK, "5f0c2a4e-1b7d");

        assertThat(url.toString())
                .matches("https://pay\\.example\\.co\\.ke/hooks/cb/stk/k1/5f0c2a4e-1b7d/[0-9a-f]{32}");
        assertThat(urls.verify(path(url))).contains(new VerifiedPath(CallbackPurpose.STK, "5f0c2a4e-1b7d", "k1"));
    }

    @Test
    void theMacIsHmacOverEnvironmentPurposeShortCodeAndReference() {
        // openssl: printf 'sandbox|stk|174379|ref' | openssl dgst -sha256 -hmac
        // 'first-0123456789abcdef0123456789abcdef'
        assertThat(urls.create(CallbackPurpose.STK, "ref").toString()).endsWith("/ref/" + EXPECTED_MAC);
    }

    private static final String EXPECTED_MAC = "4a524ffede9e75c39a55b40aff4a37b9";

    @ParameterizedTest
    @EnumSource(CallbackPurpose.class)
    void everyPurposeHasAnAddressOfItsOwn(CallbackPurpose purpose) {
        String path = path(urls.create(purpose, "ref"));

        assertThat(urls.verify(path).orElseThrow().purpose()).isEqualTo(purpose);
        for (CallbackPurpose other : CallbackPurpose.values()) {
            if (other != purpose) {
                assertThat(urls.verify(path.replace("/" + purpose.word() + "/", "/" + other.word() + "/")))
                        .isEmpty();
            }
        }
    }

    @Property
    void whateverIsChangedInAnAddressItNoLongerVerifies(
            @ForAll("references") String reference,
            @ForAll @IntRange(max = 200) int position,
            @ForAll char replacement) {
        String path = path(urls.create(CallbackPurpose.STK, reference));
        int at = position % path.length();
        String changed = path.substring(0, at) + replacement + path.substring(at + 1);

        assertThat(urls.verify(changed).isPresent()).isEqualTo(changed.equals(path));
    }

    @Provide
    Arbitrary<String> references() {
        return Arbitraries.strings()
                .withCharRange('A', 'D')
                .withCharRange('0', '9')
                .withChars("_-")
                .ofMinLength(1)
                .ofMaxLength(64);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/cb",
                "/cb/",
                "/cb/stk",
                "/cb/stk/k1/ref",
                "/cb/stk/k1/ref/",
                "/cb/..;/admin",
                "/cb/%2e%2e/admin",
                "/cb/stk/k1/ref/00000000000000000000000000000000",
                "/cb/nothing/k1/ref/00000000000000000000000000000000"
            })
    void pathTricksAreNotOurs(String path) {
        assertThat(urls.verify(path)).isEmpty();
    }

    @Test
    void slashesCapitalsAndDoublingsAreNotOurs() {
        String path = path(urls.create(CallbackPurpose.STK, "ref"));
        String mac = path.substring(path.lastIndexOf('/') + 1);
        for (String changed : new String[] {
            path + "/",
            "/" + path,
            path + "/" + mac,
            path + ";x=1",
            path + "?x=1",
            path + "\n",
            path.replace(mac, mac.toUpperCase(Locale.ROOT)),
            path.replace("/cb/", "/cb//"),
            path.replace("/cb/", "/CB/"),
            path.replace("/ref/", "/%72ef/"),
            path.replace(mac, mac.substring(1)),
            path.replace(mac, mac + "0")
        }) {
            if (!changed.equals(path)) {
                assertThat(urls.verify(changed)).as(changed).isEmpty();
            }
        }
    }

    @Test
    void anotherEnvironmentShortCodeOrKeyDoesNotVerify() {
        String path = path(urls.create(CallbackPurpose.STK, "ref"));

        assertThat(urls().environment("production").build().verify(path)).isEmpty();
        assertThat(urls().shortCode(ShortCode.of("600000")).build().verify(path))
                .isEmpty();
        assertThat(urls().key(CallbackKey.of("k1", "other-0123456789abcdef0123456789abcdef"))
                        .build()
                        .verify(path))
                .isEmpty();
        assertThat(urls().key(K2).build().verify(path)).isEmpty();
    }

    @Test
    void retiredKeysGoOnVerifyingForThirtyDaysAndSignNothing() {
        String old = path(urls.create(CallbackPurpose.STK, "ref"));
        CallbackUrls fresh = urls().key(K3)
                .retiredKey(K2, NOW.minus(Duration.ofDays(1)))
                .retiredKey(K1, NOW.minus(Duration.ofDays(30)))
                .build();
        CallbackUrls stale = urls().key(K3)
                .retiredKey(K1, NOW.minus(Duration.ofDays(30)).minusSeconds(1))
                .build();

        assertThat(fresh.verify(old).orElseThrow().keyId()).isEqualTo("k1");
        assertThat(fresh.create(CallbackPurpose.STK, "ref").toString()).contains("/k3/");
        assertThat(stale.verify(old)).isEmpty();
    }

    @Test
    void addressesRegisteredAtSafaricomAreNeverRetiredByTime() {
        String registered = path(urls.create(CallbackPurpose.C2B_CONFIRMATION, "shop"));
        CallbackUrls yearsLater =
                urls().key(K2).retiredKey(K1, NOW.minus(Duration.ofDays(3650))).build();
        CallbackUrls slot = urls().key(K2).registeredKey(K1).build();

        assertThat(yearsLater.verify(registered)).isPresent();
        assertThat(slot.verify(registered)).isPresent();
        assertThat(slot.create(CallbackPurpose.C2B_CONFIRMATION, "shop").toString())
                .contains("/k1/");
        assertThat(slot.create(CallbackPurpose.STK, "ref").toString()).contains("/k2/");
    }

    @Test
    void twoKeysCannotShareAnId() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> urls().retiredKey(CallbackKey.of("k1", "other-0123456789abcdef0123456789abcdef"), NOW)
                        .build())
                .withMessageContaining("k1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://pay.example.co.ke",
                "ftp://pay.example.co.ke",
                "https://localhost",
                "https://127.0.0.1",
                "https://10.1.2.3",
                "https://192.168.1.1",
                "https://172.16.0.1",
                "https://172.31.255.255",
                "https://169.254.1.1",
                "https://100.64.0.1",
                "https://0.0.0.0",
                "https://[::1]",
                "https://[2001:db8::1]",
                "https://intranet",
                "https://pay.local",
                "https://db.internal",
                "https://Pay.example.co.ke",
                "https://pay.example.co.ke/mpesa",
                "https://m-pesa.example.com"
            })
    void whatSafaricomRefusesIsRefusedFirst(String base) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> urls().baseUrl(URI.create(base)).build())
                .withMessageContaining("callback base URL");
    }

    @Test
    void thisMachineIsAllowedOnRequestOnly() {
        CallbackUrls local = urls().baseUrl(URI.create("http://127.0.0.1:8080"))
                .allowLoopback(true)
                .build();

        assertThat(local.create(CallbackPurpose.STK, "ref").toString()).startsWith("http://127.0.0.1:8080/cb/stk/");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> urls().baseUrl(URI.create("http://192.168.1.1"))
                        .allowLoopback(true)
                        .build());
    }

    @Test
    void aReferenceThatSpellsAForbiddenWordIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> urls.create(CallbackPurpose.STK, "my-Query-1"))
                .withMessageContaining("query");
        assertThatIllegalArgumentException().isThrownBy(() -> urls.create(CallbackPurpose.STK, "a/b"));
        assertThatIllegalArgumentException().isThrownBy(() -> urls.create(CallbackPurpose.STK, "x".repeat(65)));
    }

    @Test
    void theMacIsMaskedInLogs() {
        URI url = urls.create(CallbackPurpose.STK, "ref");
        String mac = url.toString().substring(url.toString().lastIndexOf('/') + 1);

        assertThat(CallbackUrls.mask("POST " + url + " 200"))
                .isEqualTo("POST https://pay.example.co.ke/hooks/cb/stk/k1/ref/*** 200");
        assertThat(urls.toString()).doesNotContain(mac).doesNotContain("0123456789abcdef");
    }

    @Test
    void settingsThatAreMissingAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallbackUrls.builder().build())
                .withMessageContaining("baseUrl");
    }
}
