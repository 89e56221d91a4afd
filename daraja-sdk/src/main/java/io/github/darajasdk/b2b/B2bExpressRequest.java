package io.github.darajasdk.b2b;

import io.github.darajasdk.Amount;
import io.github.darajasdk.ConversationId;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.TillNumber;
import io.github.darajasdk.internal.check.Checks;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A prompt on the phone of a till's operator, to pay from the till. */
public final class B2bExpressRequest {

    private final TillNumber till;
    private final @Nullable ShortCode shortCode;
    private final Amount amount;
    private final String paymentReference;
    private final String partnerName;
    private final ConversationId requestId;
    private final URI callbackUrl;

    private B2bExpressRequest(Builder builder) {
        this.till = Checks.required(builder.till, "a till prompt", "till");
        this.shortCode = builder.shortCode;
        this.amount = Checks.required(builder.amount, "a till prompt", "amount");
        this.paymentReference = Checks.required(builder.paymentReference, "a till prompt", "paymentReference");
        this.partnerName = Checks.required(builder.partnerName, "a till prompt", "partnerName");
        this.requestId = Checks.required(builder.requestId, "a till prompt", "requestId");
        this.callbackUrl = Checks.required(builder.callbackUrl, "a till prompt", "callbackUrl");
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
     * Returns the till that pays.
     *
     * @return the till
     */
    public TillNumber till() {
        return till;
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
     * Returns how much is asked for.
     *
     * @return whole shillings
     */
    public Amount amount() {
        return amount;
    }

    /**
     * Returns what the operator sees as the reference.
     *
     * @return one to fifty plain characters
     */
    public String paymentReference() {
        return paymentReference;
    }

    /**
     * Returns who asks, as the operator sees it.
     *
     * @return one to fifty plain characters
     */
    public String partnerName() {
        return partnerName;
    }

    /**
     * Returns the caller's own id, which comes back in the callback.
     *
     * @return the id
     */
    public ConversationId requestId() {
        return requestId;
    }

    /**
     * Returns where M-PESA reports the outcome.
     *
     * @return absolute http or https address, with a secret of its own
     */
    public URI callbackUrl() {
        return callbackUrl;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof B2bExpressRequest that
                && till.equals(that.till)
                && Objects.equals(shortCode, that.shortCode)
                && amount.equals(that.amount)
                && paymentReference.equals(that.paymentReference)
                && partnerName.equals(that.partnerName)
                && requestId.equals(that.requestId)
                && callbackUrl.equals(that.callbackUrl);
    }

    @Override
    public int hashCode() {
        return Objects.hash(till, shortCode, amount, paymentReference, partnerName, requestId, callbackUrl);
    }

    /** Shows no address and no full phone number. */
    @Override
    public String toString() {
        return "B2bExpressRequest[" + till + ", " + amount + ", " + requestId + "]";
    }

    /** Collects the parts of a request. Not thread-safe. */
    public static final class Builder {

        private @Nullable TillNumber till;
        private @Nullable ShortCode shortCode;
        private @Nullable Amount amount;
        private @Nullable String paymentReference;
        private @Nullable String partnerName;
        private @Nullable ConversationId requestId;
        private @Nullable URI callbackUrl;

        private Builder() {}

        /**
         * Sets the till that pays. Required.
         *
         * @param till the till
         * @return this builder
         */
        public Builder till(TillNumber till) {
            this.till = till;
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
         * Sets what the operator sees as the reference. Required.
         *
         * @param paymentReference one to fifty plain characters
         * @return this builder
         * @throws IllegalArgumentException if it is longer or has other characters
         */
        public Builder paymentReference(String paymentReference) {
            this.paymentReference = Checks.text(paymentReference, "payment reference", 1, 50);
            return this;
        }

        /**
         * Sets who asks, as the operator sees it. Required.
         *
         * @param partnerName one to fifty plain characters
         * @return this builder
         * @throws IllegalArgumentException if it is longer or has other characters
         */
        public Builder partnerName(String partnerName) {
            this.partnerName = Checks.text(partnerName, "partner name", 1, 50);
            return this;
        }

        /**
         * Sets the caller's own id, which comes back in the callback. Required; unique, for example a random UUID.
         *
         * @param requestId the id
         * @return this builder
         */
        public Builder requestId(ConversationId requestId) {
            this.requestId = requestId;
            return this;
        }

        /**
         * Sets where M-PESA reports the outcome. Required.
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
        public B2bExpressRequest build() {
            return new B2bExpressRequest(this);
        }
    }
}
