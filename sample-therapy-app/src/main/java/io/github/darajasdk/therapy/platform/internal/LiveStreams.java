package io.github.darajasdk.therapy.platform.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.core.task.TaskExecutor;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The open streams of this instance. A slow reader holds up only itself: while something is being written to a stream,
 * what happens meanwhile is remembered, each topic once, and written afterwards.
 */
final class LiveStreams {

    private final Set<LiveStream> open = ConcurrentHashMap.newKeySet();
    private final TaskExecutor writers;
    private final int most;
    private final long timeoutMillis;

    /**
     * @param writers where streams are written
     * @param most how many streams may be open
     * @param timeoutMillis after how long a stream ends; browsers open a new one
     */
    LiveStreams(TaskExecutor writers, int most, long timeoutMillis) {
        this.writers = writers;
        this.most = most;
        this.timeoutMillis = timeoutMillis;
    }

    SseEmitter open(Set<String> topics) {
        if (open.size() >= most) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "too many open streams");
        }
        SseEmitter emitter = new SseEmitter(timeoutMillis);
        add(emitter, topics);
        return emitter;
    }

    void add(SseEmitter emitter, Set<String> topics) {
        LiveStream stream = new LiveStream(emitter, topics);
        emitter.onCompletion(() -> open.remove(stream));
        emitter.onTimeout(emitter::complete);
        emitter.onError(error -> open.remove(stream));
        open.add(stream);
    }

    void changed(String topic) {
        open.stream().filter(stream -> stream.wants(topic)).forEach(stream -> write(stream, topic));
    }

    /** Some changes may have been missed: every page looks again. */
    void everythingMayHaveChanged() {
        open.forEach(stream -> stream.topics().forEach(topic -> write(stream, topic)));
    }

    void heartbeat() {
        open.forEach(stream -> write(stream, LiveStream.HEARTBEAT));
    }

    void closeAll() {
        open.forEach(LiveStream::close);
    }

    int size() {
        return open.size();
    }

    private void write(LiveStream stream, String word) {
        if (!stream.remember(word)) {
            return;
        }
        try {
            writers.execute(() -> {
                if (!stream.writeRemembered()) {
                    open.remove(stream);
                }
            });
        } catch (RejectedExecutionException e) {
            // Overloaded or shutting down. The page opens a new stream, and polls until then.
            open.remove(stream);
            stream.close();
        }
    }
}
