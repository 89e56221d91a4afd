package io.github.darajasdk.transaction;

import io.github.darajasdk.ConversationId;
import io.github.darajasdk.PartyType;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.internal.check.Checks;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A question about one transaction. It is named by its receipt, by the conversation id of the request that made it, or by both. */
public final class StatusQuery {

    private final @Nullable ReceiptNumber receiptNumber;
    private final @Nullable ConversationId originalConversationId;
    private final @Nullable ShortCode shortCode;
    private final PartyType partyType;
    private final String remarks;
    private final @Nullable String occasion;
    private final URI resultUrl;
    private final URI timeoutUrl;

    private StatusQuery(Builder builder) {
        this.receiptNumber = builder.receiptNumber;
        this.originalConversationId = builder.originalConversationId;
        this.shortCode = builder.shortCode;
        this.partyType = builder.partyType;
        this.remarks = builder.remarks;
        this.occasion = builder.occasion;
        this.resultUrl = Checks.required(builder.resultUrl, "a status query", "resultUrl");
        this.timeoutUrl = Checks.required(builder.timeoutUrl, "a status query", "timeoutUrl");
        if (receiptNumber == null && originalConversationId == null) {
            throw new IllegalArgumentException(
                    "a status query needs receiptNumber or originalConversationId: set one on the builder");
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
     * Returns the receipt of the transaction.
     *
     * @return the receipt, or empty
     */
    public Optional<ReceiptNumber> receiptNumber() {
        return Optional.ofNullable(receiptNumber);
    }

    /**
     * Returns the conversation id of the request that made the transaction.
     *
     * @return the originator's or Daraja's id, or empty
     */
    public Optional<ConversationId> originalConversationId() {
        return Optional.ofNullable(originalConversationId);
    }

    /**
     * Returns whose account it is about, if it is not the client's own merchant.
     *
     * @return the short code, or empty
     */
    public Optional<ShortCode> shortCode() {
        return Optional.ofNullable(shortCode);
    }

    /**
     * Returns what kind of party the short code is.
     *
     * @return the kind
     */
    public PartyType partyType() {
        return partyType;
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
        return other instanceof StatusQuery that
                && Objects.equals(receiptNumber, that.receiptNumber)
                && Objects.equals(originalConversationId, that.originalConversationId)
                && Objects.equals(shortCode, that.shortCode)
                && partyType.equals(that.partyType)
                && remarks.equals(that.remarks)
                && Objects.equals(occasion, that.occasion)
                && resultUrl.equals(that.resultUrl)
                && timeoutUrl.equals(that.timeoutUrl);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                receiptNumber, originalConversationId, shortCode, partyType, remarks, occasion, resultUrl, timeoutUrl);
    }

    /** Shows no address and no full phone number. */
    @Override
    public String toString() {
        return "StatusQuery[" + (receiptNumber == null ? "by conversation" : receiptNumber) + ", " + partyType + "]";
    }

    /** Collects the parts of a request. Not thread-safe. */
    public static final class Builder {

        private @Nullable ReceiptNumber receiptNumber;
        private @Nullable ConversationId originalConversationId;
        private @Nullable ShortCode shortCode;
        private PartyType partyType = PartyType.SHORT_CODE;
        private String remarks = "Status query";
        private @Nullable String occasion;
        private @Nullable URI resultUrl;
        private @Nullable URI timeoutUrl;

        private Builder() {}

        /**
         * Sets the receipt of the transaction. This or the conversation id is required.
         *
         * @param receiptNumber the receipt
         * @return this builder
         */
        public Builder receiptNumber(ReceiptNumber receiptNumber) {
            this.receiptNumber = receiptNumber;
            return this;
        }

        /**
         * Sets the conversation id of the request that made the transaction. This or the receipt is required.
         *
         * @param originalConversationId the originator's or Daraja's id
         * @return this builder
         */
        public Builder originalConversationId(ConversationId originalConversationId) {
            this.originalConversationId = originalConversationId;
            return this;
        }

        /**
         * Sets whose account it is about. Default: the client's merchant.
         *
         * @param shortCode the short code
         * @return this builder
         */
        public Builder shortCode(ShortCode shortCode) {
            this.shortCode = shortCode;
            return this;
        }

        /**
         * Sets what kind of party the short code is. Default: a short code.
         *
         * @param partyType the kind
         * @return this builder
         */
        public Builder partyType(PartyType partyType) {
            this.partyType = partyType;
            return this;
        }

        /**
         * Sets the remark that goes into the record. Default "Status query".
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
        public StatusQuery build() {
            return new StatusQuery(this);
        }
    }
}
