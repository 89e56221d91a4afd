package io.github.darajasdk.therapy.booking;

import io.github.darajasdk.therapy.platform.LiveUpdates;
import org.springframework.stereotype.Component;

/** Tells the open pages of everybody concerned that a session, or its money, has changed. */
@Component
public class SessionNews {

    private final LiveUpdates live;

    SessionNews(LiveUpdates live) {
        this.live = live;
    }

    /** Once the current transaction commits; at once when there is none. */
    public void changed(TherapySession session) {
        live.changed("session:" + session.id());
        live.changed("client:" + session.clientId());
        live.changed("therapist:" + session.therapistId());
    }
}
