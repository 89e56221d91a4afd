package io.github.darajasdk.callback;

import io.github.darajasdk.ShortCode;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes and checks callback addresses that nobody else can make: {@code {base}/cb/{purpose}/{keyId}/{reference}/{mac}}.
 *
 * <p>Daraja signs nothing, so the address is the credential. The mac is 128 bits of HMAC-SHA256 over environment, purpose,
 * short code and reference, in lower-case hex. Nothing has to be stored, and the reference alone is harmless; treat the
 * mac as a secret and keep it out of logs ({@link #mask}).
 *
 * <p>Immutable and thread-safe.
 */
public final class CallbackUrls {

    private static final int MAC_BYTES = 16;
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern ENVIRONMENT = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern PATH =
            Pattern.compile("/cb/([a-z0-9-]{1,32})/([a-z0-9]{1,16})/([A-Za-z0-9_-]{1,64})/([0-9a-f]{32})");
    private static final Pattern MASKED = Pattern.compile("(/cb/[^/]+/[^/]+/[^/]+/)[^/?#\\s\"]+");

    private final String baseUrl;
    private final String environment;
    private final ShortCode shortCode;
    private final CallbackKey key;
    private final CallbackKey registeredKey;
    private final Map<String, KnownKey> keys;
    private final Duration retiredKeyLifetime;
    private final Clock clock;

    private record KnownKey(CallbackKey key, @Nullable Instant retiredAt) {}

    private CallbackUrls(Builder builder) {
        if (builder.baseUrl == null
                || builder.environment == null
                || builder.shortCode == null
                || builder.key == null) {
            throw new IllegalArgumentException(
                    "callback URLs need baseUrl, environment, shortCode and key: set them on the builder");
        }
        this.baseUrl = CallbackUrlRules.checkedBase(builder.baseUrl, builder.allowLoopback);
        this.environment = builder.environment;
        this.shortCode = builder.shortCode;
        this.key = builder.key;
        this.registeredKey = builder.registeredKey == null ? builder.key : builder.registeredKey;
        this.retiredKeyLifetime = builder.retiredKeyLifetime;
        this.clock = builder.clock;
        this.keys = new LinkedHashMap<>();
        builder.retiredKeys.forEach((retired, at) -> add(new KnownKey(retired, at)));
        add(new KnownKey(key, null));
        if (!registeredKey.equals(key)) {
            add(new KnownKey(registeredKey, null));
        }
    }

    private void add(KnownKey known) {
        KnownKey before = keys.put(known.key().id(), known);
        if (before != null && !before.key().equals(known.key())) {
            throw new IllegalArgumentException(
                    "two different callback keys are called " + known.key().id() + ": give each its own id");
        }
    }

    /**
     * Starts without any setting.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Makes the address for one payment, or for one registration.
     *
     * @param purpose what Daraja will send there
     * @param reference names the payment to us: one to 64 letters, digits, dashes or underscores, for example a UUID
     * @return the address; it carries a secret
     * @throws IllegalArgumentException if the reference has another form, or spells a word that Safaricom refuses in
     *     addresses
     */
    public URI create(CallbackPurpose purpose, String reference) {
        if (!REFERENCE.matcher(reference).matches()) {
            throw new IllegalArgumentException(
                    "callback reference must be one to 64 letters, digits, dashes or underscores");
        }
        CallbackKey signing = purpose.registered() ? registeredKey : key;
        String url = baseUrl + "/cb/" + purpose.word() + "/" + signing.id() + "/" + reference + "/"
                + HexFormat.of().formatHex(mac(signing, purpose, reference));
        CallbackUrlRules.refuseForbiddenWords(url, "callback URL");
        return URI.create(url);
    }

    /**
     * Checks a path that a request came to.
     *
     * @param path the undecoded path from {@code /cb/} on, without query
     * @return what it was made for, or empty if it is not ours, tampered with, or signed by a key that is too old
     */
    public Optional<VerifiedPath> verify(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<CallbackPurpose> purpose = CallbackPurpose.ofWord(matcher.group(1));
        KnownKey known = keys.get(matcher.group(2));
        if (purpose.isEmpty() || known == null || tooOld(known, purpose.get())) {
            return Optional.empty();
        }
        String reference = matcher.group(3);
        byte[] expected = mac(known.key(), purpose.get(), reference);
        byte[] given = HexFormat.of().parseHex(matcher.group(4));
        return MessageDigest.isEqual(expected, given)
                ? Optional.of(
                        new VerifiedPath(purpose.get(), reference, known.key().id()))
                : Optional.empty();
    }

    /** A registered address stays at Safaricom until somebody changes it by hand, so time must not close it. */
    private boolean tooOld(KnownKey known, CallbackPurpose purpose) {
        return known.retiredAt() != null
                && !purpose.registered()
                && clock.instant().isAfter(known.retiredAt().plus(retiredKeyLifetime));
    }

    private byte[] mac(CallbackKey signing, CallbackPurpose purpose, String reference) {
        String text = environment + "|" + purpose.word() + "|" + shortCode.value() + "|" + reference;
        return Arrays.copyOf(signing.hmac(text), MAC_BYTES);
    }

    /**
     * Blanks the mac in any text that contains callback addresses or paths, for logs.
     *
     * @param text an address, a path or a whole log line
     * @return the text with every mac replaced by {@code ***}
     */
    public static String mask(String text) {
        return MASKED.matcher(text).replaceAll("$1***");
    }

    @Override
    public String toString() {
        return "CallbackUrls[" + baseUrl + ", " + environment + ", " + shortCode + ", keys " + keys.keySet() + "]";
    }

    /** Collects the settings. Not thread-safe. */
    public static final class Builder {

        private @Nullable URI baseUrl;
        private @Nullable String environment;
        private @Nullable ShortCode shortCode;
        private @Nullable CallbackKey key;
        private @Nullable CallbackKey registeredKey;
        private final Map<CallbackKey, Instant> retiredKeys = new LinkedHashMap<>();
        private Duration retiredKeyLifetime = Duration.ofDays(30);
        private boolean allowLoopback;
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * Sets where this application is reached from outside. Required.
         *
         * @param baseUrl https address of a public host, with an optional path; plain http and private hosts are refused
         *     unless {@link #allowLoopback} is set
         * @return this builder
         */
        public Builder baseUrl(URI baseUrl) {
            this.baseUrl = baseUrl;
            return this;
        }

        /**
         * Sets the label of the environment, which keeps a sandbox callback from being taken for a production one.
         * Required.
         *
         * @param environment one to 64 letters, digits, dots, dashes or underscores, for example {@code production}
         * @return this builder
         * @throws IllegalArgumentException if it is of another form
         */
        public Builder environment(String environment) {
            if (!ENVIRONMENT.matcher(environment).matches()) {
                throw new IllegalArgumentException(
                        "environment label must be one to 64 letters, digits, dots, dashes or underscores");
            }
            this.environment = environment;
            return this;
        }

        /**
         * Sets the merchant's short code. Required.
         *
         * @param shortCode who is paid
         * @return this builder
         */
        public Builder shortCode(ShortCode shortCode) {
            this.shortCode = shortCode;
            return this;
        }

        /**
         * Sets the key that signs new addresses. Required.
         *
         * @param key the current key
         * @return this builder
         */
        public Builder key(CallbackKey key) {
            this.key = key;
            return this;
        }

        /**
         * Sets a separate key for addresses that are registered once at Safaricom. Default: the current key. Once
         * registered with one key, keep it here when the current key changes.
         *
         * @param registeredKey the key of registered addresses
         * @return this builder
         */
        public Builder registeredKey(CallbackKey registeredKey) {
            this.registeredKey = registeredKey;
            return this;
        }

        /**
         * Adds a key that signs nothing any more but goes on verifying for a while. May be called any number of times.
         *
         * @param retiredKey a former key
         * @param retiredAt when it was replaced
         * @return this builder
         */
        public Builder retiredKey(CallbackKey retiredKey, Instant retiredAt) {
            this.retiredKeys.put(retiredKey, retiredAt);
            return this;
        }

        /**
         * Sets how long retired keys go on verifying per-payment addresses. Default 30 days.
         *
         * @param retiredKeyLifetime positive
         * @return this builder
         * @throws IllegalArgumentException if not positive
         */
        public Builder retiredKeyLifetime(Duration retiredKeyLifetime) {
            if (retiredKeyLifetime.isNegative() || retiredKeyLifetime.isZero()) {
                throw new IllegalArgumentException("the lifetime of retired keys must be positive");
            }
            this.retiredKeyLifetime = retiredKeyLifetime;
            return this;
        }

        /**
         * Allows http and addresses of this machine, for the simulator and for tests. Default false.
         *
         * @param allowLoopback whether to allow them
         * @return this builder
         */
        public Builder allowLoopback(boolean allowLoopback) {
            this.allowLoopback = allowLoopback;
            return this;
        }

        /**
         * Sets the clock that ages retired keys. Default: the system clock.
         *
         * @param clock any clock
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * Completes the settings.
         *
         * @return maker and checker of addresses
         * @throws IllegalArgumentException if a required setting is missing, the base address is one that Safaricom
         *     refuses, or two keys share an id
         */
        public CallbackUrls build() {
            return new CallbackUrls(this);
        }
    }
}
