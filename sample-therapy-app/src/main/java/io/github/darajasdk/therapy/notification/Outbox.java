package io.github.darajasdk.therapy.notification;

import io.github.darajasdk.therapy.account.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What leaves the application for its users: by which channels, and what could not be sent. */
public interface Outbox {

    /** The channels by which users are told besides the application itself; empty when none is set up. */
    List<Medium> open();

    /** What was tried in vain so often that it waits for a person; the longest waiting first. */
    List<SetAside> setAside();

    /**
     * Has a message tried again now.
     *
     * @return false when it does not wait any more
     */
    boolean replay(Medium medium, UUID notification);

    /** Tells a user, by every open channel, that the channels work. */
    void sendTest(UserId to);

    /** A channel to a user. */
    enum Medium {
        MAIL,
        SMS
    }

    /**
     * A message that waits for a person.
     *
     * @param failures how often it was tried
     * @param lastError in one line, without addresses
     */
    record SetAside(Medium medium, UUID notification, int failures, String lastError, Instant since) {}
}
