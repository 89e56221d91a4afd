package io.github.darajasdk.spi;

import java.time.Duration;
import java.util.Optional;

/**
 * Watches a client. Called on the thread that does the work, so it should return quickly; what it throws is absorbed with
 * a warning. Must be thread-safe. Nothing in these events is personal or secret, and every text but the code has few
 * values, so they are fit for metrics.
 */
public interface DarajaEventListener {

    /** How a call ended, in a word fit for a metric. */
    enum Outcome {
        /** Answered and understood. */
        OK,
        /** Refused. */
        REJECTED,
        /** Never taken. */
        NOT_SENT,
        /** Nobody knows. */
        UNKNOWN
    }

    /** State of a circuit breaker. */
    enum BreakerState {
        /** Calls pass. */
        CLOSED,
        /** Calls are refused at once. */
        OPEN,
        /** A trial call passes. */
        HALF_OPEN
    }

    /**
     * A call begins.
     *
     * @param operation short name, for example {@code stk.push}
     */
    default void callStarted(String operation) {}

    /**
     * A call ended.
     *
     * @param call how
     */
    default void callFinished(FinishedCall call) {}

    /**
     * A token was fetched from Daraja.
     *
     * @param lifetime how long it lives
     */
    default void tokenRefreshed(Duration lifetime) {}

    /**
     * A circuit breaker changed its state.
     *
     * @param operationClass {@code money} or {@code reads}
     * @param state the new state
     */
    default void breakerChanged(String operationClass, BreakerState state) {}

    /**
     * A callback was read.
     *
     * @param purpose the word of its purpose, for example {@code stk}
     * @param outcome for example {@code paid}, {@code not-paid}, {@code unresolved}
     */
    default void callbackParsed(String purpose, String outcome) {}

    /**
     * A callback was refused or could not be read.
     *
     * @param reason why, in one word
     */
    default void callbackRefused(String reason) {}

    /**
     * A call that ended.
     *
     * @param operation short name, for example {@code stk.push}
     * @param outcome how
     * @param code Daraja's error code, if it named one
     * @param duration from call to return, token and repetitions included
     */
    record FinishedCall(String operation, Outcome outcome, Optional<String> code, Duration duration) {}
}
