package io.github.darajasdk.b2b;

import io.github.darajasdk.Amount;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.internal.check.Checks;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tax payment to the Kenya Revenue Authority. It leaves the working account. */
public final class TaxPayment {

    private final Amount amount;
    private final String registrationNumber;
    private final @Nullable ShortCode shortCode;
    private final String remarks;
    private final @Nullable String occasion;
    private final URI resultUrl;
    private final URI timeoutUrl;

    private TaxPayment(Builder builder) {
        this.amount = Checks.required(builder.amount, "a tax payment", "amount");
        this.registrationNumber = Checks.required(builder.registrationNumber, "a tax payment", "registrationNumber");
        this.shortCode = builder.shortCode;
        this.remarks = Checks.required(builder.remarks, "a tax payment", "remarks");
        this.occasion = builder.occasion;
        this.resultUrl = Checks.required(builder.resultUrl, "a tax payment", "resultUrl");
        this.timeoutUrl = Checks.required(builder.timeoutUrl, "a tax payment", "timeoutUrl");
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
     * Returns how much is paid.
     *
     * @return whole shillings
     */
    public Amount amount() {
        return amount;
    }

    /**
     * Returns the payment registration number (PRN) from the authority.
     *
     * @return one to thirteen plain characters
     */
    public String registrationNumber() {
        return registrationNumber;
    }

    /**
     * Returns who pays, if it is not the client's own merchant.
     *
     * @return the short code, or empty
     */
    public Optional<ShortCode> shortCode() {
        return Optional.ofNullable(shortCode);
    }

    /**
     * Returns the remark that goes into the record.
     *
     * @return two to a hundred plain characters
     */
    public String remarks() {
        return remarks;
    }

    /**
     * Returns a further remark.
     *
     * @return one to a hundred plain characters, or empty
     */
    public Optional<String> occasion() {
        return Optional.ofNullable(occasion);
    }

    /**
     * Returns where M-PESA posts the result, once.
     *
     * @return absolute http or https address, with a secret of its own
     */
    public URI resultUrl() {
        return resultUrl;
    }

    /**
     * Returns where M-PESA posts if the request waited too long in its queue.
     *
     * @return absolute http or https address, with a secret of its own
     */
    public URI timeoutUrl() {
        return timeoutUrl;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TaxPayment that
                && amount.equals(that.amount)
                && registrationNumber.equals(that.registrationNumber)
                && Objects.equals(shortCode, that.shortCode)
                && remarks.equals(that.remarks)
                && Objects.equals(occasion, that.occasion)
                && resultUrl.equals(that.resultUrl)
                && timeoutUrl.equals(that.timeoutUrl);
    }

    @Override
    public int hashCode() {
        return Objects.hash(amount, registrationNumber, shortCode, remarks, occasion, resultUrl, timeoutUrl);
    }

    /** Shows no address and no full phone number. */
    @Override
    public String toString() {
        return "TaxPayment[" + registrationNumber + ", " + amount + "]";
    }

    /** Collects the parts of a request. Not thread-safe. */
    public static final class Builder {

        private @Nullable Amount amount;
        private @Nullable String registrationNumber;
        private @Nullable ShortCode shortCode;
        private @Nullable String remarks;
        private @Nullable String occasion;
        private @Nullable URI resultUrl;
        private @Nullable URI timeoutUrl;

        private Builder() {}

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
         * Sets the payment registration number (PRN) from the authority. Required.
         *
         * @param registrationNumber one to thirteen plain characters
         * @return this builder
         * @throws IllegalArgumentException if it is longer or has other characters
         */
        public Builder registrationNumber(String registrationNumber) {
            this.registrationNumber = Checks.text(registrationNumber, "payment registration number", 1, 13);
            return this;
        }

        /**
         * Sets who pays. Default: the client's merchant.
         *
         * @param shortCode the short code
         * @return this builder
         */
        public Builder shortCode(ShortCode shortCode) {
            this.shortCode = shortCode;
            return this;
        }

        /**
         * Sets the remark that goes into the record. Required.
         *
         * @param remarks two to a hundred plain characters
         * @return this builder
         * @throws IllegalArgumentException if it is longer, shorter or has other characters
         */
        public Builder remarks(String remarks) {
            this.remarks = Checks.text(remarks, "remarks", 2, 100);
            return this;
        }

        /**
         * Sets a further remark. Optional.
         *
         * @param occasion one to a hundred plain characters
         * @return this builder
         * @throws IllegalArgumentException if it is longer or has other characters
         */
        public Builder occasion(String occasion) {
            this.occasion = Checks.text(occasion, "occasion", 1, 100);
            return this;
        }

        /**
         * Sets where M-PESA posts the result. Required.
         *
         * @param resultUrl absolute http or https address, with a secret of its own
         * @return this builder
         * @throws IllegalArgumentException if it is not of that form
         */
        public Builder resultUrl(URI resultUrl) {
            this.resultUrl = Checks.url(resultUrl, "result URL");
            return this;
        }

        /**
         * Sets where M-PESA posts if the request waited too long in its queue. Required. Such a post proves nothing:
         * ask.
         *
         * @param timeoutUrl absolute http or https address, with a secret of its own
         * @return this builder
         * @throws IllegalArgumentException if it is not of that form
         */
        public Builder timeoutUrl(URI timeoutUrl) {
            this.timeoutUrl = Checks.url(timeoutUrl, "timeout URL");
            return this;
        }

        /**
         * Completes the request.
         *
         * @return the request
         * @throws IllegalArgumentException if a required part is missing
         */
        public TaxPayment build() {
            return new TaxPayment(this);
        }
    }
}
