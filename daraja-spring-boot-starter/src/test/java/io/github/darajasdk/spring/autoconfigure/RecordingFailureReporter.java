package io.github.darajasdk.spring.autoconfigure;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Keeps what Spring Boot would print under APPLICATION FAILED TO START, for the thread that started it. */
public final class RecordingFailureReporter implements FailureAnalysisReporter {

    private static final ThreadLocal<FailureAnalysis> LAST = new ThreadLocal<>();

    @Override
    public void report(FailureAnalysis analysis) {
        LAST.set(analysis);
    }

    static FailureAnalysis takeLast() {
        FailureAnalysis last = LAST.get();
        LAST.remove();
        return last;
    }
}
