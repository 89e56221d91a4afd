package io.github.darajasdk.therapy.notification.internal;

import io.github.darajasdk.therapy.notification.Notification;
import io.github.darajasdk.therapy.notification.Notification.Kind;
import io.github.darajasdk.therapy.notification.Notification.OfSession;
import io.github.darajasdk.therapy.notification.NotificationWords;
import io.github.darajasdk.therapy.notification.NotificationWords.Words;
import io.github.darajasdk.therapy.notification.internal.JdbcNotifications.Addressed;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * What an e-mail says: in each language what happened and where to see more, one language below the other. The subject is
 * read by whoever sees the phone, so it names neither people nor what is paid for.
 */
@Component
class MailText {

    /** Line ends and other controls, and what turns the direction of writing: names may contain them, our lines do not. */
    private static final Pattern CONTROL =
            Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]+");

    private static final Set<Kind> DETAIL_IS_RECEIPT =
            Set.of(Kind.PAYMENT_CONFIRMED, Kind.RECEIPT_ARRIVED, Kind.PAYMENT_REVERSED, Kind.MONEY_RETURNED);

    private final NotificationWords words;
    private final MessageSource messages;
    private final NotificationSettings settings;
    private final PaymentMode mode;

    MailText(NotificationWords words, MessageSource messages, NotificationSettings settings, PaymentMode mode) {
        this.words = words;
        this.messages = messages;
        this.settings = settings;
        this.mode = mode;
    }

    /** One line. */
    String subject(Addressed what) {
        Words first = words(what, settings.languages().get(0));
        String mark = environment(what).isProduction() ? "" : "[TEST MODE] ";
        return mark + line(first.headline());
    }

    String body(Addressed what) {
        StringBuilder body = new StringBuilder();
        for (Locale language : settings.languages()) {
            if (body.length() > 0) {
                body.append("\n- - -\n\n");
            }
            append(body, what, language);
        }
        return body.toString();
    }

    private void append(StringBuilder body, Addressed what, Locale language) {
        PaymentEnvironment environment = environment(what);
        if (!environment.isProduction()) {
            body.append(text("frame.test-mode." + environment, language)).append("\n\n");
        }
        Words said = words(what, language);
        body.append(text("mail.greeting", language, line(what.recipient().displayName())))
                .append("\n\n")
                .append(line(said.sentence()))
                .append('\n');
        facts(body, what.notification(), language);
        if (settings.baseUrl() != null) {
            String address = settings.baseUrl().resolve(said.path()).toString();
            body.append('\n').append(text("mail.see", language, address)).append('\n');
        }
        body.append('\n').append(text("mail.foot", language)).append('\n');
    }

    private void facts(StringBuilder body, Notification notification, Locale language) {
        if (notification.subject() instanceof OfSession about) {
            body.append('\n')
                    .append(text("session.number", language))
                    .append(": ")
                    .append(about.session().bookingNumber())
                    .append('\n');
            notification
                    .detail()
                    .filter(receipt -> DETAIL_IS_RECEIPT.contains(notification.kind()))
                    .ifPresent(receipt -> body.append(text("payment.receipt", language))
                            .append(": ")
                            .append(line(receipt))
                            .append('\n'));
        }
    }

    private Words words(Addressed what, Locale language) {
        return words.of(what.notification(), what.recipient().role(), language);
    }

    private PaymentEnvironment environment(Addressed what) {
        return TestMode.environment(what.notification(), mode);
    }

    private String text(String key, Locale language, Object... figures) {
        return messages.getMessage(key, figures, language);
    }

    /** Makes one line of it. */
    static String line(String text) {
        return CONTROL.matcher(text).replaceAll(" ").strip();
    }
}
