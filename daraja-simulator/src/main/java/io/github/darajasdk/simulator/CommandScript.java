package io.github.darajasdk.simulator;

import java.util.Objects;

/** What shall happen to the command that {@link DarajaSimulator#nextCommand} speaks of. Thread-safe. */
public final class CommandScript {

    private final String kind;
    private volatile CommandOutcome outcome = CommandOutcome.natural();
    private volatile DeliveryScript delivery = DeliveryScript.normal();

    private CommandScript(String kind) {
        this.kind = kind;
    }

    /**
     * Creates a script for commands of one kind.
     *
     * @param kind {@code b2c}, {@code pochi}, {@code b2b}, {@code tax}, {@code status}, {@code balance},
     *     {@code reversal}, or an empty text for all
     */
    public static CommandScript forCommands(String kind) {
        return new CommandScript(Objects.requireNonNull(kind, "kind"));
    }

    /** Decides how M-PESA ends it. */
    public CommandScript outcome(CommandOutcome newOutcome) {
        this.outcome = Objects.requireNonNull(newOutcome, "newOutcome");
        return this;
    }

    /**
     * Decides what the network does: a fault of the answer, a slow or held answer, a lost, late or repeated result. What
     * concerns STK alone is ignored.
     */
    public CommandScript delivery(DeliveryScript newDelivery) {
        this.delivery = Objects.requireNonNull(newDelivery, "newDelivery");
        return this;
    }

    /** Returns whether this speaks of commands of {@code otherKind}. */
    public boolean speaksOf(String otherKind) {
        return kind.isEmpty() || kind.equals(otherKind);
    }

    /** Returns how M-PESA ends it. */
    public CommandOutcome outcome() {
        return outcome;
    }

    /** Returns what the network does. */
    public DeliveryScript delivery() {
        return delivery;
    }

    @Override
    public String toString() {
        return (kind.isEmpty() ? "any command" : kind) + ": " + outcome + "; " + delivery;
    }
}
