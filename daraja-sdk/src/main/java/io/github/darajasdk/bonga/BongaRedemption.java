package io.github.darajasdk.bonga;

import io.github.darajasdk.Amount;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.internal.check.Checks;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Paying with loyalty points. The payment itself is reported like any other customer payment. */
public final class BongaRedemption {

    private final @Nullable ShortCode shortCode;
    private final Msisdn phoneNumber;
    private final Amount amount;
    private final long points;
    private final BigDecimal conversionRate;
    private final String accountNumber;

    private BongaRedemption(Builder builder) {
        this.shortCode = builder.shortCode;
        this.phoneNumber = Checks.required(builder.phoneNumber, "a redemption of points", "phoneNumber");
        this.amount = Checks.required(builder.amount, "a redemption of points", "amount");
        this.points = builder.points;
        this.conversionRate = Checks.required(builder.conversionRate, "a redemption of points", "conversionRate");
        this.accountNumber = Checks.required(builder.accountNumber, "a redemption of points", "accountNumber");
        if (points < 1) {
            throw new IllegalArgumentException("at least one point must be redeemed, not " + points);
        }
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
     * Returns who is paid, if it is not the client's own merchant.
     *
     * @return the short code, or empty
     */
    public Optional<ShortCode> shortCode() {
        return Optional.ofNullable(shortCode);
    }

    /**
     * Returns whose points are used.
     *
     * @return the customer's number
     */
    public Msisdn phoneNumber() {
        return phoneNumber;
    }

    /**
     * Returns what the points are worth.
     *
     * @return whole shillings
     */
    public Amount amount() {
        return amount;
    }

    /**
     * Returns how many points are used.
     *
     * @return 1 or more
     */
    public long points() {
        return points;
    }

    /**
     * Returns shillings per point.
     *
     * @return the rate
     */
    public BigDecimal conversionRate() {
        return conversionRate;
    }

    /**
     * Returns the account that is paid to.
     *
     * @return one to twenty plain characters
     */
    public String accountNumber() {
        return accountNumber;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BongaRedemption that
                && Objects.equals(shortCode, that.shortCode)
                && phoneNumber.equals(that.phoneNumber)
                && amount.equals(that.amount)
                && points == that.points
                && conversionRate.equals(that.conversionRate)
                && accountNumber.equals(that.accountNumber);
    }

    @Override
    public int hashCode() {
        return Objects.hash(shortCode, phoneNumber, amount, points, conversionRate, accountNumber);
    }

    /** Shows no address and no full phone number. */
    @Override
    public String toString() {
        return "BongaRedemption[" + points + ", " + amount + ", " + phoneNumber + "]";
    }

    /** Collects the parts of a request. Not thread-safe. */
    public static final class Builder {

        private @Nullable ShortCode shortCode;
        private @Nullable Msisdn phoneNumber;
        private @Nullable Amount amount;
        private long points;
        private @Nullable BigDecimal conversionRate;
        private @Nullable String accountNumber;

        private Builder() {}

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
         * Sets whose points are used. Required.
         *
         * @param phoneNumber the customer's number
         * @return this builder
         */
        public Builder phoneNumber(Msisdn phoneNumber) {
            this.phoneNumber = phoneNumber;
            return this;
        }

        /**
         * Sets what the points are worth. Required.
         *
         * @param amount whole shillings
         * @return this builder
         */
        public Builder amount(Amount amount) {
            this.amount = amount;
            return this;
        }

        /**
         * Sets how many points are used. Required.
         *
         * @param points 1 or more
         * @return this builder
         */
        public Builder points(long points) {
            this.points = points;
            return this;
        }

        /**
         * Sets shillings per point, as calculated before. Required.
         *
         * @param conversionRate the rate
         * @return this builder
         */
        public Builder conversionRate(BigDecimal conversionRate) {
            this.conversionRate = conversionRate;
            return this;
        }

        /**
         * Sets the account that is paid to. Required.
         *
         * @param accountNumber one to twenty plain characters
         * @return this builder
         * @throws IllegalArgumentException if it is longer or has other characters
         */
        public Builder accountNumber(String accountNumber) {
            this.accountNumber = Checks.text(accountNumber, "account number", 1, 20);
            return this;
        }

        /**
         * Completes the request.
         *
         * @return the request
         * @throws IllegalArgumentException if a required part is missing or the parts do not fit together
         */
        public BongaRedemption build() {
            return new BongaRedemption(this);
        }
    }
}
