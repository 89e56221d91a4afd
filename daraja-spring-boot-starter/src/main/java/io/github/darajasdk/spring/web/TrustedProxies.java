package io.github.darajasdk.spring.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds who sent a request that came through proxies of ours. Each proxy appends the address it saw to
 * {@code X-Forwarded-For}, so the entries are read from the right, and only as long as the one who wrote them is trusted:
 * what stands further left was written by whoever sent the request.
 *
 * <p>Immutable. Looks up no names.
 */
public final class TrustedProxies {

    private static final Pattern IPV4 = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3})(?::[0-9]{1,5})?");

    private final List<Range> ranges;

    private TrustedProxies(List<Range> ranges) {
        this.ranges = ranges;
    }

    /**
     * Trusts some addresses.
     *
     * @param proxies IP addresses, or ranges such as {@code 10.0.0.0/8}; empty to trust nobody
     * @return the proxies
     * @throws IllegalArgumentException if one is neither
     */
    public static TrustedProxies of(Set<String> proxies) {
        return new TrustedProxies(proxies.stream().map(Range::parse).toList());
    }

    /**
     * Finds the sender.
     *
     * @param peer the address at the other end of the connection
     * @param forwardedFor the {@code X-Forwarded-For} header lines in their order, empty if there are none
     * @return the first address, from the right, that is not one of the trusted proxies; the last trusted one if nothing
     *     readable stands before it
     */
    public String senderOf(String peer, List<String> forwardedFor) {
        List<String> hops = new ArrayList<>();
        forwardedFor.forEach(line -> hops.addAll(List.of(line.split(",", -1))));
        Optional<InetAddress> sender = address(peer);
        if (sender.isEmpty()) {
            return peer;
        }
        for (int i = hops.size() - 1; i >= 0 && trusts(sender.get()); i--) {
            Optional<InetAddress> before = address(hops.get(i).strip());
            if (before.isEmpty()) {
                break;
            }
            sender = before;
        }
        return sender.get().getHostAddress();
    }

    private boolean trusts(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    /** Reads literal addresses only; {@link InetAddress} would look up anything else as a name. */
    private static Optional<InetAddress> address(String text) {
        Matcher ipv4 = IPV4.matcher(text);
        String literal = ipv4.matches() ? ipv4.group(1) : text;
        if (!ipv4.matches() && text.indexOf(':') < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private record Range(InetAddress network, int prefixBits) {

        static Range parse(String text) {
            int slash = text.indexOf('/');
            Optional<InetAddress> network = address(slash < 0 ? text : text.substring(0, slash));
            if (network.isEmpty()) {
                throw unreadable();
            }
            int allBits = network.get().getAddress().length * 8;
            int bits = slash < 0 ? allBits : bits(text.substring(slash + 1));
            if (bits > allBits) {
                throw unreadable();
            }
            return new Range(network.get(), bits);
        }

        private static int bits(String text) {
            if (!text.matches("[0-9]{1,3}")) {
                throw unreadable();
            }
            return Integer.parseInt(text);
        }

        private static IllegalArgumentException unreadable() {
            return new IllegalArgumentException(
                    "a trusted proxy must be an IP address or a range such as 10.0.0.0/8, not a name");
        }

        boolean contains(InetAddress address) {
            byte[] bytes = address.getAddress();
            byte[] wanted = network.getAddress();
            if (bytes.length != wanted.length) {
                return false;
            }
            for (int bit = 0; bit < prefixBits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((bytes[bit / 8] & mask) != (wanted[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
