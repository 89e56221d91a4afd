package io.github.darajasdk.therapy.notification;

import io.github.darajasdk.therapy.account.Role;
import java.util.Locale;

/** Puts notifications into words. */
public interface NotificationWords {

    /** @param reader what the one who is told may see */
    Words of(Notification notification, Role reader, Locale locale);

    /**
     * One notification in one language.
     *
     * @param headline a few words without names
     * @param sentence what happened, and what it means
     * @param path where in the application to see more; begins with {@code /}
     */
    record Words(String headline, String sentence, String path) {}
}
