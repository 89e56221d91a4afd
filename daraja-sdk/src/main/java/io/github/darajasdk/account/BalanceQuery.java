package io.github.darajasdk.account;

import io.github.darajasdk.PartyType;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.internal.check.Checks;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks for the balances of an organisation's own accounts. */
public final class BalanceQuery {

    private final @Nullable ShortCode shortCode;
    private final PartyType partyType;
    private final String remarks;
    private final URI resultUrl;
    private final URI timeoutUrl;

    private BalanceQuery(Builder builder) {
        this.shortCode = builder.shortCode;
        this.partyType = builder.partyType;
        this.remarks = builder.remarks;
        this.resultUrl = Checks.required(builder.resultUrl, "a balance query", "resultUrl");
        this.timeoutUrl = Checks.required(builder.timeoutUrl, "a balance query", "timeoutUrl");
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
     * Returns whose account it is about, if it is not the client's own merchant.
     *
     * @return the short code, or empty
     */
    public Optional<ShortCode> shortCode() {
        return Optional.ofNullable(shortCode);
    }

    /**
     * Returns what kind of number the short code is.
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
        return other instanceof BalanceQuery that
                && Objects.equals(shortCode, that.shortCode)
                && partyType.equals(that.partyType)
                && remarks.equals(that.remarks)
                && resultUrl.equals(that.resultUrl)
                && timeoutUrl.equals(that.timeoutUrl);
    }

    @Override
    public int hashCode() {
        return Objects.hash(shortCode, partyType, remarks, resultUrl, timeoutUrl);
    }

    /** Shows no address and no full phone number. */
    @Override
    public String toString() {
        return "BalanceQuery[" + partyType + "]";
    }

    /** Collects the parts of a request. Not thread-safe. */
    public static final class Builder {

        private @Nullable ShortCode shortCode;
        private PartyType partyType = PartyType.SHORT_CODE;
        private String remarks = "Balance query";
        private @Nullable URI resultUrl;
        private @Nullable URI timeoutUrl;

        private Builder() {}

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
         * Sets what kind of number the short code is. Default: a short code.
         *
         * @param partyType the kind
         * @return this builder
         */
        public Builder partyType(PartyType partyType) {
            this.partyType = partyType;
            return this;
        }

        /**
         * Sets the remark that goes into the record. Default "Balance query".
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
        public BalanceQuery build() {
            return new BalanceQuery(this);
        }
    }
}
