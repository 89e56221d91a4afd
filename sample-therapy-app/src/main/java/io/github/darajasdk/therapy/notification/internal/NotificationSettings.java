package io.github.darajasdk.therapy.notification.internal;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How users are told outside the application.
 *
 * @param languages of an e-mail, one below the other; a text message is in the first
 * @param baseUrl where the application is reached, for links in e-mails; without it there are none
 * @param mail e-mails, which go out once {@code spring.mail.host} is set
 */
@ConfigurationProperties("app.notification")
record NotificationSettings(
        @DefaultValue({"en", "sw"}) List<Locale> languages,
        @Nullable URI baseUrl,
        @DefaultValue Mail mail) {

    NotificationSettings {
        if (languages.isEmpty()) {
            throw new IllegalArgumentException("app.notification.languages names at least one language");
        }
        languages = List.copyOf(languages);
        if (baseUrl != null && (baseUrl.getHost() == null || baseUrl.getScheme() == null)) {
            throw new IllegalArgumentException(
                    "app.notification.base-url is a whole address such as https://pay.example.com, not " + baseUrl);
        }
    }

    /** @param from the address that e-mails come from; needed once {@code spring.mail.host} is set */
    record Mail(@Nullable String from) {}
}
