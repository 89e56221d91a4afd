package io.github.darajasdk.therapy.notification.web;

import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.notification.Notifications;
import org.springframework.stereotype.Component;

/** How much a user has not read yet, for the frame of every page. Templates use it as {@code @unread}. */
@Component("unread")
public class UnreadNotifications {

    private final Notifications notifications;

    UnreadNotifications(Notifications notifications) {
        this.notifications = notifications;
    }

    public int of(User user) {
        return notifications.unread(user.id());
    }
}
