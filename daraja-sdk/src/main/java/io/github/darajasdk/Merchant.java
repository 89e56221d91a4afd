package io.github.darajasdk;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is being paid: a paybill, or a Buy Goods till behind its store.
 *
 * <p>The passkey is never printed.
 */
public final class Merchant {

    /** How customers pay this merchant. */
    public enum Type {
        /** A paybill, which takes an account reference. */
        PAYBILL,
        /** A Buy Goods till. */
        TILL
    }

    private final Type type;
    private final ShortCode shortCode;
    private final @Nullable TillNumber tillNumber;
    private final @Nullable Passkey passkey;

    private Merchant(Type type, ShortCode shortCode, @Nullable TillNumber tillNumber, @Nullable Passkey passkey) {
        this.type = type;
        this.shortCode = Objects.requireNonNull(shortCode, "shortCode");
        this.tillNumber = tillNumber;
        this.passkey = passkey;
    }

    /**
     * A paybill: it signs the request and receives the money.
     *
     * @param paybill the paybill number
     * @param passkey its STK passkey
     * @return the merchant
     */
    public static Merchant paybill(ShortCode paybill, Passkey passkey) {
        return new Merchant(Type.PAYBILL, paybill, null, Objects.requireNonNull(passkey, "passkey"));
    }

    /**
     * A Buy Goods till: the store or head office signs the request, the till receives the money.
     *
     * @param store the head office or store number given at go-live, <em>not</em> the till
     * @param till the till that is paid
     * @param passkey the store's STK passkey
     * @return the merchant
     */
    public static Merchant till(ShortCode store, TillNumber till, Passkey passkey) {
        return new Merchant(
                Type.TILL, store, Objects.requireNonNull(till, "till"), Objects.requireNonNull(passkey, "passkey"));
    }

    /**
     * An organisation that never prompts customers, for payouts, statements and look-ups only. STK Push and its query
     * refuse to work with it.
     *
     * @param shortCode the organisation's short code
     * @return the merchant
     */
    public static Merchant withoutPrompts(ShortCode shortCode) {
        return new Merchant(Type.PAYBILL, shortCode, null, null);
    }

    /**
     * Returns how customers pay this merchant.
     *
     * @return paybill or till
     */
    public Type type() {
        return type;
    }

    /**
     * Returns the short code that signs requests: the paybill, or the till's store.
     *
     * @return the short code
     */
    public ShortCode shortCode() {
        return shortCode;
    }

    /**
     * Returns the till.
     *
     * @return the till, or empty for a paybill
     */
    public Optional<TillNumber> tillNumber() {
        return Optional.ofNullable(tillNumber);
    }

    /**
     * Returns the STK passkey.
     *
     * @return the passkey, or empty for a merchant without prompts
     */
    public Optional<Passkey> passkey() {
        return Optional.ofNullable(passkey);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Merchant that
                && type == that.type
                && shortCode.equals(that.shortCode)
                && Objects.equals(tillNumber, that.tillNumber)
                && Objects.equals(passkey, that.passkey);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, shortCode, tillNumber, passkey);
    }

    @Override
    public String toString() {
        return tillNumber == null
                ? "Merchant[paybill " + shortCode + "]"
                : "Merchant[till " + tillNumber + " of store " + shortCode + "]";
    }
}
