package io.github.darajasdk.spring.autoconfigure;

import io.github.darajasdk.callback.SourceMode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings under {@code daraja.callback}: how M-PESA reaches this application. Secrets never show in {@code toString()}.
 *
 * @param enabled Whether the callback endpoint is there, given a CallbackHandler bean.
 * @param baseUrl Public https address of this application, with an optional path; callback addresses are made below it.
 * @param path Where the endpoint listens inside the application. By default the path of the base URL, less the context
 *     path; differs when a proxy rewrites paths.
 * @param key Secret that signs callback addresses, at least 32 random characters.
 * @param keyId Public name of the key, part of every callback address. Give each new key a new one.
 * @param registeredKey Secret that signs the addresses registered once at Safaricom (C2B, Pull, Bill Manager). By default
 *     the key; set it to the key of the registration when that key is replaced.
 * @param registeredKeyId Public name of the registered key.
 * @param retiredKeys Former keys by their public names. They sign nothing any more but are still recognised for a while.
 * @param retiredKeyLifetime How long retired keys are recognised.
 * @param allowLoopback Whether callback addresses may be plain http and point to this machine. For the simulator only.
 * @param sourceMode What to do about callbacks from an address that is not listed: nothing, warn, or refuse.
 * @param allowedSources IP addresses that callbacks come from. By default the fourteen known of Safaricom.
 * @param trustedProxies Own proxies, as IP addresses or ranges such as 10.0.0.0/8. What X-Forwarded-For says is believed
 *     from them alone, from right to left.
 * @param maxBodySize Largest callback that is read.
 * @param bodyTimeout Longest time for the body of a callback to arrive.
 * @param c2bValidation how to answer when M-PESA asks whether a payment may go through
 */
public record DarajaCallbackProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable URI baseUrl,
        @Nullable String path,
        @Nullable String key,
        @DefaultValue("k1") String keyId,
        @Nullable String registeredKey,
        @Nullable String registeredKeyId,
        @DefaultValue Map<String, RetiredKey> retiredKeys,
        @DefaultValue("30d") Duration retiredKeyLifetime,
        @DefaultValue("false") boolean allowLoopback,
        @DefaultValue("log") SourceMode sourceMode,
        @Nullable Set<String> allowedSources,
        @DefaultValue Set<String> trustedProxies,
        @DefaultValue("64KB") DataSize maxBodySize,
        @DefaultValue("5s") Duration bodyTimeout,
        @DefaultValue C2bValidation c2bValidation) {

    /** What to do about a payment that nobody decided on in time. */
    public enum Undecided {
        /** Let it through: the confirmation follows, and money can be sent back. */
        ACCEPT,
        /** Turn it away. */
        REJECT
    }

    /**
     * How to answer when M-PESA asks whether a payment may go through.
     *
     * @param deadline Longest time for the C2bValidator to decide. M-PESA itself waits for some ten seconds.
     * @param undecided What to answer when there is no C2bValidator, when it fails, or when the deadline passes.
     */
    public record C2bValidation(
            @DefaultValue("8s") Duration deadline,
            @DefaultValue("accept") Undecided undecided) {}

    /** Whether anything says that callbacks are wanted. */
    boolean configured() {
        return baseUrl != null || (key != null && !key.isBlank());
    }

    /** Leaves the keys out. */
    @Override
    public String toString() {
        return "DarajaCallbackProperties[" + baseUrl + ", key " + keyId + ", retired " + retiredKeys.keySet() + "]";
    }

    /**
     * A former key.
     *
     * @param secret Secret of the former key.
     * @param retiredAt When the key was replaced, for example 2026-11-20T08:00:00Z.
     */
    public record RetiredKey(
            @Nullable String secret, @Nullable Instant retiredAt) {

        /** Leaves the secret out. */
        @Override
        public String toString() {
            return "RetiredKey[" + retiredAt + "]";
        }
    }
}
