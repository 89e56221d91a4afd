package io.github.darajasdk.spring.autoconfigure;

import static io.github.darajasdk.spring.autoconfigure.ConfigurationProblems.missing;

import io.github.darajasdk.ShortCode;
import io.github.darajasdk.callback.CallbackKey;
import io.github.darajasdk.callback.CallbackParser;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.callback.SourceMode;
import io.github.darajasdk.spring.autoconfigure.DarajaCallbackProperties.RetiredKey;
import io.github.darajasdk.spring.autoconfigure.DarajaProperties.Environment;
import io.github.darajasdk.spring.web.TrustedProxies;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must be right before M-PESA is given an address of ours. */
final class CallbackRules {

    private static final String KEY_CURE =
            "Make one with: openssl rand -hex 32. Keep it secret and the same on all instances.";
    /** 32 random hexadecimal digits have fewer different characters once in 25 million. */
    private static final int FEWEST_DIFFERENT_CHARACTERS = 8;

    private static final ShortCode ANY_SHORT_CODE = ShortCode.of("600000");
    private static final String ANY_KEY_ID = "k1";
    private static final String ANY_SECRET = "x".repeat(32);
    private static final CallbackKey ANY_KEY = CallbackKey.of(ANY_KEY_ID, ANY_SECRET);

    private final ConfigurationProblems problems;

    CallbackRules(ConfigurationProblems problems) {
        this.problems = problems;
    }

    void check(DarajaProperties properties) {
        DarajaCallbackProperties callback = properties.callback();
        checkBaseUrl(callback, properties.environment());
        checkKeys(properties);
        checkEndpoint(callback);
    }

    private void checkBaseUrl(DarajaCallbackProperties callback, Environment environment) {
        String cure =
                "Give the public https address of this application, for example https://pay.example.co.ke. For the"
                        + " simulator on this machine also set daraja.callback.allow-loopback=true.";
        URI baseUrl = callback.baseUrl();
        if (baseUrl == null) {
            problems.add("daraja.callback.base-url", "is missing", cure);
        } else {
            problems.accepts(
                    "daraja.callback.base-url",
                    cure,
                    () -> CallbackUrls.builder()
                            .baseUrl(baseUrl)
                            .environment("check")
                            .shortCode(ANY_SHORT_CODE)
                            .key(ANY_KEY)
                            .allowLoopback(callback.allowLoopback())
                            .build());
        }
        if (callback.allowLoopback() && environment == Environment.PRODUCTION) {
            problems.add(
                    "daraja.callback.allow-loopback",
                    "is true while daraja.environment=production",
                    "Remove it: production reaches public https addresses only.");
        }
    }

    private void checkKeys(DarajaProperties properties) {
        DarajaCallbackProperties callback = properties.callback();
        Map<String, String> secretsById = new HashMap<>();
        if (problems.require(callback.key(), "daraja.callback.key", KEY_CURE)) {
            checkSecret("daraja.callback.key", given(callback.key()), properties);
            checkId("daraja.callback.key-id", callback.keyId(), given(callback.key()), secretsById);
        }
        checkRegisteredKey(properties, secretsById);
        callback.retiredKeys().forEach((id, retired) -> checkRetiredKey(id, retired, properties, secretsById));
        checkPositive("daraja.callback.retired-key-lifetime", callback.retiredKeyLifetime());
    }

    private void checkRegisteredKey(DarajaProperties properties, Map<String, String> secretsById) {
        String key = properties.callback().registeredKey();
        String id = properties.callback().registeredKeyId();
        if (missing(key) && missing(id)) {
            return;
        }
        boolean named = problems.require(
                id, "daraja.callback.registered-key-id", "Give the id the key had when the URLs were registered.");
        if (problems.require(key, "daraja.callback.registered-key", "Give the key, or remove its id.")) {
            checkSecret("daraja.callback.registered-key", given(key), properties);
            if (named) {
                checkId("daraja.callback.registered-key-id", given(id), given(key), secretsById);
            }
        }
    }

    private void checkRetiredKey(
            String id, RetiredKey retired, DarajaProperties properties, Map<String, String> secretsById) {
        String prefix = "daraja.callback.retired-keys." + id;
        String secret = retired.secret();
        if (problems.require(secret, prefix + ".secret", "Give the former key, or remove the entry.")) {
            checkSecret(prefix + ".secret", given(secret), properties);
            checkId(prefix, id, given(secret), secretsById);
        }
        if (retired.retiredAt() == null) {
            problems.add(
                    prefix + ".retired-at",
                    "is missing",
                    "Give the moment the key was replaced, for example 2026-11-20T08:00:00Z.");
        }
    }

    private void checkSecret(String property, String secret, DarajaProperties properties) {
        if (!problems.accepts(property, KEY_CURE, () -> CallbackKey.of(ANY_KEY_ID, secret))) {
            return;
        }
        if (secret.chars().distinct().count() < FEWEST_DIFFERENT_CHARACTERS) {
            problems.add(property, "is weak: hardly two characters differ", KEY_CURE);
        }
        if (secret.equals(properties.merchant().passkey())
                || secret.equals(properties.credentials().consumerSecret())) {
            problems.add(property, "is also used as passkey or consumer secret", KEY_CURE);
        }
    }

    private void checkId(String property, String id, String secret, Map<String, String> secretsById) {
        boolean usable = problems.accepts(
                property, "Use lower-case letters and digits, for example k2.", () -> CallbackKey.of(id, ANY_SECRET));
        String other = usable ? secretsById.putIfAbsent(id, secret) : null;
        if (other != null && !other.equals(secret)) {
            problems.add(property, "is the id of another key too", "Give each key an id of its own.");
        }
    }

    private void checkEndpoint(DarajaCallbackProperties callback) {
        String path = callback.path();
        if (!missing(path) && !given(path).matches("(/[A-Za-z0-9._~-]+)+")) {
            problems.add("daraja.callback.path", "is not a plain path", "Give a path such as /payments.");
        }
        Set<String> sources = callback.allowedSources();
        if (callback.sourceMode() == SourceMode.ENFORCE && sources != null && sources.isEmpty()) {
            problems.add(
                    "daraja.callback.allowed-sources",
                    "is empty while daraja.callback.source-mode=enforce, so every genuine callback would be refused",
                    "List addresses, remove the key to use those known of Safaricom, or set the mode to log.");
        }
        for (String proxy : callback.trustedProxies()) {
            problems.accepts(
                    "daraja.callback.trusted-proxies",
                    "Give IP addresses or ranges, for example 10.0.0.0/8.",
                    () -> TrustedProxies.of(Set.of(proxy)));
        }
        long bytes = callback.maxBodySize().toBytes();
        if (bytes < 1024 || bytes > CallbackParser.MAX_BODY_BYTES) {
            problems.add("daraja.callback.max-body-size", "is " + bytes + " bytes", "Give a size from 1KB to 64KB.");
        }
        checkPositive("daraja.callback.body-timeout", callback.bodyTimeout());
        checkPositive(
                "daraja.callback.c2b-validation.deadline",
                callback.c2bValidation().deadline());
    }

    private void checkPositive(String property, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            problems.add(property, "is " + duration, "Give a positive duration, for example 5s or 30d.");
        }
    }

    private static String given(@Nullable String value) {
        return Objects.requireNonNull(value).strip();
    }
}
