package io.github.darajasdk.b2b;

import io.github.darajasdk.Amount;
import io.github.darajasdk.Msisdn;
import io.github.darajasdk.PartyType;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.TillNumber;
import io.github.darajasdk.internal.check.Checks;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A payment to a business, or a transfer between an organisation's own accounts. It leaves the working account. */
public final class B2bPayment {

    private final B2bCommand command;
    private final String receiver;
    private final PartyType receiverType;
    private final Amount amount;
    private final String accountReference;
    private final @Nullable Msisdn requester;
    private final @Nullable ShortCode shortCode;
    private final String remarks;
    private final @Nullable String occasion;
    private final URI resultUrl;
    private final URI timeoutUrl;

    private B2bPayment(Builder builder) {
        this.command = builder.command;
        this.receiver = builder.receiver;
        this.receiverType = builder.receiverType;
        this.amount = Checks.required(builder.amount, "a payment to a business", "amount");
        this.accountReference =
                Checks.required(builder.accountReference, "a payment to a business", "accountReference");
        this.requester = builder.requester;
        this.shortCode = builder.shortCode;
        this.remarks = Checks.required(builder.remarks, "a payment to a business", "remarks");
        this.occasion = builder.occasion;
        this.resultUrl = Checks.required(builder.resultUrl, "a payment to a business", "resultUrl");
        this.timeoutUrl = Checks.required(builder.timeoutUrl, "a payment to a business", "timeoutUrl");
    }

    /**
     * Starts a payment to a paybill.
     *
     * @param paybill who is paid
     * @return a builder
     */
    public static Builder toPaybill(ShortCode paybill) {
        return new Builder(B2bCommand.PAY_BILL, paybill.value());
    }

    /**
     * Starts a payment to a Buy Goods till.
     *
     * @param till who is paid
     * @return a builder
     */
    public static Builder toTill(TillNumber till) {
        return new Builder(B2bCommand.BUY_GOODS, till.value());
    }

    /**
     * Starts a top-up of an organisation's payout account, from our working account.
     *
     * @param organisation whose utility account is topped up
     * @return a builder
     */
    public static Builder topUp(ShortCode organisation) {
        return new Builder(B2bCommand.TOP_UP, organisation.value());
    }

    /**
     * Starts a payment of any kind, for the rarer ones.
     *
     * @param command the kind
     * @param receiver who is paid
     * @return a builder
     */
    public static Builder of(B2bCommand command, ShortCode receiver) {
        return new Builder(command, receiver.value());
    }

    /**
     * Returns what kind of payment it is.
     *
     * @return the kind
     */
    public B2bCommand command() {
        return command;
    }

    /**
     * Returns who is paid.
     *
     * @return the digits of a paybill, till or organisation
     */
    public String receiver() {
        return receiver;
    }

    /**
     * Returns what kind of number the receiver is.
     *
     * @return the kind
     */
    public PartyType receiverType() {
        return receiverType;
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
     * Returns the account at the receiver.
     *
     * @return one to thirteen plain characters
     */
    public String accountReference() {
        return accountReference;
    }

    /**
     * Returns the consumer on whose behalf it is paid.
     *
     * @return the number, or empty
     */
    public Optional<Msisdn> requester() {
        return Optional.ofNullable(requester);
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
        return other instanceof B2bPayment that
                && command.equals(that.command)
                && receiver.equals(that.receiver)
                && receiverType.equals(that.receiverType)
                && amount.equals(that.amount)
                && accountReference.equals(that.accountReference)
                && Objects.equals(requester, that.requester)
                && Objects.equals(shortCode, that.shortCode)
                && remarks.equals(that.remarks)
                && Objects.equals(occasion, that.occasion)
                && resultUrl.equals(that.resultUrl)
                && timeoutUrl.equals(that.timeoutUrl);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                command,
                receiver,
                receiverType,
                amount,
                accountReference,
                requester,
                shortCode,
                remarks,
                occasion,
                resultUrl,
                timeoutUrl);
    }

    /** Shows no address and no full phone number. */
    @Override
    public String toString() {
        return "B2bPayment[" + command + ", " + receiver + ", " + amount + "]";
    }

    /** Collects the parts of a request. Not thread-safe. */
    public static final class Builder {

        private final B2bCommand command;
        private final String receiver;
        private PartyType receiverType = PartyType.SHORT_CODE;
        private @Nullable Amount amount;
        private @Nullable String accountReference;
        private @Nullable Msisdn requester;
        private @Nullable ShortCode shortCode;
        private @Nullable String remarks;
        private @Nullable String occasion;
        private @Nullable URI resultUrl;
        private @Nullable URI timeoutUrl;

        private Builder(B2bCommand command, String receiver) {
            this.command = command;
            this.receiver = receiver;
        }

        /**
         * Sets what kind of number the receiver is. Default: a short code, as documented; for tills one production
         * system needs {@link PartyType#TILL} and gets {@code SFC_IC0003} otherwise.
         *
         * @param receiverType the kind
         * @return this builder
         */
        public Builder receiverType(PartyType receiverType) {
            this.receiverType = receiverType;
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
         * Sets the account at the receiver. Required.
         *
         * @param accountReference one to thirteen plain characters
         * @return this builder
         * @throws IllegalArgumentException if it is longer or has other characters
         */
        public Builder accountReference(String accountReference) {
            this.accountReference = Checks.text(accountReference, "account reference", 1, 13);
            return this;
        }

        /**
         * Sets the consumer on whose behalf it is paid. Optional.
         *
         * @param requester the number
         * @return this builder
         */
        public Builder requester(Msisdn requester) {
            this.requester = requester;
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
        public B2bPayment build() {
            return new B2bPayment(this);
        }
    }
}
