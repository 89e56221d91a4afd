package io.github.darajasdk.pull;

import io.github.darajasdk.Msisdn;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.internal.check.Checks;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Switches Pull Transactions on for one short code, once. */
public final class PullRegistration {

    private final @Nullable ShortCode shortCode;
    private final Msisdn nominatedNumber;
    private final URI callbackUrl;

    private PullRegistration(Builder builder) {
        this.shortCode = builder.shortCode;
        this.nominatedNumber = Checks.required(builder.nominatedNumber, "a pull registration", "nominatedNumber");
        this.callbackUrl = Checks.required(builder.callbackUrl, "a pull registration", "callbackUrl");
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
     * Returns whose payments can be pulled, if it is not the client's own merchant.
     *
     * @return the short code, or empty
     */
    public Optional<ShortCode> shortCode() {
        return Optional.ofNullable(shortCode);
    }

    /**
     * Returns the number nominated for the short code.
     *
     * @return a Safaricom number
     */
    public Msisdn nominatedNumber() {
        return nominatedNumber;
    }

    /**
     * Returns where Safaricom may push payments to.
     *
     * @return absolute http or https address, with a secret of its own
     */
    public URI callbackUrl() {
        return callbackUrl;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PullRegistration that
                && Objects.equals(shortCode, that.shortCode)
                && nominatedNumber.equals(that.nominatedNumber)
                && callbackUrl.equals(that.callbackUrl);
    }

    @Override
    public int hashCode() {
        return Objects.hash(shortCode, nominatedNumber, callbackUrl);
    }

    /** Shows no address and no full phone number. */
    @Override
    public String toString() {
        return "PullRegistration[" + nominatedNumber + "]";
    }

    /** Collects the parts of a request. Not thread-safe. */
    public static final class Builder {

        private @Nullable ShortCode shortCode;
        private @Nullable Msisdn nominatedNumber;
        private @Nullable URI callbackUrl;

        private Builder() {}

        /**
         * Sets whose payments can be pulled. Default: the client's merchant.
         *
         * @param shortCode the short code
         * @return this builder
         */
        public Builder shortCode(ShortCode shortCode) {
            this.shortCode = shortCode;
            return this;
        }

        /**
         * Sets the number nominated for the short code. Required.
         *
         * @param nominatedNumber a Safaricom number
         * @return this builder
         */
        public Builder nominatedNumber(Msisdn nominatedNumber) {
            this.nominatedNumber = nominatedNumber;
            return this;
        }

        /**
         * Sets where Safaricom may push payments to. Required; what is pushed is not documented.
         *
         * @param callbackUrl absolute http or https address, with a secret of its own
         * @return this builder
         * @throws IllegalArgumentException if it is not of that form
         */
        public Builder callbackUrl(URI callbackUrl) {
            this.callbackUrl = Checks.url(callbackUrl, "callback URL");
            return this;
        }

        /**
         * Completes the request.
         *
         * @return the request
         * @throws IllegalArgumentException if a required part is missing
         */
        public PullRegistration build() {
            return new PullRegistration(this);
        }
    }
}
