package io.github.darajasdk.spring.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private final TrustedProxies proxies = TrustedProxies.of(Set.of("10.0.0.0/8", "192.0.2.7", "2001:db8::/32"));

    @Test
    void withoutAnyTrustedProxyThePeerIsTheSender() {
        assertThat(TrustedProxies.of(Set.of()).senderOf("203.0.113.9", List.of("196.201.212.69")))
                .isEqualTo("203.0.113.9");
    }

    @Test
    void anUntrustedPeerIsNotBelieved() {
        assertThat(proxies.senderOf("203.0.113.9", List.of("196.201.212.69"))).isEqualTo("203.0.113.9");
    }

    @Test
    void theLastUntrustedHopFromTheRightIsTheSender() {
        assertThat(proxies.senderOf("10.1.2.3", List.of("196.201.212.69, 203.0.113.9, 192.0.2.7")))
                .isEqualTo("203.0.113.9");
    }

    @Test
    void severalHeaderLinesAreOneList() {
        assertThat(proxies.senderOf("10.1.2.3", List.of("196.201.212.69", "203.0.113.9", "10.9.9.9")))
                .isEqualTo("203.0.113.9");
    }

    @Test
    void aPortBehindAnAddressIsDropped() {
        assertThat(proxies.senderOf("10.1.2.3", List.of("203.0.113.9:50123"))).isEqualTo("203.0.113.9");
    }

    @Test
    void whatCannotBeReadEndsTheWalk() {
        assertThat(proxies.senderOf("10.1.2.3", List.of("196.201.212.69, unknown")))
                .isEqualTo("10.1.2.3");
        assertThat(proxies.senderOf("10.1.2.3", List.of(""))).isEqualTo("10.1.2.3");
    }

    @Test
    void knowsIpv6AndAddressesMappedIntoIt() {
        assertThat(proxies.senderOf("2001:db8:1::5", List.of("196.201.212.69"))).isEqualTo("196.201.212.69");
        assertThat(proxies.senderOf("::ffff:10.0.0.1", List.of("196.201.212.69")))
                .isEqualTo("196.201.212.69");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.internal", "", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "999.1.1.1", "10.0.0"})
    void refusesWhatIsNeitherAddressNorRange(String proxy) {
        assertThatIllegalArgumentException().isThrownBy(() -> TrustedProxies.of(Set.of(proxy)));
    }

    @Property
    void whateverASenderWritesItNeverBecomesAnotherSender(
            @ForAll @StringLength(max = 60) String forged, @ForAll @IntRange(min = 1, max = 254) int host) {
        String attacker = "203.0.113." + host;
        assertThat(proxies.senderOf("10.0.0.1", List.of(forged, attacker))).isEqualTo(attacker);
        assertThat(proxies.senderOf(attacker, List.of(forged))).isEqualTo(attacker);
    }

    @Property
    void rangesContainExactlyTheAddressesWithTheirPrefix(
            @ForAll @IntRange(min = 0, max = 255) int third, @ForAll @IntRange(min = 0, max = 32) int bits) {
        TrustedProxies range = TrustedProxies.of(Set.of("198.51.100.0/" + bits));
        int network = (198 << 24) | (51 << 16) | (100 << 8);
        int address = (198 << 24) | (51 << 16) | (third << 8);
        boolean inside = bits == 0 || (network >>> (32 - bits)) == (address >>> (32 - bits));
        assertThat(range.senderOf("198.51." + third + ".0", List.of("203.0.113.9")))
                .isEqualTo(inside ? "203.0.113.9" : "198.51." + third + ".0");
    }
}
