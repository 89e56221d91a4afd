package io.github.darajasdk.b2c;

import io.github.darajasdk.Amount;
import io.github.darajasdk.ConversationId;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.internal.check.Checks;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A payout to the business wallet (Pochi la Biashara) of one person. */
public final class PochiPayment {

    private final ConversationId originatorConversationId;
    private final Msisdn phoneNumber;
    private final Amount amount;
    private final @Nullable ShortCode shortCode;
    private final String remarks;
    private final @Nullable String occasion;
    private final URI resultUrl;
    private final URI timeoutUrl;

    private PochiPayment(Builder builder) {
        this.originatorConversationId =
                Checks.required(builder.originatorConversationId, "a payout", "originatorConversationId");
        this.phoneNumber = Checks.required(builder.phoneNumber, "a payout", "phoneNumber");
        this.amount = Checks.required(builder.amount, "a payout", "amount");
        this.shortCode = builder.shortCode;
        this.remarks = Checks.required(builder.remarks, "a payout", "remarks");
        this.occasion = builder.occasion;
        this.resultUrl = Checks.required(builder.resultUrl, "a payout", "resultUrl");
        this.timeoutUrl = Checks.required(builder.timeoutUrl, "a payout", "timeoutUrl");
        if (amount.compareTo(Amount.kes(10)) < 0) {
            throw new IllegalArgumentException("a payout must be at least KES 10, not " + amount);
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
     * Returns the id that makes this payout unique.
     *
     * @return the caller's own id
     */
    public ConversationId originatorConversationId() {
        return originatorConversationId;
    }

    /**
     * Returns who is paid.
     *
     * @return the receiver's number
     */
    public Msisdn phoneNumber() {
        return phoneNumber;
    }

    /**
     * Returns how much is paid out.
     *
     * @return whole shillings, at least 10
     */
    public Amount amount() {
        return amount;
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
        return other instanceof PochiPayment that
                && originatorConversationId.equals(that.originatorConversationId)
                && phoneNumber.equals(that.phoneNumber)
                && amount.equals(that.amount)
                && Objects.equals(shortCode, that.shortCode)
                && remarks.equals(that.remarks)
                && Objects.equals(occasion, that.occasion)
                && resultUrl.equals(that.resultUrl)
                && timeoutUrl.equals(that.timeoutUrl);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                originatorConversationId, phoneNumber, amount, shortCode, remarks, occasion, resultUrl, timeoutUrl);
    }

    /** Shows no address and no full phone number. */
    @Override
    public String toString() {
        return "PochiPayment[" + originatorConversationId + ", " + amount + ", " + phoneNumber + "]";
    }

    /** Collects the parts of a request. Not thread-safe. */
    public static final class Builder {

        private @Nullable ConversationId originatorConversationId;
        private @Nullable Msisdn phoneNumber;
        private @Nullable Amount amount;
        private @Nullable ShortCode shortCode;
        private @Nullable String remarks;
        private @Nullable String occasion;
        private @Nullable URI resultUrl;
        private @Nullable URI timeoutUrl;

        private Builder() {}

        /**
         * Sets the id that makes this payout unique, for example a random UUID. Required. Store it before sending;
         * after an unknown outcome the same id, and only the same id, may be sent again.
         *
         * @param originatorConversationId the caller's own id
         * @return this builder
         */
        public Builder originatorConversationId(ConversationId originatorConversationId) {
            this.originatorConversationId = originatorConversationId;
            return this;
        }

        /**
         * Sets who is paid. Required.
         *
         * @param phoneNumber the receiver's number
         * @return this builder
         */
        public Builder phoneNumber(Msisdn phoneNumber) {
            this.phoneNumber = phoneNumber;
            return this;
        }

        /**
         * Sets how much is paid out. Required.
         *
         * @param amount whole shillings, at least 10
         * @return this builder
         */
        public Builder amount(Amount amount) {
            this.amount = amount;
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
         * @throws IllegalArgumentException if a required part is missing or the parts do not fit together
         */
        public PochiPayment build() {
            return new PochiPayment(this);
        }
    }
}
