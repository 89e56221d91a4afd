package io.github.darajasdk.therapy.notification.internal;

import io.github.darajasdk.therapy.notification.Outbox.Medium;
import io.github.darajasdk.therapy.notification.internal.JdbcNotifications.Addressed;

/** A way by which notifications reach users outside the application. */
interface Carrier {

    Medium medium();

    /** Whether it is set up here. */
    boolean isOpen();

    /**
     * Sends one notification. Called outside any transaction, and again when it throws or an instance died meanwhile.
     *
     * @throws NotSentException if it was not sent, or nobody knows
     */
    void send(Addressed what);
}
