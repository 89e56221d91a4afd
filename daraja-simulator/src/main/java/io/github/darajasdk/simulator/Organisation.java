package io.github.darajasdk.simulator;

import java.util.Optional;

/** A merchant that can be paid. Thread-safe. */
public interface Organisation {

    /** {@return the short code: the paybill, or the store number that a till belongs to} */
    String shortCode();

    /** {@return the till number, empty for a paybill} */
    Optional<String> tillNumber();

    /** {@return the name that customers read} */
    String name();

    /**
     * Changes the name that customers read.
     *
     * @param name what people read
     * @return this organisation
     */
    Organisation name(String name);

    /** {@return the passkey that STK passwords are made with} */
    String passkey();

    /** {@return what stands in the account that customers pay into, in whole shillings, rounded down} */
    long balance();

    /**
     * Sets what stands in the two accounts that payments leave from, in shillings.
     *
     * @param utility pays customers (B2C) and reversals; a paybill's customers pay into it, too
     * @param working pays other organisations (B2B, tax, top-up)
     * @return this organisation
     * @throws IllegalArgumentException if one is negative or more than 1,000,000,000,000
     */
    Organisation funds(long utility, long working);
}
