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

    /** Every push. */
    public static PushMatch any() {
        return new PushMatch("every push", push -> true);
    }

    /**
     * Pushes to this number.
     *
     * @param msisdn in any usual spelling: {@code 0712…}, {@code +254712…}, {@code 254712…}
     */
    public static PushMatch number(String msisdn) {
        String canonical = Msisdns.canonical(msisdn);
        return new PushMatch("number " + canonical, push -> push.msisdn().equals(canonical));
    }

    /** Pushes of this many shillings. */
    public static PushMatch amount(long shillings) {
        return new PushMatch("amount " + shillings, push -> push.amount() == shillings);
    }

    /** Pushes with exactly this account reference. */
    public static PushMatch reference(String accountReference) {
        Objects.requireNonNull(accountReference, "accountReference");
        return new PushMatch(
                "reference " + accountReference, push -> push.accountReference().equals(accountReference));
    }

    /** Returns whether {@code push} is meant. */
    public boolean matches(ReceivedPush push) {
        return test.test(push);
    }

    @Override
    public String toString() {
        return description;
    }
}
