package io.github.darajasdk.simulator;

import java.time.Instant;
import java.util.Optional;

/**
 * A person with a number, a PIN and money. Setters take effect at once and return this subscriber. Thread-safe.
 */
public interface Subscriber {

    /** {@return the number, {@code 2547…} or {@code 2541…}} */
    String msisdn();

    /** {@return the name M-PESA knows} */
    String name();

    /**
     * Changes the name.
     *
     * @param name what people read
     * @return this subscriber
     */
    Subscriber name(String name);

    /** {@return the PIN} */
    String pin();

    /**
     * Changes the PIN and unlocks it.
     *
     * @param pin four digits
     * @return this subscriber
     * @throws IllegalArgumentException if {@code pin} is not four digits
     */
    Subscriber pin(String pin);

    /** {@return the balance in whole shillings, rounded down} */
    long balance();

    /**
     * Sets the balance, by a ledger entry against the bank.
     *
     * @param shillings 0 to 500,000
     * @return this subscriber
     * @throws IllegalArgumentException if out of that range
     */
    Subscriber balance(long shillings);

    /** {@return when the SIM card was last swapped, empty if never} */
    Optional<Instant> simSwappedAt();

    /**
     * Says when the SIM card was last swapped.
     *
     * @param at the moment
     * @return this subscriber
     */
    Subscriber simSwappedAt(Instant at);

    /** {@return whether the PIN is locked after three wrong ones; payments then end with 8006} */
    boolean isPinLocked();

    /**
     * Unlocks the PIN, as a call to customer care does.
     *
     * @return this subscriber
     */
    Subscriber unlockPin();

    /** {@return how this subscriber answers prompts, empty where the simulator's default decides} */
    Optional<CustomerScript> script();

    /**
     * Decides how this subscriber answers prompts from now on.
     *
     * @param script what is to happen
     * @return this subscriber
     */
    Subscriber script(CustomerScript script);

    /** {@return this subscriber's phone} */
    Phone phone();
}
