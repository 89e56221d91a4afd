package io.github.darajasdk.therapy.notification.web;

import io.github.darajasdk.therapy.account.CurrentUser;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.notification.Notification;
import io.github.darajasdk.therapy.notification.NotificationWords;
import io.github.darajasdk.therapy.notification.NotificationWords.Words;
import io.github.darajasdk.therapy.notification.Notifications;
import java.time.Instant;
import java.util.List;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What a user was told, in the reader's language. To look at the page is to have read it. */
@Controller
class NotificationsController {

    private final CurrentUser currentUser;
    private final Notifications notifications;
    private final NotificationWords words;

    NotificationsController(CurrentUser currentUser, Notifications notifications, NotificationWords words) {
        this.currentUser = currentUser;
        this.notifications = notifications;
        this.words = words;
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
        Words said = words.of(notification, me.role(), LocaleContextHolder.getLocale());
        return new Line(said.sentence(), notification.at(), said.path(), notification.read());
    }

    /**
     * One notification as its page shows it.
     *
     * @param address where to see more
     */
    record Line(String text, Instant at, String address, boolean read) {}
}
