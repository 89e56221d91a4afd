package io.github.darajasdk.spring.observe;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts by word. Remote texts are among the words, so there is a limit to how many it tells apart. Thread-safe. */
final class BoundedCounts {

    /** Counts all words beyond the limit. */
    static final String OTHER = "other";

    private final int limit;
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    BoundedCounts(int limit) {
        this.limit = limit;
    }

    void add(String word) {
        counts.computeIfAbsent(admit(word), key -> new LongAdder()).increment();
    }

    /** Several threads at the limit may admit a word each: it is a limit against flooding, not an exact figure. */
    private String admit(String word) {
        return counts.containsKey(word) || counts.size() < limit ? word : OTHER;
    }

    Map<String, Long> snapshot() {
        Map<String, Long> snapshot = new TreeMap<>();
        counts.forEach((word, count) -> snapshot.put(word, count.sum()));
        return snapshot;
    }
}
