package io.github.darajasdk.therapy.notification.webhook.internal;

import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses belong to the public internet. Everything else is refused as a target: this machine, its network, the
 * metadata services of clouds, and forms of IPv6 that hide an IPv4 address. After the registries of IANA (RFC 6890).
 */
final class PublicAddress {

    /** Of IPv4 everything is public but these. */
    private static final List<Block> NOT_PUBLIC_V4 = List.of(
            block(8, 0), // this network
            block(8, 10), // private
            block(10, 100, 64), // behind a provider's translation
            block(8, 127), // this machine
            block(16, 169, 254), // this link; metadata of clouds
            block(12, 172, 16), // private
            block(24, 192, 0, 0), // protocol assignments
            block(24, 192, 0, 2), // documentation
            block(24, 192, 88, 99), // former relays of 6to4
            block(16, 192, 168), // private
            block(15, 198, 18), // measurements
            block(24, 198, 51, 100), // documentation
            block(24, 203, 0, 113), // documentation
            block(4, 224), // many at once
            block(4, 240)); // reserved, and everybody

    /** Of IPv6 nothing is public but this … */
    private static final Block GLOBAL_V6 = block(3, 0x20);

    /** … without these. */
    private static final List<Block> NOT_PUBLIC_V6 = List.of(
            block(23, 0x20, 0x01, 0x00), // protocol assignments, among them Teredo, which hides IPv4
            block(32, 0x20, 0x01, 0x0d, 0xb8), // documentation
            block(16, 0x20, 0x02), // 6to4, which hides IPv4
            block(20, 0x3f, 0xff, 0x00)); // documentation

    private PublicAddress() {}

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return NOT_PUBLIC_V4.stream().noneMatch(block -> block.holds(bytes));
        }
        return GLOBAL_V6.holds(bytes) && NOT_PUBLIC_V6.stream().noneMatch(block -> block.holds(bytes));
    }

    private static Block block(int bits, int... start) {
        byte[] bytes = new byte[start.length];
        for (int at = 0; at < start.length; at++) {
            bytes[at] = (byte) start[at];
        }
        return new Block(bits, bytes);
    }

    /** The addresses that begin with the same bits. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Block(int bits, byte[] start) {

        boolean holds(byte[] address) {
            for (int at = 0; at * 8 < bits; at++) {
                int first = Math.min(8, bits - at * 8);
                int mask = 0xff << (8 - first) & 0xff;
                int begin = at < start.length ? start[at] : 0;
                if (((address[at] ^ begin) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
