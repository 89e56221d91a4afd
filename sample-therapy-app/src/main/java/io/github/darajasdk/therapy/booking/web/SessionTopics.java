package io.github.darajasdk.therapy.booking.web;

import io.github.darajasdk.therapy.booking.TherapySession;
import java.util.List;
import java.util.stream.Stream;

/** The live topics of a page that lists sessions. */
final class SessionTopics {

    private SessionTopics() {}

    /** The person's own topic, which tells of new sessions, and one for each session that is listed. */
    static String[] of(String person, List<TherapySession> sessions) {
        return Stream.concat(Stream.of(person), sessions.stream().map(session -> "session:" + session.id()))
                .toArray(String[]::new);
    }
}
