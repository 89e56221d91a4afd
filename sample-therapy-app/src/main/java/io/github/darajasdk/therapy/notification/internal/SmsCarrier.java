package io.github.darajasdk.therapy.notification.internal;

import io.github.darajasdk.therapy.notification.NotificationWords;
import io.github.darajasdk.therapy.notification.Outbox.Medium;
import io.github.darajasdk.therapy.notification.SmsGateway;
import io.github.darajasdk.therapy.notification.SmsGateway.Sms;
import io.github.darajasdk.therapy.notification.internal.JdbcNotifications.Addressed;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Text messages, through whatever gateway the installation brings. */
@Component
class SmsCarrier implements Carrier {

    private final ObjectProvider<SmsGateway> gateway;
    private final NotificationWords words;
    private final Locale language;
    private final PaymentMode mode;

    SmsCarrier(
            ObjectProvider<SmsGateway> gateway,
            NotificationWords words,
            NotificationSettings settings,
            PaymentMode mode) {
        this.gateway = gateway;
        this.words = words;
        this.language = settings.languages().get(0);
        this.mode = mode;
    }

    @Override
    public Medium medium() {
        return Medium.SMS;
    }

    @Override
    public boolean isOpen() {
        return gateway.getIfAvailable() != null;
    }

    @Override
    public void send(Addressed what) {
        String headline =
                words.of(what.notification(), what.recipient().role(), language).headline();
        boolean test = !TestMode.environment(what.notification(), mode).isProduction();
        Sms sms = new Sms(
                what.notification().id().toString(), what.recipient().id(), test ? "TEST MODE: " + headline : headline);
        try {
            gateway.getObject().send(sms);
        } catch (RuntimeException e) {
            throw new NotSentException(e);
        }
    }
}
