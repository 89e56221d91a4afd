package io.github.darajasdk.callback;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a request to a callback address before anything else does: is the address ours, is the sender plausible, is the
 * body bounded? The cheap checks come first, and a request with a forged path costs one HMAC and reads no body.
 *
 * <p>Thread-safe.
 */
public final class CallbackGuard {

    /**
     * The addresses that Safaricom's callbacks have been seen or documented to come from: the union of the lists in
     * circulation. No list is promised to stay.
     */
    public static final Set<String> KNOWN_SOURCES = Set.of(
            "196.201.214.200",
            "196.201.214.206",
            "196.201.213.114",
            "196.201.214.207",
            "196.201.214.208",
            "196.201.213.44",
            "196.201.212.127",
            "196.201.212.138",
            "196.201.212.129",
            "196.201.212.136",
            "196.201.212.74",
            "196.201.212.69",
            "196.201.212.128",
            "196.201.212.132");

    private static final Logger log = LoggerFactory.getLogger(CallbackGuard.class);

    private final CallbackUrls urls;
    private final SourceMode sourceMode;
    private final Set<String> allowedSources;
    private final int trustedProxyHops;
    private final int maxBodyBytes;
    private final long bodyNanos;
    private final LongSupplier nanoTime;

    private CallbackGuard(Builder builder) {
        this.urls = builder.urls;
        this.sourceMode = builder.sourceMode;
        this.allowedSources = builder.allowedSources;
        this.trustedProxyHops = builder.trustedProxyHops;
        this.maxBodyBytes = builder.maxBodyBytes;
        this.bodyNanos = builder.bodyTimeout.toNanos();
        this.nanoTime = builder.nanoTime;
        if (sourceMode == SourceMode.ENFORCE && allowedSources.isEmpty()) {
            throw new IllegalArgumentException(
                    "an empty list of source addresses cannot be enforced: every genuine callback"
                            + " would be refused. List addresses, or use LOG or OFF");
        }
    }

    /**
     * Starts with the default settings.
     *
     * @param urls checks the paths
     * @return a builder
     */
    public static Builder builder(CallbackUrls urls) {
        return new Builder(urls);
    }

    /**
     * Checks a POST whose body is not encoded and that came without a proxy in between.
     *
     * @param path the undecoded path from {@code /cb/} on
     * @param remoteAddress the sender's address
     * @param body read up to the limit; not closed
     * @return accepted with the body, or refused with a reason
     * @throws IOException if the body cannot be read
     */
    public CallbackVerdict check(String path, String remoteAddress, InputStream body) throws IOException {
        return check(new Request("POST", path, remoteAddress, List.of(), null), body);
    }

    /**
     * Checks a request.
     *
     * @param request everything but the body
     * @param body read up to the limit, and only if everything else is in order; not closed
     * @return accepted with the body, or refused with a reason
     * @throws IOException if the body cannot be read
     */
    public CallbackVerdict check(Request request, InputStream body) throws IOException {
        Optional<VerifiedPath> path = urls.verify(request.path());
        if (path.isEmpty()) {
            return new CallbackVerdict.Refused(CallbackVerdict.Reason.UNKNOWN_PATH);
        }
        if (!request.method().equals("POST")) {
            return new CallbackVerdict.Refused(CallbackVerdict.Reason.WRONG_METHOD);
        }
        String encoding = request.contentEncoding();
        if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
            return new CallbackVerdict.Refused(CallbackVerdict.Reason.ENCODED_BODY);
        }
        boolean listed = sourceMode == SourceMode.OFF || allowedSources.contains(sender(request));
        if (!listed && sourceMode == SourceMode.ENFORCE) {
            return new CallbackVerdict.Refused(CallbackVerdict.Reason.SOURCE_NOT_ALLOWED);
        }
        if (!listed) {
            log.warn(
                    "A {} callback came from an address that is not listed as Safaricom's; accepted, because the list is"
                            + " not enforced",
                    path.get().purpose().word());
        }
        return read(path.get(), body, listed);
    }

    private CallbackVerdict read(VerifiedPath path, InputStream body, boolean listed) throws IOException {
        long start = nanoTime.getAsLong();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        byte[] chunk = new byte[4096];
        for (int n = body.read(chunk); n >= 0; n = body.read(chunk)) {
            bytes.write(chunk, 0, n);
            if (bytes.size() > maxBodyBytes) {
                return new CallbackVerdict.Refused(CallbackVerdict.Reason.TOO_LARGE);
            }
            if (nanoTime.getAsLong() - start > bodyNanos) {
                return new CallbackVerdict.Refused(CallbackVerdict.Reason.TOO_SLOW);
            }
        }
        return new CallbackVerdict.Accepted(path.purpose(), path.reference(), bytes.toByteArray(), listed);
    }

    /**
     * Each trusted proxy appended the address it saw, so the hops are counted from the right: what stands further left was
     * written by whoever sent the request.
     */
    private String sender(Request request) {
        if (trustedProxyHops == 0) {
            return request.remoteAddress();
        }
        List<String> hops = request.forwardedFor().stream()
                .flatMap(line -> List.of(line.split(",", -1)).stream())
                .map(String::strip)
                .toList();
        int index = hops.size() - trustedProxyHops;
        return index >= 0 ? hops.get(index) : request.remoteAddress();
    }

    /**
     * Everything about a request but its body.
     *
     * @param method for example {@code POST}
     * @param path the undecoded path from {@code /cb/} on, without query
     * @param remoteAddress the address the connection came from
     * @param forwardedFor the {@code X-Forwarded-For} header lines in their order, empty if there are none
     * @param contentEncoding the {@code Content-Encoding} header, or null
     */
    public record Request(
            String method,
            String path,
            String remoteAddress,
            List<String> forwardedFor,
            @Nullable String contentEncoding) {

        /**
         * Copies the list.
         *
         * @param method for example {@code POST}
         * @param path the undecoded path from {@code /cb/} on, without query
         * @param remoteAddress the address the connection came from
         * @param forwardedFor the {@code X-Forwarded-For} header lines in their order, empty if there are none
         * @param contentEncoding the {@code Content-Encoding} header, or null
         */
        public Request {
            forwardedFor = List.copyOf(forwardedFor);
        }

        /** Leaves the secret part of the path out. */
        @Override
        public String toString() {
            return "Request[" + method + " " + CallbackUrls.mask(path) + "]";
        }
    }

    /** Collects the settings. Not thread-safe. */
    public static final class Builder {

        private final CallbackUrls urls;
        private SourceMode sourceMode = SourceMode.LOG;
        private Set<String> allowedSources = KNOWN_SOURCES;
        private int trustedProxyHops;
        private int maxBodyBytes = CallbackParser.MAX_BODY_BYTES;
        private Duration bodyTimeout = Duration.ofSeconds(5);
        private LongSupplier nanoTime = System::nanoTime;

        private Builder(CallbackUrls urls) {
            this.urls = urls;
        }

        /**
         * Sets what to make of the sender's address. Default: log.
         *
         * @param sourceMode off, log or enforce
         * @return this builder
         */
        public Builder sourceMode(SourceMode sourceMode) {
            this.sourceMode = sourceMode;
            return this;
        }

        /**
         * Sets the addresses that callbacks may come from. Default: {@link #KNOWN_SOURCES}.
         *
         * @param allowedSources literal IP addresses
         * @return this builder
         */
        public Builder allowedSources(Set<String> allowedSources) {
            this.allowedSources = Set.copyOf(allowedSources);
            return this;
        }

        /**
         * Sets how many proxies of ours stand in front. Default 0: the connection's own address counts.
         *
         * @param trustedProxyHops 0 to 10
         * @return this builder
         * @throws IllegalArgumentException if out of range
         */
        public Builder trustedProxyHops(int trustedProxyHops) {
            if (trustedProxyHops < 0 || trustedProxyHops > 10) {
                throw new IllegalArgumentException("trusted proxy hops must be 0 to 10, not " + trustedProxyHops);
            }
            this.trustedProxyHops = trustedProxyHops;
            return this;
        }

        /**
         * Sets the largest body. Default 64 KiB, far above any genuine callback.
         *
         * @param maxBodyBytes at least 1024
         * @return this builder
         * @throws IllegalArgumentException if smaller
         */
        public Builder maxBodyBytes(int maxBodyBytes) {
            if (maxBodyBytes < 1024) {
                throw new IllegalArgumentException("the largest body must be at least 1024 bytes, not " + maxBodyBytes);
            }
            this.maxBodyBytes = maxBodyBytes;
            return this;
        }

        /**
         * Sets how long a body may take to arrive, looked at after each piece. Default 5 s. A sender that falls silent
         * is the server's own timeout to handle.
         *
         * @param bodyTimeout positive
         * @return this builder
         * @throws IllegalArgumentException if not positive
         */
        public Builder bodyTimeout(Duration bodyTimeout) {
            if (bodyTimeout.isNegative() || bodyTimeout.isZero()) {
                throw new IllegalArgumentException("the body timeout must be positive");
            }
            this.bodyTimeout = bodyTimeout;
            return this;
        }

        Builder nanoTime(LongSupplier nanoTime) {
            this.nanoTime = nanoTime;
            return this;
        }

        /**
         * Completes the settings.
         *
         * @return the guard
         * @throws IllegalArgumentException if an empty list of addresses is to be enforced
         */
        public CallbackGuard build() {
            return new CallbackGuard(this);
        }
    }
}
