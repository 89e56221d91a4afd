package io.github.darajasdk.therapy.booking.web;

import io.github.darajasdk.therapy.account.CurrentUser;
import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.platform.web.PageNotFoundException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Finds the session an address names, and only for its own people: for anybody else there is no such page. */
@Component
public class OwnSessions {

    private static final int UUID_LENGTH = 36;

    private final CurrentUser currentUser;
    private final Bookings bookings;

    OwnSessions(CurrentUser currentUser, Bookings bookings) {
        this.currentUser = currentUser;
        this.bookings = bookings;
    }

    /**
     * A session of the client who is signed in.
     *
     * @param id as it stood in the address
     * @throws PageNotFoundException if it is malformed, unknown, or another client's
     */
    public TherapySession ofClient(String id) {
        UserId me = currentUser.require().id();
        return find(id).filter(session -> session.clientId().equals(me)).orElseThrow(PageNotFoundException::new);
    }

    /**
     * A session of the therapist who is signed in.
     *
     * @param id as it stood in the address
     * @throws PageNotFoundException if it is malformed, unknown, or another therapist's
     */
    public TherapySession ofTherapist(String id) {
        UserId me = currentUser.require().id();
        return find(id).filter(session -> session.therapistId().equals(me)).orElseThrow(PageNotFoundException::new);
    }

    private Optional<TherapySession> find(String id) {
        if (id.length() != UUID_LENGTH) {
            return Optional.empty();
        }
        try {
            return bookings.find(new SessionId(UUID.fromString(id)));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
