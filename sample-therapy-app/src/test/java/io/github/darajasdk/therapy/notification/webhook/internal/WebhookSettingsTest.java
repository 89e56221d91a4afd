package io.github.darajasdk.therapy.notification.webhook.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.darajasdk.therapy.notification.webhook.WebhookEvent;
import io.github.darajasdk.therapy.notification.webhook.internal.WebhookSettings.EndpointSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSettingsTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Test
    void anEndpointGetsEverythingUnlessItAsksForSomething() {
        WebhookSettings settings = settings(false, "https://books.example.com/hooks", SECRET, "case.opened");
        assertThat(settings.all().get(0).events()).containsExactly(WebhookEvent.CASE_OPENED);

        assertThat(settings(false, "https://books.example.com/hooks", SECRET)
                        .all()
                        .get(0)
                        .events())
                .containsExactlyInAnyOrder(WebhookEvent.values());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://books.example.com/",
                "ftp://books.example.com/",
                "books.example.com",
                "https:///hooks",
                "https://user:word@books.example.com/",
                "https://books.example.com/#part"
            })
    void anAddressThatIsNotSafeStopsTheStartAndTheMessageNamesTheKey(String url) {
        assertThatThrownBy(() -> settings(false, url, SECRET))
                .hasMessageContaining("app.webhook.endpoints.books.url is an https address");
    }

    @Test
    void plainHttpIsForTryingOut() {
        assertThat(settings(true, "http://127.0.0.1:9000/", SECRET).all()).hasSize(1);
        assertThatThrownBy(() -> settings(true, "file:///etc/passwd", SECRET)).hasMessageContaining(".url is an https");
    }

    @Test
    void productionRefusesTheSwitchForTryingOut() {
        assertThat(new NoPrivateWebhooksInProduction(settings(true, "http://127.0.0.1/", SECRET)).find())
                .hasValueSatisfying(
                        why -> assertThat(why).contains("app.webhook.allow-private-addresses", "Remove it"));
        assertThat(new NoPrivateWebhooksInProduction(settings(false, "https://a.example.com/", SECRET)).find())
                .isEmpty();
    }

    @Test
    void aBadSecretOrEventStopsTheStartAndSecretsAreNotRepeated() {
        assertThatThrownBy(() -> settings(false, "https://books.example.com/", "hunter2"))
                .hasMessageContaining("app.webhook.endpoints.books.secrets: a secret is whsec_")
                .message()
                .doesNotContain("hunter2");
        assertThatThrownBy(() -> settings(false, "https://books.example.com/", SECRET, "run.done"))
                .hasMessageContaining("app.webhook.endpoints.books.events knows reconciliation.run.completed")
                .hasMessageEndingWith("but not run.done");
        assertThat(settings(false, "https://books.example.com/s3cret", SECRET).toString())
                .doesNotContain("s3cret", SECRET);
    }

    private static WebhookSettings settings(boolean anywhere, String url, String secret, String... events) {
        return new WebhookSettings(
                Map.of("books", new EndpointSettings(URI.create(url), List.of(secret), List.of(events))),
                anywhere,
                Duration.ofDays(30));
    }
}
