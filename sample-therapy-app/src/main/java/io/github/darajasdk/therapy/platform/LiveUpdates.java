package io.github.darajasdk.therapy.platform;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open pages, on whatever instance they are, that something changed. A topic names what changed, for example
 * {@code session:<id>} or {@code therapist:<id>}; the page then asks for its fragment again, so a lost update costs
 * nothing but the next poll.
 */
public interface LiveUpdates {

    /** Announces a change to every instance once the current transaction commits; at once when there is none. */
    void changed(String topic);

    /**
     * Opens a stream that sends an event named {@code changed} at each change of one of the topics, and a comment now
     * and then to keep the connection. The caller has checked that its user may see them.
     */
    SseEmitter stream(String... topics);
}
