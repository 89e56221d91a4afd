package io.github.darajasdk.therapy.notification.internal;

import io.github.darajasdk.therapy.notification.Notification;
import io.github.darajasdk.therapy.notification.Notification.OfCase;
import io.github.darajasdk.therapy.notification.Notification.OfRun;
import io.github.darajasdk.therapy.notification.Notification.OfSession;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import io.github.darajasdk.therapy.settings.PaymentMode;

/** Whose money a notification is about. What is not about real money says so. */
final class TestMode {

    private TestMode() {}

    static PaymentEnvironment environment(Notification notification, PaymentMode mode) {
        if (notification.subject() instanceof OfSession about) {
            return about.session().environment();
        }
        if (notification.subject() instanceof OfCase about) {
            return about.of().environment();
        }
        return notification.subject() instanceof OfRun about
                ? about.run().books().environment()
                : mode.environment();
    }
}
