package io.github.darajasdk.therapy.notification.webhook.internal;

import io.github.darajasdk.therapy.notification.webhook.WebhookEvent;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which other systems are told.
 *
 * @param endpoints by name: small letters, digits and dashes
 * @param allowPrivateAddresses whether endpoints may stand on this machine or in a private network and be reached
 *     without TLS; for trying out, refused in production
 * @param keep how long messages are kept that nothing is to be done about any more; at least a day
 */
@ConfigurationProperties("app.webhook")
record WebhookSettings(
        @DefaultValue Map<String, EndpointSettings> endpoints,
        @DefaultValue("false") boolean allowPrivateAddresses,
        @DefaultValue("30d") Duration keep) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");

    WebhookSettings {
        if (keep.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("app.webhook.keep is at least a day, not " + keep);
        }
        // Reading them all here has mistakes found when the application starts.
        Map<String, EndpointSettings> sorted = new TreeMap<>(endpoints);
        sorted.forEach((name, settings) -> settings.endpoint(name, allowPrivateAddresses));
        endpoints = sorted;
    }

    List<WebhookEndpoint> all() {
        return endpoints.entrySet().stream()
                .map(entry -> entry.getValue().endpoint(entry.getKey(), allowPrivateAddresses))
                .toList();
    }

    /**
     * One of them, as it is written.
     *
     * @param url https
     * @param secrets the one that signs; while it is being changed, the new one and the old one
     * @param events types of messages; none means all
     */
    record EndpointSettings(
            @Nullable URI url,
            @DefaultValue List<String> secrets,
            @DefaultValue List<String> events) {

        private WebhookEndpoint endpoint(String name, boolean anywhere) {
            String key = "app.webhook.endpoints." + name;
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(key + ": a name is 1 to 40 small letters, digits and dashes");
            }
            return new WebhookEndpoint(name, address(key, anywhere), keys(key), types(key));
        }

        private URI address(String key, boolean anywhere) {
            if (url == null || !isAddress(url, anywhere)) {
                throw new IllegalArgumentException(key + ".url is an https address such as"
                        + " https://books.example.com/hooks, without user, password and #; to try one on this machine"
                        + " set app.webhook.allow-private-addresses");
            }
            return url;
        }

        private static boolean isAddress(URI url, boolean anywhere) {
            String scheme = String.valueOf(url.getScheme());
            return url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null
                    && (scheme.equals("https") || (anywhere && scheme.equals("http")));
        }

        private List<WebhookSecret> keys(String key) {
            if (secrets.isEmpty()) {
                throw new IllegalArgumentException(key + ".secrets needs at least one secret");
            }
            try {
                return secrets.stream().map(WebhookSecret::parse).toList();
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(key + ".secrets: " + e.getMessage(), e);
            }
        }

        private Set<WebhookEvent> types(String key) {
            Set<WebhookEvent> wanted = new LinkedHashSet<>();
            for (String type : events) {
                wanted.add(WebhookEvent.ofType(type.strip())
                        .orElseThrow(() -> new IllegalArgumentException(key + ".events knows "
                                + Stream.of(WebhookEvent.values())
                                        .map(WebhookEvent::type)
                                        .collect(Collectors.joining(", "))
                                + ", but not " + type)));
            }
            return wanted.isEmpty() ? EnumSet.allOf(WebhookEvent.class) : wanted;
        }

        /** Without address and secrets. */
        @Override
        public String toString() {
            return "EndpointSettings[" + (url == null ? "no address" : url.getHost()) + "]";
        }
    }
}
