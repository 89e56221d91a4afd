package io.github.darajasdk.therapy.notification.web;

import io.github.darajasdk.therapy.account.CurrentUser;
import io.github.darajasdk.therapy.account.Role;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.notification.Notification;
import io.github.darajasdk.therapy.notification.Notification.Kind;
import io.github.darajasdk.therapy.notification.Notifications;
import io.github.darajasdk.therapy.payment.ResultExplanations;
import io.github.darajasdk.therapy.platform.web.Moments;
import java.time.Instant;
import java.util.List;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What a user was told, in the reader's language. To look at the page is to have read it. */
@Controller
class NotificationsController {

    private final CurrentUser currentUser;
    private final Notifications notifications;
    private final ResultExplanations explanations;
    private final MessageSource messages;
    private final Moments moments;

    NotificationsController(
            CurrentUser currentUser,
            Notifications notifications,
            ResultExplanations explanations,
            MessageSource messages,
            Moments moments) {
        this.currentUser = currentUser;
        this.notifications = notifications;
        this.explanations = explanations;
        this.messages = messages;
        this.moments = moments;
    }

    @GetMapping("/notifications")
    String list(Model model) {
        User me = currentUser.require();
        List<Line> lines = notifications.of(me.id()).stream()
                .map(notification -> line(notification, me))
                .toList();
        model.addAttribute("lines", lines);
        notifications.markRead(me.id());
        return "notification/notifications";
    }

    private Line line(Notification notification, User me) {
        Object[] figures = {
            notification.otherParty().displayName(),
            moments.moment(notification.session().startsAt()),
            notification.session().price(),
            notification
                    .detail()
                    .map(detail -> worded(notification.kind(), detail))
                    .orElse("")
        };
        String address = me.role() == Role.CLIENT
                ? "/client/sessions/" + notification.session().id()
                : "/therapist";
        return new Line(
                messages.getMessage(notification.kind().messageKey(), figures, LocaleContextHolder.getLocale()),
                notification.at(),
                address,
                notification.read());
    }

    private String worded(Kind kind, String detail) {
        return kind == Kind.PAYMENT_FAILED ? explanations.sentence(detail, LocaleContextHolder.getLocale()) : detail;
    }

    /**
     * One notification as its page shows it.
     *
     * @param address where to see more
     */
    record Line(String text, Instant at, String address, boolean read) {}
}
