package io.github.darajasdk.stk;

import io.github.darajasdk.AccountReference;
import io.github.darajasdk.Amount;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.internal.check.Checks;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One prompt to one customer's phone. Who is paid comes from the client's merchant. */
public final class StkPushRequest {

    private final Msisdn phoneNumber;
    private final Amount amount;
    private final AccountReference accountReference;
    private final @Nullable String description;
    private final URI callbackUrl;

    private StkPushRequest(Builder builder) {
        this.phoneNumber = Checks.required(builder.phoneNumber, "an STK Push", "phoneNumber");
        this.amount = Checks.required(builder.amount, "an STK Push", "amount");
        this.accountReference = Checks.required(builder.accountReference, "an STK Push", "accountReference");
        this.description = builder.description;
        this.callbackUrl = Checks.required(builder.callbackUrl, "an STK Push", "callbackUrl");
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
     * Returns whose phone is prompted, who is also the one who pays.
     *
     * @return the customer's number
     */
    public Msisdn phoneNumber() {
        return phoneNumber;
    }

    /**
     * Returns how much is asked for.
     *
     * @return whole shillings
     */
    public Amount amount() {
        return amount;
    }

    /**
     * Returns what the customer sees as the account, in the prompt and in the SMS.
     *
     * @return the reference
     */
    public AccountReference accountReference() {
        return accountReference;
    }

    /**
     * Returns the short description.
     *
     * @return up to thirteen characters, or empty
     */
    public Optional<String> description() {
        return Optional.ofNullable(description);
    }

    /**
     * Returns where M-PESA reports the outcome.
     *
     * @return an absolute http or https address
     */
    public URI callbackUrl() {
        return callbackUrl;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StkPushRequest that
                && phoneNumber.equals(that.phoneNumber)
                && amount.equals(that.amount)
                && accountReference.equals(that.accountReference)
                && Objects.equals(description, that.description)
                && callbackUrl.equals(that.callbackUrl);
    }

    @Override
    public int hashCode() {
        return Objects.hash(phoneNumber, amount, accountReference, description, callbackUrl);
    }

    /** Masks the phone number and leaves the callback address out: it carries a secret. */
    @Override
    public String toString() {
        return "StkPushRequest[" + amount + " from " + phoneNumber + " for " + accountReference + "]";
    }

    /** Collects the parts of a request. Not thread-safe. */
    public static final class Builder {

        private static final Pattern DESCRIPTION = Pattern.compile("[A-Za-z0-9 ./-]{1,13}");

        private @Nullable Msisdn phoneNumber;
        private @Nullable Amount amount;
        private @Nullable AccountReference accountReference;
        private @Nullable String description;
        private @Nullable URI callbackUrl;

        private Builder() {}

        /**
         * Sets whose phone is prompted. Required.
         *
         * @param phoneNumber the customer's number
         * @return this builder
         */
        public Builder phoneNumber(Msisdn phoneNumber) {
            this.phoneNumber = phoneNumber;
            return this;
        }

        /**
         * Sets how much is asked for. Required.
         *
         * @param amount whole shillings
         * @return this builder
         */
        public Builder amount(Amount amount) {
            this.amount = amount;
            return this;
        }

        /**
         * Sets what the customer sees as the account. Required. It is printed in the customer's SMS.
         *
         * @param accountReference up to twelve characters
         * @return this builder
         */
        public Builder accountReference(AccountReference accountReference) {
            this.accountReference = accountReference;
            return this;
        }

        /**
         * Sets a short description. Optional.
         *
         * @param description one to thirteen letters, digits, blanks, dots, dashes or slashes
         * @return this builder
         * @throws IllegalArgumentException if it is longer or has other characters
         */
        public Builder description(String description) {
            if (!DESCRIPTION.matcher(description).matches()) {
                throw new IllegalArgumentException("description must be one to thirteen letters, digits, blanks, dots,"
                        + " dashes or slashes; the given text has " + description.length() + " characters");
            }
            this.description = description;
            return this;
        }

        /**
         * Sets where M-PESA reports the outcome. Required. It should carry a secret of this one payment, because callbacks
         * are not signed; {@link io.github.darajasdk.callback.CallbackUrls} makes such addresses.
         *
         * @param callbackUrl absolute http or https address with a host; Safaricom itself takes only public https
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
        public StkPushRequest build() {
            return new StkPushRequest(this);
        }
    }
}
