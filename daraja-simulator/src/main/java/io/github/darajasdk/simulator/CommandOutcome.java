package io.github.darajasdk.simulator;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How M-PESA ends a command: B2C, B2B, reversal, transaction status, balance and the others with a result URL.
 * Immutable.
 */
public final class CommandOutcome {

    private final @Nullable String code;
    private final String description;
    private final boolean timesOut;
    private final boolean done;

    private CommandOutcome(@Nullable String code, String description, boolean timesOut, boolean done) {
        this.code = code;
        this.description = description;
        this.timesOut = timesOut;
        this.done = done;
    }

    /**
     * What the world makes of it: the ledger, the roles, the initiator decide.
     *
     * @return such an end
     */
    public static CommandOutcome natural() {
        return new CommandOutcome(null, "", false, true);
    }

    /**
     * A result that fails with this code, and nothing is done.
     *
     * @param code as text
     * @param description for people
     * @return such an end
     * @throws IllegalArgumentException if the code is {@code 0}
     */
    public static CommandOutcome fails(String code, String description) {
        if (code.equals("0")) {
            throw new IllegalArgumentException("Result 0 means that it was done: use CommandOutcome.natural()");
        }
        return new CommandOutcome(code, Objects.requireNonNull(description, "description"), false, false);
    }

    /**
     * A post to the time-out URL instead of a result, and nothing is done.
     *
     * @return such an end
     */
    public static CommandOutcome timesOut() {
        return new CommandOutcome(null, "", true, false);
    }

    /**
     * A post to the time-out URL instead of a result, although it was done.
     *
     * @return such an end
     */
    public static CommandOutcome timesOutButDone() {
        return new CommandOutcome(null, "", true, true);
    }

    /** {@return the code of {@link #fails}} */
    public Optional<String> code() {
        return Optional.ofNullable(code);
    }

    /** {@return the text of {@link #fails}, else an empty one} */
    public String description() {
        return description;
    }

    /** {@return whether the time-out URL is posted to instead of the result URL} */
    public boolean isTimeOut() {
        return timesOut;
    }

    /** {@return whether the command is carried out} */
    public boolean isDone() {
        return done;
    }

    @Override
    public String toString() {
        if (code != null) {
            return "it fails with " + code;
        }
        return timesOut ? (done ? "it times out but is done" : "it times out") : "it ends as it would";
    }
}
