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
     * @return what to say more with
     */
    public static CommandScript forCommands(String kind) {
        return new CommandScript(Objects.requireNonNull(kind, "kind"));
    }

    /**
     * Decides how M-PESA ends it.
     *
     * @param newOutcome how it ends
     * @return such an end
     */
    public CommandScript outcome(CommandOutcome newOutcome) {
        this.outcome = Objects.requireNonNull(newOutcome, "newOutcome");
        return this;
    }

    /**
     * Decides what the network does: a fault of the answer, a slow or held answer, a lost, late or repeated result. What
     * concerns STK alone is ignored.
     *
     * @param newDelivery what the network does
     * @return such a network
     */
    public CommandScript delivery(DeliveryScript newDelivery) {
        this.delivery = Objects.requireNonNull(newDelivery, "newDelivery");
        return this;
    }

    /**
     * {@return whether this speaks of commands of {@code otherKind}}
     *
     * @param otherKind of the command
     */
    public boolean speaksOf(String otherKind) {
        return kind.isEmpty() || kind.equals(otherKind);
    }

    /** {@return how M-PESA ends it} */
    public CommandOutcome outcome() {
        return outcome;
    }

    /** {@return what the network does} */
    public DeliveryScript delivery() {
        return delivery;
    }

    @Override
    public String toString() {
        return (kind.isEmpty() ? "any command" : kind) + ": " + outcome + "; " + delivery;
    }
}
