package io.github.darajasdk.therapy.notification;

import io.github.darajasdk.therapy.account.UserId;
import java.util.List;

/** Face of this package: what each user was told, as the application itself shows it. */
public interface Notifications {

    /** The newest 50 of a user, newest first. */
    List<Notification> of(UserId user);

    /** How many of a user's are unread. */
    int unread(UserId user);

    /** Marks all of a user's as read. */
    void markRead(UserId user);
}
