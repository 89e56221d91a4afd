package io.github.darajasdk.therapy.notification.webhook;

/** How far a message is on its way to one endpoint. */
public enum DeliveryState {
    /** Is tried, or tried again later. */
    PENDING,
    /** The endpoint answered that it has it. */
    DELIVERED,
    /** Tried in vain for days, or not wanted; a person may have it sent again. */
    GIVEN_UP
}
