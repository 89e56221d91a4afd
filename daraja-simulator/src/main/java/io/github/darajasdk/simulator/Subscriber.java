package io.github.darajasdk.simulator;

import java.time.Instant;
import java.util.Optional;

/**
 * A person with a number, a PIN and money. Setters take effect at once and return this subscriber. Thread-safe.
 */
public interface Subscriber {

    /** Returns the number, {@code 2547…} or {@code 2541…}. */
    String msisdn();

    /** Returns the name M-PESA knows. */
    String name();

    /** Changes the name. */
    Subscriber name(String name);

    /** Returns the PIN. */
    String pin();

    /**
     * Changes the PIN and unlocks it.
     *
     * @throws IllegalArgumentException if {@code pin} is not four digits
     */
    Subscriber pin(String pin);

    /** Returns the balance in whole shillings, rounded down. */
    long balance();

    /**
     * Sets the balance, by a ledger entry against the bank.
     *
     * @param shillings 0 to 500,000
     * @throws IllegalArgumentException if out of that range
     */
    Subscriber balance(long shillings);

    /** Returns when the SIM card was last swapped, empty if never. */
    Optional<Instant> simSwappedAt();

    /** Says when the SIM card was last swapped. */
    Subscriber simSwappedAt(Instant at);

    /** Returns whether the PIN is locked after three wrong ones; payments then end with 8006. */
    boolean isPinLocked();

    /** Unlocks the PIN, as a call to customer care does. */
    Subscriber unlockPin();

    /** Returns how this subscriber answers prompts, empty where the simulator's default decides. */
    Optional<CustomerScript> script();

    /** Decides how this subscriber answers prompts from now on. */
    Subscriber script(CustomerScript script);

    /** Returns this subscriber's phone. */
    Phone phone();
}
