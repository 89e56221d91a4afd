package io.github.darajasdk.therapy.platform.internal;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One open page. */
final class LiveStream {

    static final String HEARTBEAT = "";

    private static final Logger log = LoggerFactory.getLogger(LiveStream.class);

    private final SseEmitter emitter;
    private final Set<String> topics;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> remembered = new LinkedHashSet<>();
    private boolean writing;

    LiveStream(SseEmitter emitter, Set<String> topics) {
        this.emitter = emitter;
        this.topics = topics;
    }

    Set<String> topics() {
        return topics;
    }

    boolean wants(String topic) {
        return topics.contains(topic);
    }

    /** Notes a topic, or a heartbeat, to be written. Answers whether the caller has to see to the writing. */
    boolean remember(String word) {
        lock.lock();
        try {
            remembered.add(word);
            if (writing) {
                return false;
            }
            writing = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Writes until nothing is left. Answers whether the page is still there. */
    boolean writeRemembered() {
        try {
            for (Set<String> words = take(); !words.isEmpty(); words = take()) {
                for (String word : words) {
                    emitter.send(
                            word.equals(HEARTBEAT)
                                    ? SseEmitter.event().comment("still here")
                                    : SseEmitter.event().name("changed").data(word));
                }
            }
            return true;
        } catch (IOException | IllegalStateException e) {
            log.debug("a page is gone: {}", e.getMessage());
            return false;
        }
    }

    void close() {
        emitter.complete();
    }

    private Set<String> take() {
        lock.lock();
        try {
            Set<String> taken = new LinkedHashSet<>(remembered);
            remembered.clear();
            writing = !taken.isEmpty();
            return taken;
        } finally {
            lock.unlock();
        }
    }
}
