package io.github.darajasdk.therapy.notification.webhook.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.1.2.3",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "100::1",
                "2001::1",
                "2001:10::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "3fff::1",
                "4000::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void isRefused(String address) throws Exception {
        assertThat(PublicAddress.isPublic(address(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.0.3.0",
                "192.167.255.255",
                "192.169.0.0",
                "196.201.214.200",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2001:200::1",
                "2001:4860:4860::8888",
                "2606:4700:4700::1111",
                "2c0f:fe38::1",
                "3ffe:ffff::1"
            })
    void isAllowed(String address) throws Exception {
        assertThat(PublicAddress.isPublic(address(address))).isTrue();
    }

    /** The registries once more, written otherwise: as first and last address, compared as numbers. */
    private static final List<String[]> NOT_PUBLIC = List.of(
            new String[] {"0.0.0.0", "0.255.255.255"},
            new String[] {"10.0.0.0", "10.255.255.255"},
            new String[] {"100.64.0.0", "100.127.255.255"},
            new String[] {"127.0.0.0", "127.255.255.255"},
            new String[] {"169.254.0.0", "169.254.255.255"},
            new String[] {"172.16.0.0", "172.31.255.255"},
            new String[] {"192.0.0.0", "192.0.0.255"},
            new String[] {"192.0.2.0", "192.0.2.255"},
            new String[] {"192.88.99.0", "192.88.99.255"},
            new String[] {"192.168.0.0", "192.168.255.255"},
            new String[] {"198.18.0.0", "198.19.255.255"},
            new String[] {"198.51.100.0", "198.51.100.255"},
            new String[] {"203.0.113.0", "203.0.113.255"},
            new String[] {"224.0.0.0", "255.255.255.255"});

    @Property(tries = 5_000)
    void ofIpv4ItIsPublicExactlyWhenNoRegistryKeepsIt(@ForAll("near") long number) throws Exception {
        byte[] bytes = {(byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number};
        boolean kept = NOT_PUBLIC.stream()
                .anyMatch(range -> number >= number(range[0]).longValue()
                        && number <= number(range[1]).longValue());

        assertThat(PublicAddress.isPublic(InetAddress.getByAddress(bytes))).isEqualTo(!kept);
    }

    /** Anywhere, and often around the edges. */
    @Provide
    Arbitrary<Long> near() {
        Arbitrary<Long> anywhere = Arbitraries.longs().between(0, 0xffff_ffffL);
        Arbitrary<Long> edges = Arbitraries.of(NOT_PUBLIC)
                .flatMap(range -> Arbitraries.of(range))
                .flatMap(edge -> Arbitraries.longs()
                        .between(-2, 2)
                        .map(step -> Math.floorMod(number(edge).longValue() + step, 0x1_0000_0000L)));
        return Arbitraries.oneOf(anywhere, edges);
    }

    /** What Java itself knows to be no address of the internet is never public, in either family. */
    @Property(tries = 2_000)
    void whatJavaCallsLocalIsNeverPublic(@ForAll("ipv6") byte[] bytes) throws Exception {
        InetAddress address = InetAddress.getByAddress(bytes);
        boolean local = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();

        assertThat(local && PublicAddress.isPublic(address)).isFalse();
        assertThat(PublicAddress.isPublic(address) && (bytes[0] & 0xe0) != 0x20)
                .as("global unicast begins with the bits 001")
                .isFalse();
    }

    @Provide
    Arbitrary<byte[]> ipv6() {
        Arbitrary<Integer> first = Arbitraries.of(0, 0x20, 0x26, 0x3f, 0xfc, 0xfd, 0xfe, 0xff);
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofSize(16)
                .flatMap(bytes -> first.map(begin -> {
                    byte[] changed = bytes.clone();
                    changed[0] = begin.byteValue();
                    return changed;
                }));
    }

    private static BigInteger number(String address) {
        try {
            return new BigInteger(1, InetAddress.getByName(address).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** By number, so that nothing is asked of a name server. */
    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }
}
