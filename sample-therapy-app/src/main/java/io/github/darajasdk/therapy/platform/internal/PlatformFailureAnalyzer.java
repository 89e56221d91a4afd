package io.github.darajasdk.therapy.platform.internal;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is wrong with the database's settings, instead of a stack trace. */
final class PlatformFailureAnalyzer extends AbstractFailureAnalyzer<TooManyConnectionsException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, TooManyConnectionsException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Make the pool smaller, raise max_connections, run fewer instances (app.instances says how many there"
                        + " are), or put PgBouncer in front of the server.",
                cause);
    }
}
