package io.github.darajasdk.therapy.notification.web;

import io.github.darajasdk.therapy.account.Role;
import io.github.darajasdk.therapy.notification.Notification;
import io.github.darajasdk.therapy.notification.Notification.Kind;
import io.github.darajasdk.therapy.notification.Notification.OfCase;
import io.github.darajasdk.therapy.notification.Notification.OfRun;
import io.github.darajasdk.therapy.notification.Notification.OfSession;
import io.github.darajasdk.therapy.notification.NotificationWords;
import io.github.darajasdk.therapy.payment.ResultExplanations;
import io.github.darajasdk.therapy.platform.web.Moments;
import io.github.darajasdk.therapy.reconciliation.Outcome;
import io.github.darajasdk.therapy.reconciliation.Run;
import java.math.BigDecimal;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Words from the message bundles, the same on pages and in e-mails. */
@Component
class BundledWords implements NotificationWords {

    private final ResultExplanations explanations;
    private final MessageSource messages;
    private final Moments moments;

    BundledWords(ResultExplanations explanations, MessageSource messages, Moments moments) {
        this.explanations = explanations;
        this.messages = messages;
        this.moments = moments;
    }

    @Override
    public Words of(Notification notification, Role reader, Locale locale) {
        Object[] figures = figures(notification, locale);
        return new Words(
                messages.getMessage(notification.kind().headlineKey(), figures, locale),
                messages.getMessage(notification.kind().messageKey(), figures, locale),
                path(notification, reader));
    }

    private Object[] figures(Notification notification, Locale locale) {
        if (notification.subject() instanceof OfSession about) {
            return new Object[] {
                about.otherParty().displayName(),
                moments.moment(about.session().startsAt(), locale),
                about.session().price(),
                notification
                        .detail()
                        .map(detail -> worded(notification.kind(), detail, locale))
                        .orElse("")
            };
        }
        if (notification.subject() instanceof OfCase about) {
            return new Object[] {
                messages.getMessage("case.headline." + about.of().kind(), null, locale),
                about.of().amount().map(Object::toString).orElse("–")
            };
        }
        if (notification.subject() instanceof OfRun about) {
            Run run = about.run();
            return new Object[] {
                moments.moment(run.period().from(), locale),
                moments.moment(run.period().to(), locale),
                run.count(Outcome.MATCHED),
                run.toLookAt(),
                shillings(run.mpesaCents() - run.ourCents())
            };
        }
        return new Object[0];
    }

    private String worded(Kind kind, String detail, Locale locale) {
        return kind == Kind.PAYMENT_FAILED ? explanations.sentence(detail, locale) : detail;
    }

    private static String shillings(long cents) {
        return String.format(Locale.ROOT, "KES %,.2f", BigDecimal.valueOf(cents, 2));
    }

    private static String path(Notification notification, Role reader) {
        if (notification.subject() instanceof OfSession about) {
            return reader == Role.CLIENT ? "/client/sessions/" + about.session().id() : "/therapist";
        }
        if (notification.subject() instanceof OfCase about) {
            return "/admin/cases/" + about.of().id();
        }
        return notification.subject() instanceof OfRun about
                ? "/admin/reconciliation/runs/" + about.run().id()
                : "/notifications";
    }
}
