package io.github.darajasdk.simulator;

import io.github.darajasdk.simulator.internal.world.Msisdns;
import java.util.Objects;
import java.util.function.Predicate;

/** Which pushes a rule speaks of; see {@link DarajaSimulator#when}. Immutable. */
public final class PushMatch {

    private final String description;
    private final Predicate<ReceivedPush> test;

    private PushMatch(String description, Predicate<ReceivedPush> test) {
        this.description = description;
        this.test = test;
    }

    /**
     * Every push.
     *
     * @return such a match
     */
    public static PushMatch any() {
        return new PushMatch("every push", push -> true);
    }

    /**
     * Pushes to this number.
     *
     * @param msisdn in any usual spelling: {@code 0712…}, {@code +254712…}, {@code 254712…}
     * @return such a match
     */
    public static PushMatch number(String msisdn) {
        String canonical = Msisdns.canonical(msisdn);
        return new PushMatch("number " + canonical, push -> push.msisdn().equals(canonical));
    }

    /**
     * Pushes of this many shillings.
     *
     * @param shillings in whole shillings
     * @return such a match
     */
    public static PushMatch amount(long shillings) {
        return new PushMatch("amount " + shillings, push -> push.amount() == shillings);
    }

    /**
     * Pushes with exactly this account reference.
     *
     * @param accountReference exactly as pushed
     * @return such a match
     */
    public static PushMatch reference(String accountReference) {
        Objects.requireNonNull(accountReference, "accountReference");
        return new PushMatch(
                "reference " + accountReference, push -> push.accountReference().equals(accountReference));
    }

    /**
     * {@return a match for the pushes that both this one and {@code other} mean}
     *
     * @param other what else is said
     */
    public PushMatch and(PushMatch other) {
        return new PushMatch(description + ", " + other.description, test.and(other.test));
    }

    /**
     * {@return whether {@code push} is meant}
     *
     * @param push as it was received
     */
    public boolean matches(ReceivedPush push) {
        return test.test(push);
    }

    @Override
    public String toString() {
        return description;
    }
}
