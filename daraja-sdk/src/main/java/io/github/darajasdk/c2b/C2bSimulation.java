package io.github.darajasdk.c2b;

import io.github.darajasdk.Amount;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.internal.check.Checks;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A pretended customer payment. Sandbox and simulator only. */
public final class C2bSimulation {

    private final C2bVersion version;
    private final @Nullable ShortCode shortCode;
    private final Msisdn phoneNumber;
    private final Amount amount;
    private final @Nullable String billReference;

    private C2bSimulation(Builder builder) {
        this.version = builder.version;
        this.shortCode = builder.shortCode;
        this.phoneNumber = Checks.required(builder.phoneNumber, "a C2B simulation", "phoneNumber");
        this.amount = Checks.required(builder.amount, "a C2B simulation", "amount");
        this.billReference = builder.billReference;
    }

    /**
     * Starts an empty request.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns which edition of the product the app has.
     *
     * @return V1 or V2
     */
    public C2bVersion version() {
        return version;
    }

    /**
     * Returns who is paid, if it is not the client's own merchant.
     *
     * @return the short code, or empty
     */
    public Optional<ShortCode> shortCode() {
        return Optional.ofNullable(shortCode);
    }

    /**
     * Returns who pays.
     *
     * @return the customer's number
     */
    public Msisdn phoneNumber() {
        return phoneNumber;
    }

    /**
     * Returns how much is paid.
     *
     * @return whole shillings
     */
    public Amount amount() {
        return amount;
    }

    /**
     * Returns what the customer typed as the account; a payment without it goes to a till.
     *
     * @return one to twenty plain characters, or empty
     */
    public Optional<String> billReference() {
        return Optional.ofNullable(billReference);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof C2bSimulation that
                && version.equals(that.version)
                && Objects.equals(shortCode, that.shortCode)
                && phoneNumber.equals(that.phoneNumber)
                && amount.equals(that.amount)
                && Objects.equals(billReference, that.billReference);
    }

    @Override
    public int hashCode() {
        return Objects.hash(version, shortCode, phoneNumber, amount, billReference);
    }

    /** Shows no address and no full phone number. */
    @Override
    public String toString() {
        return "C2bSimulation[" + phoneNumber + ", " + amount + "]";
    }

    /** Collects the parts of a request. Not thread-safe. */
    public static final class Builder {

        private C2bVersion version = C2bVersion.V2;
        private @Nullable ShortCode shortCode;
        private @Nullable Msisdn phoneNumber;
        private @Nullable Amount amount;
        private @Nullable String billReference;

        private Builder() {}

        /**
         * Sets which edition of the product the app has. Default V2.
         *
         * @param version V1 or V2
         * @return this builder
         */
        public Builder version(C2bVersion version) {
            this.version = version;
            return this;
        }

        /**
         * Sets who is paid. Default: the client's merchant.
         *
         * @param shortCode the short code
         * @return this builder
         */
        public Builder shortCode(ShortCode shortCode) {
            this.shortCode = shortCode;
            return this;
        }

        /**
         * Sets who pays. Required.
         *
         * @param phoneNumber the customer's number
         * @return this builder
         */
        public Builder phoneNumber(Msisdn phoneNumber) {
            this.phoneNumber = phoneNumber;
            return this;
        }

        /**
         * Sets how much is paid. Required.
         *
         * @param amount whole shillings
         * @return this builder
         */
        public Builder amount(Amount amount) {
            this.amount = amount;
            return this;
        }

        /**
         * Sets what the customer typed as the account. Without it the payment goes to a till.
         *
         * @param billReference one to twenty plain characters
         * @return this builder
         * @throws IllegalArgumentException if it is longer or has other characters
         */
        public Builder billReference(String billReference) {
            this.billReference = Checks.text(billReference, "bill reference", 1, 20);
            return this;
        }

        /**
         * Completes the request.
         *
         * @return the request
         * @throws IllegalArgumentException if a required part is missing
         */
        public C2bSimulation build() {
            return new C2bSimulation(this);
        }
    }
}
