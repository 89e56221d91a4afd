package io.github.darajasdk.simulator;

import io.github.darajasdk.simulator.internal.world.Durations;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the customer does when the prompt appears. Immutable; given to a push with {@link PushScript#customer}, to a
 * subscriber with {@link Subscriber#script}, or to a whole simulator as its default.
 */
public final class CustomerScript {

    /** The kinds of customer. */
    public enum Reaction {
        /** Enters the right PIN. */
        APPROVES,
        /** Dismisses the prompt: result 1032. */
        CANCELS,
        /** Enters a wrong PIN: result 2001, and 8006 once the PIN is locked. */
        WRONG_PIN,
        /** Enters the right PIN without having the money: result 1, whatever the balance is. */
        NO_MONEY,
        /** Lets the prompt go by: result 1037 when its life ends. */
        IGNORES,
        /** Is not reachable: result 1037 after 14 seconds, its callback twelve seconds later. */
        PHONE_OFF,
        /** Has another M-PESA menu open: result 1001. */
        BUSY,
        /** Ends with a result of the script's own. */
        ENDS_WITH,
        /** Is never heard of again: no result, no callback, and the query stays pending. */
        NEVER_ENDS,
        /** Is a person at the phone page, or a test that uses {@link Phone}. */
        HUMAN
    }

    private final Reaction reaction;
    private final Duration after;
    private final @Nullable String resultCode;
    private final @Nullable String resultDescription;

    private CustomerScript(
            Reaction reaction, Duration after, @Nullable String resultCode, @Nullable String resultDescription) {
        if (after.isNegative()) {
            throw new IllegalArgumentException("A customer reacts after zero or more seconds, not after " + after);
        }
        this.reaction = reaction;
        this.after = after;
        this.resultCode = resultCode;
        this.resultDescription = resultDescription;
    }

    private static CustomerScript of(Reaction reaction) {
        return new CustomerScript(reaction, Duration.ZERO, null, null);
    }

    /** {@return a customer who enters the right PIN at once} */
    public static CustomerScript approves() {
        return of(Reaction.APPROVES);
    }

    /**
     * {@return a customer who enters the right PIN after a while}
     *
     * @param delay on the simulator's clock; longer than the prompt's life means that the prompt expires first
     */
    public static CustomerScript approvesAfter(Duration delay) {
        return approves().after(delay);
    }

    /** {@return a customer who dismisses the prompt: result 1032} */
    public static CustomerScript cancels() {
        return of(Reaction.CANCELS);
    }

    /** {@return a customer who enters a wrong PIN: result 2001; the fourth in a row finds the PIN locked: 8006} */
    public static CustomerScript wrongPin() {
        return of(Reaction.WRONG_PIN);
    }

    /** {@return a customer without money: result 1, whatever the ledger says} */
    public static CustomerScript hasNoMoney() {
        return of(Reaction.NO_MONEY);
    }

    /** {@return a customer who looks away until the prompt expires: result 1037} */
    public static CustomerScript ignores() {
        return of(Reaction.IGNORES);
    }

    /** {@return a customer whose phone is off: result 1037, sooner than {@link #ignores()}} */
    public static CustomerScript phoneOff() {
        return of(Reaction.PHONE_OFF);
    }

    /** {@return a customer who has another M-PESA menu open: accepted, then result 1001 in the callback} */
    public static CustomerScript busy() {
        return of(Reaction.BUSY);
    }

    /**
     * {@return a customer whose prompt ends without a debit and with this result, for codes that no other script makes:
     * 1019, 1025, 9999, {@code SFC_IC0003}, one nobody knows yet}
     *
     * @param resultCode as text; codes need not be numbers
     * @param resultDescription the text beside it
     * @throws IllegalArgumentException if the code is {@code 0}: a success needs a debit, see {@link #approves()}
     */
    public static CustomerScript endsWith(String resultCode, String resultDescription) {
        if (resultCode.equals("0")) {
            throw new IllegalArgumentException("Result 0 means that money moved: use CustomerScript.approves()");
        }
        return new CustomerScript(
                Reaction.ENDS_WITH, Duration.ZERO, resultCode, Objects.requireNonNull(resultDescription));
    }

    /** {@return a customer whose prompt has no end: no result, no callback, and the query stays pending} */
    public static CustomerScript neverEnds() {
        return of(Reaction.NEVER_ENDS);
    }

    /** {@return a customer who is a person at the phone page, or a test that drives {@link Phone}} */
    public static CustomerScript human() {
        return of(Reaction.HUMAN);
    }

    /**
     * {@return this script with its reaction put off}
     *
     * @param delay on the simulator's clock, not negative
     */
    public CustomerScript after(Duration delay) {
        return new CustomerScript(reaction, delay, resultCode, resultDescription);
    }

    /** {@return what kind of customer this is} */
    public Reaction reaction() {
        return reaction;
    }

    /** {@return how long the customer takes, on the simulator's clock} */
    public Duration delay() {
        return after;
    }

    /** {@return the result of {@link #endsWith}, empty for every other script} */
    public Optional<String> resultCode() {
        return Optional.ofNullable(resultCode);
    }

    /** {@return the text of {@link #endsWith}, empty for every other script} */
    public Optional<String> resultDescription() {
        return Optional.ofNullable(resultDescription);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CustomerScript that
                && reaction == that.reaction
                && after.equals(that.after)
                && Objects.equals(resultCode, that.resultCode)
                && Objects.equals(resultDescription, that.resultDescription);
    }

    @Override
    public int hashCode() {
        return Objects.hash(reaction, after, resultCode, resultDescription);
    }

    @Override
    public String toString() {
        String what = switch (reaction) {
            case APPROVES -> "pays";
            case CANCELS -> "cancels";
            case WRONG_PIN -> "enters a wrong PIN";
            case NO_MONEY -> "has no money";
            case IGNORES -> "does not answer";
            case PHONE_OFF -> "has the phone off";
            case BUSY -> "is in another menu";
            case ENDS_WITH -> "ends with " + resultCode;
            case NEVER_ENDS -> "is never heard of again";
            case HUMAN -> "is a person at the phone page";
        };
        return what + (after.isZero() ? "" : " after " + Durations.words(after));
    }
}
